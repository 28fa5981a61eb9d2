package org.agntos.app.platform.hotkey;

/// How the key stands.
public sealed interface HotkeyState {
    /// The person wants none.
    record Off() implements HotkeyState {}

    /// It is being asked for; the desktop may be asking the person.
    record Asking() implements HotkeyState {}

    /// It works. @param trigger the keys, as the desktop says them
    record InForce(Way way, String trigger) implements HotkeyState {}

    /// Another program has these keys.
    record Taken(Chord chord) implements HotkeyState {}

    /// What was chosen names no keys.
    record Unreadable(String text) implements HotkeyState {}

    /// A program cannot have keys here: the desktop itself must bind them.
    ///
    /// @param why what was tried, for people who look closer
    record ByHand(Binding binding, String why) implements HotkeyState {}

    /// Who tells us of the keys.
    enum Way {
        X11("x11"),
        PORTAL("portal");

        private final String word;

        Way(String word) {
            this.word = word;
        }

        /// The word on the bus.
        public String word() {
            return word;
        }
    }
}
