package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes a plan as one answer of `agntctl eval requests`, which says what the plan says and nothing else.
public final class RequestAnswer {
    private static final Pattern OF_HOME = Pattern.compile("home-manager\\.users\\.(?:\"[^\"]*\"|[^.]*)\\.(.+)");

    private RequestAnswer() {}

    /// @param millis how long planning took
    public static ObjectNode of(String id, Plan plan, double millis) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("id", id);
        answer.put("intent", plan.meaning().kind().word());
        ObjectNode change = plan.change().orElseGet(JsonNodeFactory.instance::objectNode);
        ObjectNode options = answer.putObject("options");
        ObjectNode home = JsonNodeFactory.instance.objectNode();
        for (JsonNode option : change.path("options")) {
            String path = option.path("path").asText();
            Matcher ofHome = OF_HOME.matcher(path);
            if (ofHome.matches()) {
                home.set(ofHome.group(1), option.path("value"));
            } else {
                options.set(path, option.path("value"));
            }
        }
        answer.set("packages", list(change.path("packages")));
        answer.set("remove_packages", list(change.path("remove_packages")));
        answer.set("home_options", home);
        texts(answer, "unfree", plan.meaning().unfree());
        boolean isRefused = !plan.refusals().isEmpty() && plan.change().isEmpty();
        answer.put("refused", isRefused);
        answer.put(
                "reason",
                String.join(
                        " ", plan.refusals().stream().map(Plan.Refusal::text).toList()));
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
