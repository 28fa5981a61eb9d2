package org.agntos.core.policy;

/// A verdict on one call.
///
/// @param reason one sentence for people
/// @param next what the person can do instead, empty if nothing is to be said
public record Judgement(Verdict verdict, String reason, String next) {}
