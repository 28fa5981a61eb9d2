package org.agntos.app.platform.hotkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.agntos.core.process.SystemProcessRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingTest {
    @TempDir
    Path home;

    private Binding binding(String variable, String value) {
        return Binding.of(Map.of("HOME", home.toString(), variable, value), Chord.usual(), "agntos");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    HYPRLAND_INSTANCE_SIGNATURE | x         | Hyprland | bind = CTRL ALT, space, exec, agntos toggle
                    SWAYSOCK                    | /s        | sway     | bindsym Ctrl+Mod1+space exec agntos toggle
                    I3SOCK                      | /s        | i3       | bindsym Ctrl+Mod1+space exec --no-startup-id agntos toggle
                    XDG_CURRENT_DESKTOP         | niri      | niri     | Ctrl+Alt+Space { spawn "agntos" "toggle"; }
                    XDG_CURRENT_DESKTOP         | GNOME     | GNOME    | '<Control><Alt>space'
                    XDG_CURRENT_DESKTOP         | XFCE      | Xfce     | '/commands/custom/<Primary><Alt>space'
                    XDG_CURRENT_DESKTOP         | KDE       | KDE      | Keys: Ctrl+Alt+Space
                    XDG_CURRENT_DESKTOP         | Pantheon  | Pantheon | Command: agntos toggle
                    """)
    void eachDesktopIsToldInItsOwnWords(String variable, String value, String desktop, String text) {
        Binding binding = binding(variable, value);
        assertThat(binding.desktop()).isEqualTo(desktop);
        assertThat(binding.text()).contains(text);
    }

    private static BindingWriter writer() {
        return new BindingWriter(new SystemProcessRunner(), Map.of("PATH", "/usr/bin:/bin"));
    }

    @Test
    void aLineIsAddedOnceAndRenewedAfterwards() throws Exception {
        Path file = home.resolve(".config/hypr/hyprland.conf");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "monitor = ,preferred,auto,1\n");

        assertThat(writer().install(binding("HYPRLAND_INSTANCE_SIGNATURE", "x")))
                .isEqualTo(new BindingWriter.Outcome.Done());
        Binding other = Binding.of(
                Map.of("HOME", home.toString(), "HYPRLAND_INSTANCE_SIGNATURE", "x"),
                Chord.parse("Super+F9").orElseThrow(),
                "agntos");
        assertThat(writer().install(other)).isEqualTo(new BindingWriter.Outcome.Done());

        assertThat(Files.readString(file)).isEqualTo("""
                        monitor = ,preferred,auto,1
                        # AgntOS launcher
                        bind = SUPER, F9, exec, agntos toggle
                        """);
    }

    @Test
    void inNiriTheLineGoesIntoTheBinds() throws Exception {
        Path file = home.resolve(".config/niri/config.kdl");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "input {\n}\nbinds {\n    Mod+T { spawn \"foot\"; }\n}\n");

        writer().install(binding("NIRI_SOCKET", "/s"));

        assertThat(Files.readString(file))
                .contains(
                        "binds {\n// AgntOS launcher\n    Ctrl+Alt+Space { spawn \"agntos\" \"toggle\"; }\n    Mod+T");
    }

    @Test
    void whereTheLineHasNoPlaceNothingIsWritten() throws Exception {
        Path file = home.resolve(".config/niri/config.kdl");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "input {\n}\n");

        assertThat(writer().install(binding("NIRI_SOCKET", "/s")))
                .isInstanceOfSatisfying(
                        BindingWriter.Outcome.Failed.class,
                        failed -> assertThat(failed.why()).contains("binds {"));
        assertThat(Files.readString(file)).isEqualTo("input {\n}\n");
    }

    @Test
    void aProgramThatIsMissingIsNamed() throws Exception {
        assertThat(writer().install(binding("XDG_CURRENT_DESKTOP", "XFCE")))
                .isInstanceOfSatisfying(
                        BindingWriter.Outcome.Failed.class,
                        failed -> assertThat(failed.why()).contains("xfconf-query"));
    }

    @Test
    void aLinkInAConfigurationIsFollowed() throws IOException, InterruptedException {
        Path real = Files.writeString(home.resolve("dotfiles.conf"), "a = b\n");
        Path file = home.resolve(".config/hypr/hyprland.conf");
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, real);

        writer().install(binding("HYPRLAND_INSTANCE_SIGNATURE", "x"));

        assertThat(Files.isSymbolicLink(file)).isTrue();
        assertThat(Files.readString(real)).contains("exec, agntos toggle");
    }
}
