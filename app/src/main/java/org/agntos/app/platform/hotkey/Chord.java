package org.agntos.app.platform.hotkey;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Keys that are pressed together.
///
/// @param modifiers at least one, unless the key is F1 to F12
/// @param key `A` to `Z`, `0` to `9`, `F1` to `F12` or `Space`
public record Chord(Set<Modifier> modifiers, String key) {
    private static final int F1 = 0xFFBE;
    private static final Map<String, Modifier> NAMES = new TreeMap<>(Map.of(
            "ctrl", Modifier.CTRL,
            "control", Modifier.CTRL,
            "strg", Modifier.CTRL,
            "alt", Modifier.ALT,
            "shift", Modifier.SHIFT,
            "super", Modifier.SUPER,
            "meta", Modifier.SUPER,
            "logo", Modifier.SUPER,
            "win", Modifier.SUPER));

    /// In the order in which people say them.
    public enum Modifier {
        CTRL("Ctrl", 4),
        ALT("Alt", 8),
        SHIFT("Shift", 1),
        SUPER("Super", 64);

        private final String word;
        private final int mask;

        Modifier(String word, int mask) {
            this.word = word;
            this.mask = mask;
        }
    }

    public Chord {
        modifiers = Set.copyOf(modifiers);
    }

    /// What is used where the person chose nothing: free on the desktops we know.
    public static Chord usual() {
        return new Chord(Set.of(Modifier.CTRL, Modifier.ALT), "Space");
    }

    /// Parses such as `Ctrl+Alt+Space`; empty if it is none that can be bound.
    public static Optional<Chord> parse(String text) {
        Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
        String[] parts = text.strip().split("\\s*\\+\\s*", -1);
        for (int i = 0; i + 1 < parts.length; i++) {
            Modifier modifier = NAMES.get(parts[i].toLowerCase(Locale.ROOT));
            if (modifier == null) {
                return Optional.empty();
            }
            modifiers.add(modifier);
        }
        String last = parts[parts.length - 1].toUpperCase(Locale.ROOT);
        boolean isFunction = last.matches("F([1-9]|1[0-2])");
        if (last.equals("SPACE") || last.matches("[A-Z0-9]") || isFunction) {
            String key = last.equals("SPACE") ? "Space" : last;
            boolean isEnough = isFunction || modifiers.stream().anyMatch(each -> each != Modifier.SHIFT);
            return isEnough ? Optional.of(new Chord(modifiers, key)) : Optional.empty();
        }
        return Optional.empty();
    }

    /// As people write it: `Ctrl+Alt+Space`.
    public String text() {
        return join("", "+", Map.of()) + key;
    }

    private String join(String before, String after, Map<Modifier, String> names) {
        return EnumSet.allOf(Modifier.class).stream()
                .filter(modifiers::contains)
                .map(each -> before + names.getOrDefault(each, each.word) + after)
                .collect(Collectors.joining());
    }

    /// The key as X11 names it.
    private String keysymName() {
        return key.startsWith("F") && key.length() > 1 ? key : key.toLowerCase(Locale.ROOT);
    }

    /// The key's number in X11.
    int keysym() {
        if (key.equals("Space")) {
            return ' ';
        }
        return key.length() > 1
                ? F1 + Integer.parseInt(key.substring(1)) - 1
                : keysymName().charAt(0);
    }

    /// Which modifiers X11 must see.
    int mask() {
        return modifiers.stream().mapToInt(each -> each.mask).sum();
    }

    /// As the XDG specification of shortcuts has it: `CTRL+ALT+space`.
    String forPortal() {
        return join(
                        "",
                        "+",
                        Map.of(
                                Modifier.CTRL,
                                "CTRL",
                                Modifier.ALT,
                                "ALT",
                                Modifier.SHIFT,
                                "SHIFT",
                                Modifier.SUPER,
                                "LOGO"))
                + keysymName();
    }

    /// As GTK has it: `<Control><Alt>space`.
    String forGtk(String control) {
        return join("<", ">", Map.of(Modifier.CTRL, control)) + keysymName();
    }

    /// As i3 and sway have it: `Ctrl+Mod1+space`.
    String forI3() {
        return join("", "+", Map.of(Modifier.ALT, "Mod1", Modifier.SUPER, "Mod4")) + keysymName();
    }

    /// As Hyprland has it: `CTRL ALT, space`.
    String forHyprland() {
        return join(
                                "",
                                " ",
                                Map.of(
                                        Modifier.CTRL, "CTRL",
                                        Modifier.ALT, "ALT",
                                        Modifier.SHIFT, "SHIFT",
                                        Modifier.SUPER, "SUPER"))
                        .strip()
                + ", " + keysymName();
    }

    /// As KDE has it: `Ctrl+Alt+Space`.
    String forKde() {
        return join("", "+", Map.of(Modifier.SUPER, "Meta")) + key;
    }
}
