package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.agntos.core.model.ChatModel.ToolSpec;

/// One thing the assistant can do. It is only ever run by [ToolGate], with arguments that fit its schema.
public interface Tool {
    ToolSpec spec();

    /// Plain words for the person while it runs, such as `Checking the change`.
    String label(ObjectNode arguments);

    /// Runs it, blocking. Expected failures are results; interrupting the thread ends it.
    ToolResult run(ObjectNode arguments, ToolContext context) throws InterruptedException;
}
