package org.agntos.app.resident;

/// What the program is doing, as the tray shows it.
public enum Activity {
    IDLE("idle"),
    /// It answers or applies.
    WORKING("working"),
    /// A change came while nobody looked, and waits for a decision.
    NEEDS_YOU("needs-you"),
    /// Something went wrong and has not been looked at.
    FAILED("failed");

    private final String word;

    Activity(String word) {
        this.word = word;
    }

    /// The word on the bus.
    public String word() {
        return word;
    }
}
