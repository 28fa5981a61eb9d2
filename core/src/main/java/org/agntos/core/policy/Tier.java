package org.agntos.core.policy;

/// Whose rule it is; the first is the highest.
public enum Tier {
    ADMIN("administrator"),
    PERSON("person"),
    BUILT_IN("built-in");

    private final String word;

    Tier(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
