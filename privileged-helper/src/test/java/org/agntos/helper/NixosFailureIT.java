package org.agntos.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agntos.helper.NixosNamespace.Kind;
import org.agntos.helper.NixosNamespace.Rebuild;
import org.agntos.helper.NixosNamespace.Systemd;
import org.agntos.helper.protocol.ExitCode;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Reason;
import org.agntos.helper.protocol.HelperRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything that can go wrong on a NixOS: what is said, and that the machine is as it was.
class NixosFailureIT {
    private static final String ACTIVATION = NixosNamespace.STAND_IN + "activation";

    private NixosNamespace machine;

    @BeforeEach
    void start() throws IOException {
        machine = NixosNamespace.start(Kind.CHANNEL, Rebuild.NG, Systemd.WITH);
    }

    @AfterEach
    void end() throws IOException {
        if (machine != null) {
            machine.close();
        }
    }

    private void restart(Kind kind, Rebuild rebuild, Systemd systemd) throws IOException {
        machine.close();
        machine = NixosNamespace.start(kind, rebuild, systemd);
    }

    private HelperRequest.Apply setting(String option) throws IOException {
        return machine.apply(Map.of("options/testing.nix", "{ " + option + "; }\n"), Set.of());
    }

    static List<String> log(HelperProcess.Ended ended) {
        return ended.events().stream()
                .flatMap(event -> event instanceof HelperEvent.Log(String line) ? Stream.of(line) : Stream.of())
                .toList();
    }

    /// Fails with every byte, the generation and the running system as they were.
    private HelperEvent.Failed restored(HelperRequest request, Reason reason) throws IOException {
        SortedMap<String, String> before = machine.tree();
        int generation = machine.currentGeneration().orElseThrow();
        HelperEvent.Failed failed = machine.run(request).failed();
        assertThat(failed.reason()).as(failed.message()).isEqualTo(reason);
        assertThat(failed.code()).isEqualTo(reason == Reason.BUSY ? ExitCode.BUSY : ExitCode.FAILED_AND_RESTORED);
        assertUnchanged(before, generation);
        return failed;
    }

    private void assertUnchanged(SortedMap<String, String> tree, int generation) throws IOException {
        assertThat(machine.tree()).isEqualTo(tree);
        machine.assertSystemIsGeneration(generation);
        machine.assertChainIsWhole();
        machine.assertNothingIsLeftOver();
    }

    @ParameterizedTest
    @CsvSource({"CHANNEL, NG", "CHANNEL, BASH", "FLAKE, NG", "FLAKE, BASH"})
    void whatCannotBeEvaluatedOrBuiltLeavesNoTrace(Kind kind, Rebuild rebuild) throws IOException {
        restart(kind, rebuild, Systemd.WITHOUT);

        HelperEvent.Failed unknown = restored(setting("services.opensssh.enable = true"), Reason.BUILD);
        HelperEvent.Failed broken = restored(machine.install("broken"), Reason.BUILD);

        assertThat(unknown.problems())
                .anyMatch(line -> line.contains("The option `services") && line.contains("exist"));
        assertThat(broken.problems()).anyMatch(line -> line.contains("cc: fatal error: no input files"));
        assertThat(broken.problems()).noneMatch(line -> line.startsWith("@nix"));
        assertThat(machine.shell("ls /nix/var/nix/profiles")).doesNotContain("system-2-link");
    }

    @ParameterizedTest
    @CsvSource({
        "fails, 'the activation ended with 2'",
        "unknown-exit, 'the activation ended with 17'",
        "locks, 'the activation ended with 3'"
    })
    void failedActivationGoesBack(String what, String message) throws IOException {
        HelperEvent.Failed failed = restored(setting("testing.activation = \"" + what + "\""), Reason.ACTIVATION);

        assertThat(failed.message()).contains(message);
        assertThat(machine.shell("cat /run/stand-in/activations").lines().map(line -> line.split(" ", 2)[0]))
                .containsExactly("switch", "switch");
    }

    @Test
    void newlyFailingUnitGoesBackAndAnOldOneDoesNot() throws IOException {
        machine.put("/run/stand-in/failed-anyway", "old.service loaded failed failed Broken for years\n");
        machine.put("/run/stand-in/failed", "old.service loaded failed failed Broken for years\n");

        HelperEvent.Failed failed = restored(setting("testing.units = [ \"new.service\" ]"), Reason.ACTIVATION);
        HelperProcess.Ended fine = machine.run(machine.install("htop"));

        assertThat(failed.message()).contains("new.service").doesNotContain("old.service");
        fine.done();
        assertThat(log(fine)).contains("Units that failed before still do: old.service.");
    }

    @Test
    void withoutSystemdNoUnitCanBeLookedAtAndThatIsSaid() throws IOException {
        restart(Kind.CHANNEL, Rebuild.NG, Systemd.WITHOUT);

        HelperProcess.Ended ended = machine.run(machine.install("htop"));
        HelperEvent.Failed failed = restored(setting("testing.units = [ \"new.service\" ]"), Reason.ACTIVATION);

        ended.done();
        assertThat(log(ended)).contains("systemd does not run here, so no unit was looked at.");
        assertThat(failed.message()).contains("some units failed, says the activation");
    }

    @Test
    void saysWhatRestartsAndWhenTheSystemWaitsForTheNextBoot() throws IOException {
        HelperProcess.Ended session =
                machine.run(setting("testing.restarts = [ \"display-manager.service\" \"nscd.service\" ]"));
        HelperProcess.Ended later = machine.run(setting("testing.activation = \"at-next-boot\""));

        session.done();
        assertThat(log(session))
                .anyMatch(line -> line.contains("following units: ") && line.contains("display-manager.service"));
        later.done();
        assertThat(log(later)).anyMatch(line -> line.startsWith("It cannot replace the running system"));
        assertThat(machine.currentGeneration()).contains(3);
    }

    @Test
    void failingWayBackIsToldWithCommandsThatHelp() throws IOException {
        SortedMap<String, String> before = machine.tree();
        machine.put(ACTIVATION, "fails\n");

        HelperProcess.Ended ended = machine.run(machine.install("htop"));

        HelperEvent.Failed failed = ended.failed();
        assertThat(failed.code()).isEqualTo(ExitCode.FAILED_NOT_RESTORED);
        assertThat(machine.tree()).isEqualTo(before);
        assertThat(machine.currentGeneration()).contains(1);
        assertThat(failed.next()).contains("nix-env -p /nix/var/nix/profiles/system --switch-generation 1");

        Files.delete(machine.file(ACTIVATION));
        machine.shell("nix-env -p /nix/var/nix/profiles/system --switch-generation 1"
                + " && /nix/var/nix/profiles/system/bin/switch-to-configuration switch");
        machine.assertSystemIsGeneration(1);
        HelperEvent.Done done = machine.run(machine.install("htop")).done();
        machine.assertSystemIsGeneration(done.generationAfter().orElseThrow());
        machine.assertChainIsWhole();
    }

    @ParameterizedTest
    @CsvSource({"CHANNEL, NG", "FLAKE, BASH"})
    void cancelWhileItBuildsEndsAllOfItWithinTwoSeconds(Kind kind, Rebuild rebuild) throws IOException {
        restart(kind, rebuild, Systemd.WITHOUT);
        SortedMap<String, String> before = machine.tree();
        String temporary = machine.shell("ls -A /tmp | grep -E 'nix|^tmp[.]' || true");
        try (HelperProcess helper = machine.start(machine.install("slow"))) {
            helper.await(event -> event instanceof HelperEvent.Log(String line) && line.equals("started"));
            assertThat(machine.shell("ps -eo args")).contains("sleep 600");

            long start = System.nanoTime();
            helper.closeInput();
            HelperEvent.Failed failed = helper.finish().failed();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

            assertThat(failed.reason()).isEqualTo(Reason.CANCELLED);
            assertThat(millis).as("milliseconds from closing to the end").isLessThan(2_000);
        }
        assertThat(machine.shell("ps -eo stat,args | grep -v ^Z"))
                .doesNotContain("sleep 600", "nix-build", "nixos-rebuild");
        assertThat(machine.shell("ls -A /tmp | grep -E 'nix|^tmp[.]' || true")).isEqualTo(temporary);
        assertUnchanged(before, 1);
    }

    @Test
    void runningActivationIsNoticed() throws IOException {
        Process activation = machine.background("mkdir -p /run/nixos;"
                + " exec flock /run/nixos/switch-to-configuration.lock sh -c 'echo locked; sleep 100'");
        assertThat(activation.inputReader().readLine()).isEqualTo("locked");
        HelperEvent.Failed locked = restored(machine.install("htop"), Reason.BUSY);
        machine.shell("pkill -x sleep");

        assertThat(locked.message()).contains("another activation of the system is going on");
    }

    @Test
    void runningNixosRebuildIsNoticed() throws IOException {
        machine.put("/etc/nixos/configuration.nix", """
                { pkgs, ... }: {
                  networking.hostName = "mini";
                  environment.systemPackages = [ pkgs.slow ];
                  imports = [ (import ./agntos.nix /etc/agntos) ];
                }
                """);
        Process rebuild = machine.background(
                "NIX_PATH=nixpkgs=/nix/var/nix/profiles/per-user/root/channels/nixos:nixos-config=/etc/nixos/configuration.nix"
                        + " HOME=/root exec /run/current-system/sw/bin/nixos-rebuild switch --no-flake");
        for (String line = ""; !line.contains("building '/nix/store") || !line.contains("slow"); ) {
            line = rebuild.inputReader().readLine();
        }

        HelperEvent.Failed failed = restored(machine.install("htop"), Reason.BUSY);

        assertThat(failed.message()).contains("a nixos-rebuild of somebody else is running");
        rebuild.destroy();
    }

    @Test
    void generationMadeByOthersWhileOursWasBuiltIsNotThrownAway() throws IOException {
        String pause = "/run/stand-in/pause";
        try (HelperProcess helper = machine.start(
                machine.apply(Map.of("packages/waiting.nix", MachineFixture.packageModule("waiting")), Set.of()))) {
            helper.await(event -> event instanceof HelperEvent.Log(String line) && line.equals("waiting"));
            machine.shell("nix-env -p /nix/var/nix/profiles/system --set"
                    + " \"$(dirname \"$(readlink -f /run/current-system/kernel)\")\"");
            machine.put(pause, "");

            HelperEvent.Failed failed = helper.finish().failed();

            assertThat(failed.reason()).isEqualTo(Reason.BUSY);
        }
        assertThat(machine.currentGeneration()).contains(2);
        assertThat(machine.tree()).isEmpty();
    }

    @Test
    void changeThatNothingReadsIsSaidToHaveNoEffect() throws IOException {
        machine.put("/etc/nixos/configuration.nix", "{ networking.hostName = \"mini\"; }\n");
        machine.shell("mkdir /var/lib/agntos/build; ln -s /nix /var/lib/agntos/build/result.tmp-1-2");

        HelperProcess.Ended ended = machine.run(machine.install("htop"));

        assertThat(ended.done().generationAfter()).contains(1);
        assertThat(log(ended)).anyMatch(line -> line.contains("the change has no effect on it"));
    }

    @Test
    void flakeWithoutOurInputIsNotBuiltInVain() throws IOException {
        restart(Kind.FLAKE, Rebuild.NG, Systemd.WITHOUT);
        Path flake = machine.file("/etc/nixos/flake.nix");
        Files.writeString(
                flake,
                Files.readString(flake)
                        .replace("inputs.agntos = { url = \"path:/etc/agntos\"; flake = false; };", "")
                        .replace("(import ./agntos.nix inputs.agntos)", ""));
        Files.delete(machine.file("/etc/nixos/flake.lock"));

        HelperEvent.Failed failed = restored(machine.install("htop"), Reason.BUILD);

        assertThat(failed.message()).contains("the flake has no input for the managed tree");
    }

    @Test
    void impureFlakeReadsTheTreeItself() throws IOException {
        restart(Kind.FLAKE, Rebuild.NG, Systemd.WITHOUT);
        Path flake = machine.file("/etc/nixos/flake.nix");
        Files.writeString(
                flake,
                Files.readString(flake)
                        .replace("inputs.agntos = { url = \"path:/etc/agntos\"; flake = false; };", "")
                        .replace("inputs.agntos)", "/etc/agntos)"));
        Files.writeString(
                machine.file("/etc/agntos/machine.toml"),
                "kind = \"nixos-flake\"\nflake = \"/etc/nixos\"\nattribute = \"mini\"\nimpure = true\n");

        HelperProcess.Ended ended = machine.run(machine.install("htop"));

        ended.done();
        assertThat(log(ended)).anyMatch(line -> line.contains(" --impure"));
        assertThat(machine.shell("cat /run/current-system/packages")).contains("-htop-3.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind = \"windows\"", "kind = \"nixos-channel\"\nkind = \"nixos-channel\"", ""})
    void unusableMachineTomlIsRefused(String toml) throws IOException {
        machine.put("/etc/agntos/machine.toml", toml);

        HelperEvent.Failed failed = machine.run(machine.install("htop")).failed();

        assertThat(failed.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(failed.message()).contains("/etc/agntos/machine.toml cannot be used");
        assertThat(machine.tree()).isEmpty();
    }

    @Test
    void machineTomlThatOthersMayWriteIsRefusedAndSoIsAMachineBuiltElsewhere() throws IOException {
        machine.shell("chmod 664 /etc/agntos/machine.toml");
        HelperEvent.Failed writable = machine.run(machine.install("htop")).failed();
        machine.shell("chmod 644 /etc/agntos/machine.toml; echo 'local_rebuild = false' >> /etc/agntos/machine.toml");
        HelperEvent.Failed elsewhere = machine.run(machine.install("htop")).failed();
        machine.shell("rm /etc/agntos/machine.toml");
        HelperEvent.Failed missing = machine.run(machine.install("htop")).failed();

        assertThat(List.of(writable.code(), elsewhere.code(), missing.code())).containsOnly(ExitCode.REFUSED);
        assertThat(writable.message()).contains("somebody other than root owns it or may write it");
        assertThat(elsewhere.next()).contains("agntctl proposals diff ID --patch");
        assertThat(missing.next()).contains("agntctl doctor");
    }

    @Test
    void killedWhileItActivatesItIsTakenBackByTheNext() throws IOException {
        SortedMap<String, String> before = machine.tree();
        try (HelperProcess helper = machine.start(setting("testing.activation = \"slow\""))) {
            helper.await(event ->
                    event instanceof HelperEvent.Log(String line) && line.equals("activating the configuration..."));
            machine.shell("pkill -KILL -x java");
            helper.await(event -> false);
        }
        assertThat(machine.currentGeneration()).contains(2);

        HelperEvent.Done recovered = machine.run(new HelperRequest.Recover()).done();

        assertThat(recovered.recovered()).hasSize(1);
        assertUnchanged(before, 1);
    }
}
