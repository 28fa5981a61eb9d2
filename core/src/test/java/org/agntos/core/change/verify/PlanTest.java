package org.agntos.core.change.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.agntos.core.change.verify.SystemDescription.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What programs say they would do, in old and new wordings, and what is worked out without them.
class PlanTest {
    private static final String HASH = "0f1sfnp2vqfkzqvc1a7r3bn6ykx9wjzq";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "these 2 paths will be fetched (1.20 MiB download, 5.40 MiB unpacked):|1.20 MiB download, 5.40 MiB unpacked",
                "these 2 paths will be fetched (1.2 MiB download, 1.1 GiB unpacked):|1.2 MiB download, 1.1 GiB unpacked",
            })
    void sizesAreReadInOldAndNewWording(String line, String sizes) {
        String output = "this derivation will be built:\n  /nix/store/" + HASH + "-nixos-system-box-25.11.drv\n" + line
                + "\n  /nix/store/" + HASH + "-htop-3.3.0\n  /nix/store/" + HASH + "-ncurses-6.4\n";
        assertThat(BuildPlan.lines(output))
                .containsExactly(
                        "Fetched: 2 paths (" + sizes + "): htop-3.3.0, ncurses-6.4", "Built: nixos-system-box-25.11");
    }

    @Test
    void whatIsNotKnownIsSaidToBeUnknown() {
        assertThat(BuildPlan.lines("warning: unable to download 'https://cache.nixos.org/x.narinfo': timed out\n"
                        + "this derivation will be built:\n  /nix/store/" + HASH + "-a.drv\n"))
                .containsExactly(
                        "Built: a",
                        "How much would be fetched instead of built: unknown (the binary cache does not answer).");
        assertThat(BuildPlan.lines("don't know how to build these paths:\n  /nix/store/" + HASH + "-b\n"))
                .containsExactly("Unknown where these come from: b");
        assertThat(BuildPlan.lines("")).containsExactly("Nothing has to be fetched or built.");
    }

    @Test
    void packagesThatChangeVersionAreNamedWithBoth() {
        assertThat(PackageChanges.lines(
                        List.of("firefox-129.0", "htop-3.3.0", "git-minimal-2.49.0", "nixos-help"),
                        List.of("firefox-130.0.1", "git-minimal-2.49.0", "nixos-help", "jq-1.7")))
                .containsExactly(
                        "Package changes: firefox 129.0 → 130.0.1",
                        "Package removed: htop 3.3.0",
                        "Package added: jq 1.7");
    }

    private static SystemDescription system(String unit, String text, String kernel) {
        TreeMap<String, Unit> units = new TreeMap<>();
        if (!text.isEmpty()) {
            units.put(unit, new Unit(text.replace(";", "\n"), List.of("multi-user.target")));
        }
        return new SystemDescription("", units, List.of(), kernel, "", List.of());
    }

    /// By the rules of switch-to-configuration.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "web.service||[Service];ExecStart=/a|Units started: web.service",
                "web.service|[Service];ExecStart=/a||Units stopped, if they run: web.service",
                "web.service|[Service];ExecStart=/a|[Service];ExecStart=/b|Units restarted, if they run: web.service",
                "web.service|[Unit];Description=a|[Unit];Description=b|",
                "web.service|[Unit];X-Reload-Triggers=a|[Unit];X-Reload-Triggers=b|Units reloaded, if they run: web.service",
                "web.service|[Service];ExecStart=/a|[Unit];X-ReloadIfChanged=true;[Service];ExecStart=/b|Units reloaded, if they run: web.service",
                "web.service|[Service];ExecStart=/a|[Unit];X-RestartIfChanged=false;[Service];ExecStart=/b|Units that change only at their next start: web.service",
                "web.service|[Service];ExecStart=/a|[Unit];RefuseManualStop=true;[Service];ExecStart=/b|Units that change only at their next start: web.service",
                "data.mount|[Mount];Options=a|[Mount];Options=b|Units reloaded, if they run: data.mount",
                "data.mount|[Mount];What=a|[Mount];What=b|Units restarted, if they run: data.mount",
                "multi.target|[Unit];Wants=a|[Unit];Wants=b|",
                "web.service|[Install];WantedBy=a|[Install];WantedBy=b|",
            })
    void unitsAreTreatedAsSwitchingWouldTreatThem(String unit, String before, String after, String line) {
        String was = before == null ? "" : before;
        String is = after == null ? "" : after;
        List<String> wanted = line == null ? List.of() : List.of(line);
        assertThat(UnitChanges.lines(system(unit, was, ""), system(unit, is, "")))
                .isEqualTo(wanted);
    }

    @Test
    void theEndOfTheSessionAndTheNeedToRebootAreSaid() {
        assertThat(UnitChanges.lines(
                        system("display-manager.service", "[Service];ExecStart=/a", ""),
                        system("display-manager.service", "", "")))
                .contains("The desktop session would end.");
        assertThat(BootChanges.lines(
                        system("a", "", "/nix/store/" + HASH + "-linux-6.12"),
                        system("a", "", "/nix/store/" + HASH + "-linux-6.13")))
                .containsExactly("Needs a reboot: the kernel (linux-6.12 → linux-6.13).");
    }

    /// The lines are those of nixpkgs' switch-to-configuration.pl of 2020 and 2022 and of its successor in Rust.
    @Test
    void dryActivationIsRead() {
        assertThat(DryActivation.lines("""
                        would stop the following units: a.service, web.service
                        would NOT stop the following changed units: display-manager.service
                        would activate the configuration...
                        would reload the following units: dbus.service
                        would restart the following units: nscd.service
                        would start the following units: web.service
                        would NOT restart the following changed units: user@1000.service
                        would restart systemd
                        """))
                .containsExactly(
                        "Units stopped: a.service",
                        "Units that change only at their next start: display-manager.service, user@1000.service",
                        "Units reloaded: dbus.service",
                        "Units restarted: nscd.service, web.service",
                        "systemd itself would be renewed.");
    }
}
