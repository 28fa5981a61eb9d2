package org.agntos.core.model;

/// What one reply cost, in tokens as the server counts them.
///
/// @param inputTokens of the whole prompt; @param outputTokens of the answer, thinking included
public record Usage(long inputTokens, long outputTokens) {
    /// The server did not say.
    public static final Usage UNKNOWN = new Usage(-1, -1);
    /// Nothing was spent: the built-in planner reads no tokens.
    public static final Usage NONE = new Usage(0, 0);

    public boolean isKnown() {
        return inputTokens >= 0 && outputTokens >= 0;
    }
}
