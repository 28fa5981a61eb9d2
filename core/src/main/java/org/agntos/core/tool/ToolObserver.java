package org.agntos.core.tool;

import org.agntos.core.model.ChatModel.ToolCall;

/// Records what the gate lets through, refuses and runs. Each call is told as started once and then as finished once,
/// on the thread that called the gate.
public interface ToolObserver {
    void started(ToolCall call, String label);

    void finished(ToolCall call, ToolResult result);
}
