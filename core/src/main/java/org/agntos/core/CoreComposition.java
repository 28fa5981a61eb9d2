package org.agntos.core;

/// Builds the object graph of the core: the one place in it that wires.
public final class CoreComposition {
    private CoreComposition() {}
}
