package org.agntos.core.helper;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;

/// Which authentication agent to start on which desktop, in words for people.
final class AgentAdvice {
    /// By the names of XDG_CURRENT_DESKTOP. Desktops whose shell is its own agent are asked to be started
    /// anew.
    private static final List<Entry<String, String>> BY_DESKTOP = List.of(
            Map.entry("gnome", "GNOME Shell asks by itself: log out and in again."),
            Map.entry("x-cinnamon", "Cinnamon asks by itself: log out and in again."),
            Map.entry("cosmic", "COSMIC asks by itself: log out and in again."),
            Map.entry("kde", "Start KDE's: `systemctl --user start plasma-polkit-agent`."),
            Map.entry("xfce", "Start Xfce's, xfce-polkit or polkit-gnome, and add it to Session and Startup."),
            Map.entry("lxqt", "Start LXQt's: `lxqt-policykit-agent`, and turn it on in Session Settings."),
            Map.entry("mate", "Start MATE's, polkit-mate-authentication-agent-1, and add it to Startup Applications."),
            Map.entry("pantheon", "Start elementary's, io.elementary.desktop.agent-polkit."),
            Map.entry("budgie", "Log out and in again; Budgie starts an agent with the session."),
            Map.entry(
                    "hyprland",
                    "Hyprland starts none: `systemctl --user start hyprpolkitagent`, and"
                            + " `exec-once = systemctl --user start hyprpolkitagent` in hyprland.conf."),
            Map.entry("sway", windowManager("sway")),
            Map.entry("niri", windowManager("niri")),
            Map.entry("river", windowManager("river")),
            Map.entry("wlroots", windowManager("This compositor")),
            Map.entry("i3", windowManager("i3")));

    private AgentAdvice() {}

    private static String windowManager(String name) {
        return name + " starts none: on NixOS set security.soteria.enable, or start lxqt-policykit-agent or"
                + " polkit-gnome-authentication-agent-1 with the session.";
    }

    /// @param isOnTerminal true if a terminal is there on which a password could be typed
    static String of(Map<String, String> environment, boolean isOnTerminal) {
        if (isOnTerminal) {
            return "pkttyagent, which belongs to polkit, asks on this terminal: make sure that it is installed.";
        }
        String desktops = environment.getOrDefault("XDG_CURRENT_DESKTOP", "").toLowerCase(Locale.ROOT);
        for (String desktop : desktops.split(":", -1)) {
            for (Entry<String, String> known : BY_DESKTOP) {
                if (desktop.equals(known.getKey())) {
                    return known.getValue() + " Or use `agntctl` on a terminal.";
                }
            }
        }
        boolean isGraphical = environment.containsKey("WAYLAND_DISPLAY") || environment.containsKey("DISPLAY");
        return isGraphical
                ? "Start a polkit authentication agent with your session, such as lxqt-policykit-agent, or use `agntctl`"
                        + " on a terminal."
                : "Run it on a terminal, where it asks for the password; over ssh that is `ssh -t`.";
    }
}
