package org.agntos.app.platform.hotkey;

import java.util.List;
import java.util.stream.Collectors;

/// GNOME keeps keys for commands in a list of numbered places; ours has a place with a name of its own.
final class GnomeBinding {
    private static final String LIST = "org.gnome.settings-daemon.plugins.media-keys";
    private static final String PLACE = "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/agntos/";
    private static final String AT_PLACE = LIST + ".custom-keybinding:" + PLACE;
    /// Adds our place to the list, if it is not in it, and keeps the others.
    private static final String ADD = """
            list=$(gsettings get %1$s custom-keybindings) || exit 1
            case $list in
              *"'%2$s'"*) exit 0 ;;
              "@as []" | "[]") list="['%2$s']" ;;
              *) list="${list%%]}, '%2$s']" ;;
            esac
            exec gsettings set %1$s custom-keybindings "$list\"""".formatted(LIST, PLACE);

    private GnomeBinding() {}

    static Binding of(Chord chord, String toggle) {
        List<List<String>> commands = List.of(
                List.of("gsettings", "set", AT_PLACE, "name", "AgntOS launcher"),
                List.of("gsettings", "set", AT_PLACE, "command", toggle),
                List.of("gsettings", "set", AT_PLACE, "binding", chord.forGtk("Control")),
                List.of("sh", "-c", ADD));
        String text = commands.stream().limit(3).map(Binding::shown).collect(Collectors.joining("\n", "", "\n" + ADD));
        return new Binding("GNOME", text, new Binding.Installation.Programs(commands));
    }
}
