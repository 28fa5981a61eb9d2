package org.agntos.core.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.agntos.core.change.Obstacle;
import org.agntos.core.process.Command;
import org.agntos.core.process.LiveProgram;
import org.agntos.core.process.ProcessRunner;
import org.agntos.core.process.RunResult;
import org.agntos.helper.protocol.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolkitToolsTest {
    @TempDir
    private Path folder;

    private static final ProcessRunner NONE = new ProcessRunner() {
        @Override
        public RunResult run(Command command) {
            throw new AssertionError("nothing is run: " + command.shown());
        }

        @Override
        public LiveProgram start(Command command) {
            throw new AssertionError("nothing is started: " + command.shown());
        }
    };

    private void program(String name, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertThat(PolkitTools.find(List.of(folder)))
                .isEqualTo(new PolkitTools.Found.Lacking(new Obstacle.PolkitMissing("pkexec")));
        program("pkexec", "rwxr-xr-x");
        assertThat(PolkitTools.find(List.of(folder)))
                .isEqualTo(new PolkitTools.Found.Lacking(new Obstacle.PolkitMissing("pkcheck")));
    }

    @Test
    void aPkexecThatSomebodyElseOwnsOrThatIsNotSetuidIsNotTaken() throws IOException {
        program("pkexec", "rwxr-xr-x");
        program("pkcheck", "rwxr-xr-x");
        program("pkaction", "rwxr-xr-x");
        assertThat(PolkitTools.find(List.of(folder)))
                .isEqualTo(new PolkitTools.Found.Lacking(new Obstacle.PkexecNotSetuid(folder.resolve("pkexec"))));
    }

    @Test
    void theFirstProcessOfAContainerIsToldBeforeAnythingIsAsked() {
        PolkitAccess access =
                new PolkitAccess(NONE, new PolkitAccess.Self(1, "1,1"), () -> false, Map.of(), List.of(folder));
        assertThat(access.open(Verb.APPLY)).isEqualTo(new HelperAccess.Way.Closed(new Obstacle.ParentIsInit()));
    }

    @Test
    void theStartOfAProcessIsFoundWhateverItsNameIs() {
        String fields = " S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20 21";
        assertThat(ProcessStart.ticks("42 (java)" + fields)).contains("4711");
        assertThat(ProcessStart.ticks("42 (a) b (c d) S)" + fields)).contains("4711");
        assertThat(ProcessStart.ticks("42 (java) S 1 2")).isEmpty();
        assertThat(ProcessStart.ticks()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "GNOME, GNOME Shell",
        "ubuntu:GNOME, GNOME Shell",
        "KDE, plasma-polkit-agent",
        "sway:wlroots, sway starts none",
        "Hyprland, hyprpolkitagent",
        "XFCE, xfce-polkit",
        "X-Cinnamon, Cinnamon",
        "unheard-of, ssh -t",
        "'', ssh -t"
    })
    void eachDesktopIsToldItsOwnAgent(String desktop, String words) {
        assertThat(AgentAdvice.of(Map.of("XDG_CURRENT_DESKTOP", desktop), false))
                .contains(words);
    }

    @Test
    void anUnknownDesktopIsNotToldToUseSsh() {
        assertThat(AgentAdvice.of(Map.of("WAYLAND_DISPLAY", "wayland-0"), false))
                .contains("authentication agent")
                .doesNotContain("ssh");
        assertThat(AgentAdvice.of(Map.of("XDG_CURRENT_DESKTOP", "KDE"), true)).contains("pkttyagent");
    }
}
