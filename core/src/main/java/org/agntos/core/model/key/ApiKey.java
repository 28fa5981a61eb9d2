package org.agntos.core.model.key;

/// A key that cannot be printed by accident: it shows itself as dots.
public final class ApiKey {
    private final String text;

    ApiKey(String text) {
        this.text = text;
    }

    /// The value of the header that shows the key to the server it is for.
    public String header() {
        return "Bearer " + text;
    }

    /// The words without this key, for servers that repeat it in what they answer.
    public String removedFrom(String words) {
        return words.replace(text, "[key removed]");
    }

    @Override
    public String toString() {
        return "••••";
    }
}
