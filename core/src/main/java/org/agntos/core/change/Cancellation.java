package org.agntos.core.change;

import java.util.ArrayList;
import java.util.List;

/// A wish to stop, given once, from any thread. Before activation it takes effect; after that it is ignored.
public final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean requested;

    public void cancel() {
        List<Runnable> toRun;
        synchronized (this) {
            if (requested) {
                return;
            }
            requested = true;
            toRun = List.copyOf(actions);
            actions.clear();
        }
        toRun.forEach(Runnable::run);
    }

    public synchronized boolean isRequested() {
        return requested;
    }

    /// Runs `action` once when cancelled, on the cancelling thread; at once, on this one, if that has happened already.
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!requested) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }
}
