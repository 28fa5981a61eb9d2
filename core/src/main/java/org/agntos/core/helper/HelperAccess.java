package org.agntos.core.helper;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.agntos.core.change.Obstacle;
import org.agntos.core.change.SubmitChange.Outcome;
import org.agntos.helper.protocol.Verb;

/// How the helper is reached: directly on a practice machine, through pkexec on a real one.
sealed interface HelperAccess permits HelperProgram, PolkitAccess {

    /// Finds out whether the helper can be started, and makes ready what that needs. Blocks for a moment.
    Way open(Verb verb);

    sealed interface Way {
        /// @param whenNobodyAsks starts what asks for a password, if the session has nothing that does
        /// @param ending what it means when the program ends without having said hello
        record Open(
                List<String> argv,
                Map<String, String> environment,
                Optional<Supplier<Companion>> whenNobodyAsks,
                Ending ending)
                implements Way {
            public Open {
                argv = List.copyOf(argv);
                environment = Map.copyOf(environment);
            }
        }

        record Closed(Obstacle obstacle) implements Way {}
    }

    @FunctionalInterface
    interface Ending {
        /// @param status the exit status; @param said what it wrote for people
        Outcome neverBegan(int status, String said);
    }

    /// Something that lives as long as one call of the helper.
    interface Companion extends AutoCloseable {
        Companion NONE = () -> {};

        @Override
        void close();
    }
}
