package org.agntos.app.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Carries values from any thread to the screen: whatever came since the last frame is delivered together.
///
/// @param <T> the values
public final class Stream<T> {
    private final Executor frame;
    private final Consumer<List<T>> receiver;
    private final Object lock = new Object();
    private List<T> waiting = new ArrayList<>();

    /// @param receiver gets at least one value at each call, in order, on the thread of `frame`
    public Stream(Executor frame, Consumer<List<T>> receiver) {
        this.frame = frame;
        this.receiver = receiver;
    }

    public void send(T value) {
        boolean isFirst;
        synchronized (lock) {
            isFirst = waiting.isEmpty();
            waiting.add(value);
        }
        if (isFirst) {
            frame.execute(this::deliver);
        }
    }

    private void deliver() {
        List<T> due;
        synchronized (lock) {
            due = waiting;
            waiting = new ArrayList<>();
        }
        receiver.accept(due);
    }
}
