package org.agntos.core.model.openai;

import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.agntos.core.model.key.ApiKeys;

/// What a model on the network needs around it.
///
/// @param pause waits between tries
public record Surroundings(Reach reach, ApiKeys keys, Pace pace, Clock clock, Pause pause, RandomGenerator random) {
    /// Lets time pass on the calling thread.
    @FunctionalInterface
    public interface Pause {
        void of(Duration time) throws InterruptedException;
    }
}
