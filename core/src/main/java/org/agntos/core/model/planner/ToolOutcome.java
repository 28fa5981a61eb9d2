package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A tool call of this turn with its result.
record ToolOutcome(String tool, ObjectNode arguments, boolean isSuccess, JsonNode output) {

    boolean is(String toolName, String action) {
        return tool.equals(toolName) && arguments.path("action").asText().equals(action);
    }

    String errorText() {
        JsonNode error = output.path("error");
        String next = error.path("next").asText();
        String message = error.path("message").asText("That did not work.");
        return next.isEmpty() ? message : message + " " + next;
    }
}
