package org.agntos.core.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.agntos.core.change.ProposalId;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.agntos.core.tool.Tool;
import org.agntos.core.tool.ToolContext;
import org.agntos.core.tool.ToolResult;

/// Gives back its arguments; fails where they hold `fail`, and stores proposal `p-1` where they hold `propose`.
final class EchoTool implements Tool {
    @Override
    public ToolSpec spec() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        return new ToolSpec("inspect", "echo", schema);
    }

    @Override
    public String label(ObjectNode arguments) {
        return "Echoing";
    }

    @Override
    public ToolResult run(ObjectNode arguments, ToolContext context) {
        boolean isFailure = arguments.has("fail");
        return new ToolResult(
                !isFailure,
                arguments,
                arguments.has("propose")
                        ? List.of(new ToolResult.Signal.ProposalStored(new ProposalId("p-1")))
                        : List.of());
    }
}
