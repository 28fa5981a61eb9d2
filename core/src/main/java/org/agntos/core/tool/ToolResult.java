package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.agntos.core.change.ProposalId;

/// What a tool call came to.
///
/// @param isSuccess false if the call failed, was denied or had bad arguments
/// @param output what the model is told
/// @param signals what the screen should offer the person
public record ToolResult(boolean isSuccess, ObjectNode output, List<Signal> signals) {
    public ToolResult {
        signals = List.copyOf(signals);
    }

    static ToolResult success(ObjectNode output, Signal... signals) {
        return new ToolResult(true, output, List.of(signals));
    }

    /// @param code a stable word, such as `denied`; @param message what happened; @param next what to do
    public static ToolResult failure(String code, String message, String next) {
        ObjectNode output = Json.object();
        output.putObject("error").put("code", code).put("message", message).put("next", next);
        return new ToolResult(false, output, List.of());
    }

    /// Something for the person to decide.
    public sealed interface Signal {
        record ProposalStored(ProposalId id) implements Signal {}

        /// @param entryId of the audit log; @param summary what would be undone
        record UndoWanted(String entryId, String summary) implements Signal {}
    }
}
