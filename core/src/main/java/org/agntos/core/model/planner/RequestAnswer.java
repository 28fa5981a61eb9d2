package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/// Writes a plan as one answer of `agntctl eval requests`, which says what the plan says and nothing else.
public final class RequestAnswer {
    private RequestAnswer() {}

    /// @param millis how long planning took
    public static ObjectNode of(String id, Plan plan, double millis) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("id", id);
        answer.put("intent", plan.meaning().kind().word());
        ObjectNode change = plan.change().orElseGet(JsonNodeFactory.instance::objectNode);
        ObjectNode options = answer.putObject("options");
        for (JsonNode option : change.path("options")) {
            options.set(option.path("path").asText(), option.path("value"));
        }
        answer.set("packages", list(change.path("packages")));
        answer.set("remove_packages", list(change.path("remove_packages")));
        answer.putObject("home_options");
        texts(answer, "unfree", plan.meaning().unfree());
        boolean isRefused = !plan.refusals().isEmpty() && plan.change().isEmpty();
        answer.put("refused", isRefused);
        answer.put("reason", String.join(" ", plan.refusals()));
        boolean isAsking = !plan.questions().isEmpty() && plan.change().isEmpty();
        answer.put("clarify", isAsking);
        texts(
                answer,
                "choices",
                plan.questions().stream()
                        .flatMap(question -> question.choices().stream())
                        .map(Plan.Choice::label)
                        .toList());
        texts(answer, "warnings", plan.said().warnings());
        texts(answer, "results", plan.meaning().results());
        for (Map.Entry<String, JsonNode> argument : plan.meaning().arguments().properties()) {
            answer.set(argument.getKey(), argument.getValue());
        }
        answer.put("millis", Math.round(millis * 100) / 100.0);
        return answer;
    }

    private static JsonNode list(JsonNode array) {
        return array instanceof ArrayNode ? array : JsonNodeFactory.instance.arrayNode();
    }

    private static void texts(ObjectNode answer, String name, List<String> texts) {
        ArrayNode array = answer.putArray(name);
        texts.forEach(array::add);
    }
}
