package org.agntos.core.policy;

/// A verdict on one call.
///
/// @param reason one sentence for people
/// @param next what the person can do instead, empty if nothing is to be said
/// @param tier whose rule decided
public record Judgement(Verdict verdict, String reason, String next, Tier tier) {
    /// By what is built in.
    public Judgement(Verdict verdict, String reason, String next) {
        this(verdict, reason, next, Tier.BUILT_IN);
    }

    /// The stricter of two; this one if they are alike.
    public Judgement stricter(Judgement other) {
        return other.verdict.compareTo(verdict) > 0 ? other : this;
    }
}
