package org.agntos.core.model.openai;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How often a server is asked again and how long to wait in between.
///
/// @param tries how often it is asked at most
/// @param first the longest wait before the second try; each further one is twice as long
/// @param most no wait is longer than this
/// @param patience a server that asks for a longer wait than this is given up
public record Pace(int tries, Duration first, Duration most, Duration patience) {
    public static final Pace USUAL = new Pace(4, Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofSeconds(60));

    /// The wait before try number `next`; empty if there is to be none. Half of it is left to chance, so that many
    /// programs that were refused together do not come back together.
    Optional<Duration> before(int next, Fault fault, RandomGenerator random) {
        if (next > tries || fault.kind().remedy() != Fault.Remedy.RETRY) {
            return Optional.empty();
        }
        Duration asked = fault.retryAfter();
        if (asked != null) {
            return asked.compareTo(patience) > 0
                    ? Optional.empty()
                    : Optional.of(asked.plusMillis(random.nextInt(100)));
        }
        long longest = Math.min(most.toMillis(), first.toMillis() << Math.min(20, next - 2));
        return Optional.of(Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1)));
    }
}
