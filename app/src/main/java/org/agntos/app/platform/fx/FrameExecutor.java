package org.agntos.app.platform.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.animation.AnimationTimer;

/// Runs tasks on the JavaFX thread in order, together at the next frame. Whoever publishes a stream collects it and
/// keeps at most one task waiting here, so that the screen changes once a frame. Safe for any thread.
public final class FrameExecutor implements Executor {
    private final Executor ui;
    private final Object lock = new Object();
    private List<Runnable> waiting = new ArrayList<>();

    public FrameExecutor(Executor ui) {
        this.ui = ui;
    }

    @Override
    public void execute(Runnable task) {
        boolean isFirst;
        synchronized (lock) {
            isFirst = waiting.isEmpty();
            waiting.add(task);
        }
        if (isFirst) {
            ui.execute(() -> new NextFrame().start());
        }
    }

    private final class NextFrame extends AnimationTimer {
        @Override
        public void handle(long now) {
            stop();
            List<Runnable> due;
            synchronized (lock) {
                due = waiting;
                waiting = new ArrayList<>();
            }
            due.forEach(Runnable::run);
        }
    }
}
