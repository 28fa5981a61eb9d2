package org.agntos.core.agent;

import java.time.Duration;

/// Where a turn that runs in circles is stopped.
///
/// @param steps tool calls; @param sameCall calls of one tool with the same arguments
/// @param errorsInARow tool calls that failed one after another; @param denialsInARow that were denied
/// @param proposalRounds proposals that failed their checks; after these the model must tell the person
/// @param tokens read and written by the model, where it counts them
/// @param time without the time that a person took to decide
record TurnLimits(
        int steps, int sameCall, int errorsInARow, int denialsInARow, int proposalRounds, long tokens, Duration time) {
    static final TurnLimits DEFAULT = new TurnLimits(48, 3, 5, 3, 4, 1_000_000, Duration.ofMinutes(20));
}
