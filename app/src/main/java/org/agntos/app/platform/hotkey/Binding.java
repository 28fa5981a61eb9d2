package org.agntos.app.platform.hotkey;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// How one desktop itself binds the keys to `agntos toggle`.
///
/// @param desktop its name, for people
/// @param text what to put where; for the clipboard
/// @param installation how it can be done for the person
public record Binding(String desktop, String text, Installation installation) {
    /// How the binding can be brought in by us, after asking.
    public sealed interface Installation {
        /// A line in a file of the person.
        ///
        /// @param inside the line after which it belongs, empty for the end of the file
        /// @param comment how a comment begins there
        /// @param reload a program that makes the desktop read the file, empty if it does so by itself
        record Line(Path file, String line, String inside, String comment, List<String> reload)
                implements Installation {
            public Line {
                reload = List.copyOf(reload);
            }
        }

        /// Programs to run, one after the other.
        record Programs(List<List<String>> commands) implements Installation {
            public Programs {
                commands = List.copyOf(commands);
            }
        }

        /// Only the person can do it.
        record None() implements Installation {}
    }

    /// The desktop this runs in, by its own variables.
    ///
    /// @param program how `agntos` is called there
    static Binding of(Map<String, String> environment, Chord chord, String program) {
        String toggle = program + " toggle";
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        String config = environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config");
        String desktop = environment.getOrDefault("XDG_CURRENT_DESKTOP", "").toLowerCase(Locale.ROOT);
        UnaryOperator<String> own = name -> environment.getOrDefault(name, "");
        if (!own.apply("HYPRLAND_INSTANCE_SIGNATURE").isEmpty() || desktop.contains("hyprland")) {
            String line = "bind = " + chord.forHyprland() + ", exec, " + toggle;
            return line("Hyprland", Path.of(config, "hypr", "hyprland.conf"), line, List.of());
        }
        if (!own.apply("NIRI_SOCKET").isEmpty() || desktop.contains("niri")) {
            String line =
                    "    " + chord.forKde().replace("Meta", "Super") + " { spawn \"" + program + "\" \"toggle\"; }";
            Path file = Path.of(config, "niri", "config.kdl");
            return new Binding(
                    "niri", "binds {\n" + line + "\n}", new Installation.Line(file, line, "binds {", "//", List.of()));
        }
        if (!own.apply("SWAYSOCK").isEmpty() || desktop.contains("sway")) {
            String line = "bindsym " + chord.forI3() + " exec " + toggle;
            return line("sway", Path.of(config, "sway", "config"), line, List.of("swaymsg", "reload"));
        }
        if (!own.apply("I3SOCK").isEmpty() || desktop.equals("i3")) {
            String line = "bindsym " + chord.forI3() + " exec --no-startup-id " + toggle;
            return line("i3", Path.of(config, "i3", "config"), line, List.of("i3-msg", "reload"));
        }
        if (desktop.contains("gnome") || desktop.contains("unity") || desktop.contains("budgie")) {
            return GnomeBinding.of(chord, toggle);
        }
        if (desktop.contains("xfce")) {
            List<String> command = List.of(
                    "xfconf-query",
                    "--channel",
                    "xfce4-keyboard-shortcuts",
                    "--property",
                    "/commands/custom/" + chord.forGtk("Primary"),
                    "--create",
                    "--type",
                    "string",
                    "--set",
                    toggle);
            return new Binding("Xfce", shown(command), new Installation.Programs(List.of(command)));
        }
        if (desktop.contains("kde")) {
            return new Binding(
                    "KDE",
                    "System Settings, Shortcuts, Add new, Command: " + toggle + "\nKeys: " + chord.forKde(),
                    new Installation.None());
        }
        return new Binding(
                desktop.isEmpty() ? "this desktop" : environment.getOrDefault("XDG_CURRENT_DESKTOP", ""),
                "Command: " + toggle + "\nKeys: " + chord.text(),
                new Installation.None());
    }

    private static Binding line(String desktop, Path file, String line, List<String> reload) {
        return new Binding(desktop, line, new Installation.Line(file, line, "", "#", reload));
    }

    /// A command line for a shell.
    static String shown(List<String> command) {
        StringBuilder text = new StringBuilder();
        for (String word : command) {
            boolean isPlain = word.matches("[A-Za-z0-9_./:=-]+");
            text.append(text.isEmpty() ? "" : " ").append(isPlain ? word : "'" + word.replace("'", "'\\''") + "'");
        }
        return text.toString();
    }
}
