package org.agntos.app.platform;

import java.util.concurrent.Executor;

/// Where a view model's work runs.
///
/// @param ui the thread that owns view models and nodes; in order
/// @param frame the same thread, all tasks together once a frame; for streams
/// @param background for work that blocks; one virtual thread a task, in no order
public record Threads(Executor ui, Executor frame, Executor background) {
    /// Everything at once on the calling thread, for tests of view models.
    public static Threads direct() {
        return new Threads(Runnable::run, Runnable::run, Runnable::run);
    }
}
