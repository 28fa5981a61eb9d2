package org.agntos.core.agent;

import static org.agntos.core.agent.TurnFixture.calls;
import static org.agntos.core.agent.TurnFixture.say;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.agntos.core.agent.TurnFixture.Told;
import org.agntos.core.model.ChatModel.Reply;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.agntos.core.model.ReplyListener;
import org.agntos.core.policy.Judgement;
import org.agntos.core.policy.Verdict;
import org.agntos.core.process.Command;
import org.agntos.core.process.SystemProcessRunner;
import org.agntos.core.tool.Tool;
import org.agntos.core.tool.ToolContext;
import org.agntos.core.tool.ToolResult;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How long it takes from the wish to stop until the turn has ended. `-Dagntos.test.cancels=300` for the whole figure.
class CancelLatencyTest {
    private static final int TRIES = Integer.getInteger("agntos.test.cancels", 5);
    /// The promise, held against a whole run; a few tries beside other builds only show that nothing hangs.
    private static final Duration MOST = Duration.ofMillis(TRIES >= 100 ? 500 : 5_000);

    @TempDir
    Path folder;

    /// Where a turn is when it is stopped.
    enum Phase {
        BEFORE_THE_FIRST_TOKEN,
        DEAF_MODEL,
        STREAMING,
        THINKING,
        PROGRAM_OF_A_TOOL,
        QUESTION,
        BETWEEN_STEPS
    }

    /// A program with a child, both of which do nothing.
    private static final class Sleeping implements Tool {
        private final CountDownLatch runs;

        Sleeping(CountDownLatch runs) {
            this.runs = runs;
        }

        @Override
        public ToolSpec spec() {
            return new ToolSpec(
                    "sleep", "", JsonNodeFactory.instance.objectNode().put("type", "object"));
        }

        @Override
        public String label(ObjectNode arguments) {
            return "Sleeping";
        }

        @Override
        public ToolResult run(ObjectNode arguments, ToolContext context) throws InterruptedException {
            if (arguments.path("short").asBoolean()) {
                runs.countDown();
                return new ToolResult(true, arguments, List.of());
            }
            runs.countDown();
            new SystemProcessRunner()
                    .run(Command.of(List.of("/bin/sh", "-c", "sleep 77 & sleep 77"), Map.of(), Duration.ofMinutes(2)));
            return new ToolResult(true, arguments, List.of());
        }
    }

    private static Reply model(Phase phase, ReplyListener listener, CountDownLatch isThere)
            throws InterruptedException {
        switch (phase) {
            case BEFORE_THE_FIRST_TOKEN -> {
                isThere.countDown();
                new CountDownLatch(1).await();
            }
            case DEAF_MODEL -> {
                isThere.countDown();
                long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
                for (long left = 1; left > 0; left = end - System.nanoTime()) {
                    LockSupport.parkNanos(Math.min(left, 50_000_000));
                    Thread.interrupted(); // it hears nothing
                }
            }
            case STREAMING -> {
                while (true) {
                    listener.text("word ");
                    isThere.countDown();
                    pace();
                }
            }
            case THINKING -> {
                while (true) {
                    listener.thinking("hm ");
                    isThere.countDown();
                    pace();
                }
            }
            case PROGRAM_OF_A_TOOL, QUESTION -> {
                return calls(new ToolCall("c", "sleep", JsonNodeFactory.instance.objectNode()));
            }
            case BETWEEN_STEPS -> {
                return calls(new ToolCall(
                        "c",
                        "sleep",
                        JsonNodeFactory.instance.objectNode().put("short", true).put("n", System.nanoTime())));
            }
        }
        return say(listener, "never");
    }

    /// A thousand pieces a second.
    private static void pace() throws InterruptedException {
        LockSupport.parkNanos(1_000_000);
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void stoppingIsQuickWhereverTheTurnIs(Phase phase) throws InterruptedException {
        List<Duration> times = new ArrayList<>();
        try (TurnFixture fixture = new TurnFixture(folder, Clock.systemUTC())
                .limited(new TurnLimits(Integer.MAX_VALUE, 3, 5, 3, 4, Long.MAX_VALUE, Duration.ofMinutes(5)))) {
            for (int i = 0; i < TRIES; i++) {
                times.add(once(phase, fixture));
            }
        }
        Collections.sort(times);
        System.out.printf(
                "cancel %s: %d tries, p50 %d ms, p99 %d ms, most %d ms%n",
                phase,
                times.size(),
                at(times, 0.5).toMillis(),
                at(times, 0.99).toMillis(),
                times.getLast().toMillis());
        assertThat(at(times, 0.99)).isLessThanOrEqualTo(MOST);
    }

    private static Duration at(List<Duration> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(part * (sorted.size() - 1))));
    }

    private Duration once(Phase phase, TurnFixture fixture) throws InterruptedException {
        CountDownLatch isThere = new CountDownLatch(1);
        Verdict verdict = phase == Phase.QUESTION ? Verdict.ASK : Verdict.ALLOW;
        Conversation conversation = fixture.conversations(
                        (_, _) -> new Judgement(verdict, "", ""),
                        List.of(new Sleeping(isThere)),
                        (_, listener) -> model(phase, listener, isThere))
                .start();
        try (Told told = new Told(conversation);
                var _ = conversation.attend()) {
            conversation.ask("go");
            if (phase == Phase.QUESTION) {
                told.next(AgentEvent.ApprovalAsked.class);
            } else {
                isThere.await();
            }
            long start = System.nanoTime();
            conversation.cancel();
            AgentEvent.TurnFinished end = told.next(AgentEvent.TurnFinished.class);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            assertThat(end.end()).isEqualTo(new AgentEvent.End.Cancelled());
            assertThat(Optional.of(conversation.isBusy())).contains(false);
            return time;
        }
    }
}
