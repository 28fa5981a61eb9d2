package org.agntos.core.model.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.agntos.core.model.ChatModel;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.ModelProfile.KeySource;
import org.agntos.core.model.ReplyListener;
import org.agntos.core.model.key.ApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Stopping really stops, and at once: in every phase the connection is closed and the caller is free.
@Timeout(60)
class CancelTest {
    /// Tries for each phase; 75 of each make the 300 of the record.
    private static final int TRIES = Integer.getInteger("agntos.cancel.tries", 4);

    private static final Duration LIMIT = Duration.ofMillis(500);

    private final List<Long> latencies = new ArrayList<>();

    /// @param reached opened when the phase is reached
    private void cancelAt(ModelServer.Script script, CountDownLatch reached, ReplyListener listener)
            throws InterruptedException {
        try (ModelServer server = new ModelServer(script)) {
            ModelProfile.Remote profile = new ModelProfile.Remote(
                    "test",
                    ModelProfile.ServerKind.COMPATIBLE,
                    new ModelProfile.Access(server.base(), new KeySource.None()),
                    "m",
                    ModelProfile.Tuning.plain(Duration.ofSeconds(30)));
            cancel(new OpenAiModel(profile, around(_ -> {}, InetAddress::getAllByName)), reached, listener);
            FaultTest.await(() -> server.connections() == 0);
            assertThat(server.connections()).as("connections left open").isZero();
        }
    }

    private static Surroundings around(Surroundings.Pause pause, Reach.Resolver resolver) {
        return new Surroundings(
                new Reach(() -> false, resolver),
                new ApiKeys(Map.of(), Asked.NO_RING),
                Pace.USUAL,
                Asked.CLOCK,
                pause,
                RandomGenerator.getDefault());
    }

    private void cancel(ChatModel model, CountDownLatch reached, ReplyListener listener) throws InterruptedException {
        CompletableFuture<Long> ended = new CompletableFuture<>();
        Thread turn = Thread.ofVirtual().name("turn").start(() -> {
            try {
                model.reply(Asked.prompt("x"), listener);
                ended.completeExceptionally(new IllegalStateException("it was answered"));
            } catch (InterruptedException e) {
                ended.complete(System.nanoTime());
            }
        });
        assertThat(reached.await(10, TimeUnit.SECONDS))
                .as("the phase was reached")
                .isTrue();
        long asked = System.nanoTime();
        turn.interrupt();
        try {
            latencies.add((ended.get(10, TimeUnit.SECONDS) - asked) / 1_000_000);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("cancelling did not end the reply", e);
        }
    }

    @Test
    void everyPhaseEndsWithinHalfASecond() throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            CountDownLatch asked = new CountDownLatch(1);
            cancelAt(
                    (_, wire) -> {
                        asked.countDown();
                        wire.wait("the head");
                    },
                    asked,
                    _ -> {});
            CountDownLatch opened = new CountDownLatch(1);
            cancelAt(
                    (_, wire) -> {
                        wire.stream();
                        opened.countDown();
                        wire.wait("the first token");
                    },
                    opened,
                    _ -> {});
            CountDownLatch heard = new CountDownLatch(1);
            cancelAt(
                    (_, wire) -> {
                        wire.stream();
                        while (true) {
                            wire.text("word ");
                        }
                    },
                    heard,
                    _ -> heard.countDown());
            whileLookingUpTheName();
            whileWaitingForTheNextTry();
        }
        Collections.sort(latencies);
        long p99 = latencies.get((int) Math.ceil(latencies.size() * 0.99) - 1);
        assertThat(p99)
                .as("cancel latency in ms, p99 of " + latencies.size() + " tries: " + latencies)
                .isLessThanOrEqualTo(LIMIT.toMillis());
        if (TRIES > 4) {
            System.out.println("cancel: " + latencies.size() + " tries, p50 " + latencies.get(latencies.size() / 2)
                    + " ms, p99 " + p99 + " ms, most " + latencies.getLast() + " ms");
        }
    }

    private void whileLookingUpTheName() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Surroundings around = around(_ -> {}, _ -> {
            looking.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        });
        cancel(new OpenAiModel(Asked.profile(URI.create("http://slow.example/v1")), withKey(around)), looking, _ -> {});
        never.countDown();
    }

    private void whileWaitingForTheNextTry() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        try (ModelServer server = new ModelServer((_, wire) -> wire.json(503, "{}", "Retry-After: 30"))) {
            Surroundings around = around(
                    time -> {
                        waiting.countDown();
                        Thread.sleep(time);
                    },
                    InetAddress::getAllByName);
            cancel(new OpenAiModel(Asked.profile(server.base()), withKey(around)), waiting, _ -> {});
        }
    }

    private static Surroundings withKey(Surroundings around) {
        return new Surroundings(
                around.reach(),
                new ApiKeys(Map.of("TEST_KEY", Asked.KEY), Asked.NO_RING),
                around.pace(),
                around.clock(),
                around.pause(),
                around.random());
    }
}
