package org.agntos.app.platform;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/// Runs tasks one after the other, in order, on threads of another executor. Safe for any thread.
public final class SerialExecutor implements Executor {
    private final Executor target;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean isRunning;

    public SerialExecutor(Executor target) {
        this.target = target;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (isRunning) {
                return;
            }
            isRunning = true;
        }
        target.execute(this::drain);
    }

    private void drain() {
        while (true) {
            Runnable task;
            synchronized (waiting) {
                task = waiting.poll();
                if (task == null) {
                    isRunning = false;
                    return;
                }
            }
            boolean isDone = false;
            try {
                task.run();
                isDone = true;
            } finally {
                if (!isDone) {
                    target.execute(this::drain);
                }
            }
        }
    }
}
