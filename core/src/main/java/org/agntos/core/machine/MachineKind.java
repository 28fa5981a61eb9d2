package org.agntos.core.machine;

/// What we run on.
public enum MachineKind {
    PRACTICE("practice"),
    NIXOS_FLAKE("nixos-flake"),
    NIXOS_CHANNEL("nixos-channel");

    private final String word;

    MachineKind(String word) {
        this.word = word;
    }

    /// The word in files, JSON and on screen.
    public String word() {
        return word;
    }
}
