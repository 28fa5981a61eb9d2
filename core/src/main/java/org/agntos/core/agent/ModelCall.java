package org.agntos.core.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.agntos.core.model.ChatModel;
import org.agntos.core.model.ChatModel.Prompt;
import org.agntos.core.model.ChatModel.Reply;
import org.agntos.core.model.ReplyListener;

/// One answer of a model, on a thread of its own: so the turn ends at once when it is cancelled or out of time, also if
/// the model is slow to notice, and nothing that the model still says afterwards is heard.
final class ModelCall {
    private static final long FRAME_MILLIS = 16;
    private static final Duration GRACE = Duration.ofMillis(250);

    private final CompletableFuture<Reply> answer = new CompletableFuture<>();
    private final Thread thread;
    private final Ear ear;

    private ModelCall(ChatModel model, Prompt prompt, ReplyListener listener) {
        this.ear = new Ear(listener);
        this.thread = Thread.ofVirtual().name("model").unstarted(() -> ask(model, prompt));
    }

    /// What came of it.
    sealed interface Outcome {
        record Replied(Reply reply) implements Outcome {}

        record OutOfTime() implements Outcome {}
    }

    /// @param most how long it may take
    /// @param eachFrame run about sixty times a second on the calling thread
    static Outcome run(ChatModel model, Prompt prompt, ReplyListener listener, Duration most, Runnable eachFrame)
            throws InterruptedException {
        ModelCall call = new ModelCall(model, prompt, listener);
        long end = System.nanoTime() + most.toNanos();
        call.thread.start();
        try {
            while (true) {
                try {
                    return new Outcome.Replied(call.answer.get(FRAME_MILLIS, TimeUnit.MILLISECONDS));
                } catch (TimeoutException e) {
                    eachFrame.run();
                    if (System.nanoTime() - end > 0) {
                        return new Outcome.OutOfTime();
                    }
                }
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case InterruptedException _ -> throw new InterruptedException("the model was interrupted");
                case RuntimeException bug -> throw bug;
                case Error bug -> throw bug;
                case null, default -> throw new IllegalStateException("the model failed", e);
            }
        } finally {
            call.end();
        }
    }

    private void ask(ChatModel model, Prompt prompt) {
        try {
            answer.complete(model.reply(prompt, ear));
        } catch (Throwable e) {
            // The top of the model's thread: whoever waits for the answer is told.
            answer.completeExceptionally(e);
        }
    }

    /// Interrupts a model that still speaks and gives it a moment to close what it has open.
    private void end() {
        ear.close();
        if (answer.isDone()) {
            return;
        }
        thread.interrupt();
        boolean wasInterrupted = Thread.interrupted();
        try {
            if (!thread.join(GRACE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            wasInterrupted = true;
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Passes on what is said until it is closed.
    private static final class Ear implements ReplyListener {
        private final ReplyListener listener;
        private boolean isClosed;

        Ear(ReplyListener listener) {
            this.listener = listener;
        }

        synchronized void close() {
            isClosed = true;
        }

        @Override
        public synchronized void text(String piece) {
            if (!isClosed) {
                listener.text(piece);
            }
        }

        @Override
        public synchronized void thinking(String piece) {
            if (!isClosed) {
                listener.thinking(piece);
            }
        }

        @Override
        public synchronized void notice(String words) {
            if (!isClosed) {
                listener.notice(words);
            }
        }
    }
}
