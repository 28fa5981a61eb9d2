package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says what came of a proposed change.
final class ChangeWords {
    private ChangeWords() {}

    static String write(ToolOutcome outcome) {
        JsonNode output = outcome.output();
        return switch (output.path("status").asText()) {
            case "proposed" -> proposed(output);
            case "nothing_to_do" ->
                "There is nothing to do: " + output.path("message").asText();
            case "rejected" -> "I could not draft this change. " + problems(output.path("problems"));
            default -> outcome.isSuccess() ? "" : "I did not draft this change. " + outcome.errorText();
        };
    }

    private static String proposed(JsonNode output) {
        List<String> passed = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        StringBuilder trouble = new StringBuilder();
        for (JsonNode stage : output.path("verification")) {
            String name = stage.path("stage").asText();
            switch (stage.path("result").asText()) {
                case "passed" -> passed.add(name);
                case "skipped" -> skipped.add(name + " (" + stage.path("reason").asText() + ")");
                case "warned" -> {
                    passed.add(name + " with a warning");
                    trouble.append("\n\n").append(problems(stage.path("problems")));
                }
                default ->
                    trouble.append("\n\nThe check **")
                            .append(name)
                            .append("** failed. ")
                            .append(problems(stage.path("problems")));
            }
        }
        StringBuilder text = new StringBuilder("I drafted a change: **")
                .append(output.path("summary").asText())
                .append("** (")
                .append(Phrases.code(output.path("id").asText()))
                .append("). It ")
                .append(files(output.path("files")))
                .append('.');
        if (!passed.isEmpty()) {
            text.append(" It passed ").append(Phrases.list(passed)).append('.');
        }
        if (!skipped.isEmpty()) {
            text.append(" Skipped: ").append(String.join("; ", skipped)).append('.');
        }
        text.append(trouble).append(risk(output.path("risk")));
        text.append(
                output.path("approvable").asBoolean()
                        ? "\n\nNothing has changed yet. Look at the diff, then apply it."
                        : "\n\nIt cannot be applied like this. Nothing has changed.");
        return text.toString();
    }

    private static String files(JsonNode files) {
        Map<String, List<String>> byVerb = new LinkedHashMap<>();
        for (JsonNode file : files) {
            String verb = switch (file.path("action").asText()) {
                case "delete" -> "deletes";
                case "edit" -> "edits";
                default -> "writes";
            };
            byVerb.computeIfAbsent(verb, _ -> new ArrayList<>())
                    .add(file.path("path").asText());
        }
        List<String> parts = new ArrayList<>();
        byVerb.forEach((verb, paths) ->
                parts.add(verb + " " + (paths.size() <= 4 ? Phrases.codes(paths) : paths.size() + " files")));
        return Phrases.list(parts);
    }

    private static String risk(JsonNode risk) {
        String level = risk.path("level").asText();
        List<String> reasons = new ArrayList<>();
        risk.path("reasons").forEach(reason -> reasons.add(reason.asText()));
        return level.isEmpty() || level.equals("low") || reasons.isEmpty()
                ? ""
                : "\n\nRisk **" + level + "**: " + String.join(" ", reasons);
    }

    private static String problems(JsonNode problems) {
        List<String> parts = new ArrayList<>();
        for (JsonNode problem : problems) {
            String explanation = problem.path("explanation").asText();
            StringBuilder part = new StringBuilder(
                    explanation.isEmpty() ? problem.path("message").asText() : explanation);
            List<String> suggestions = new ArrayList<>();
            problem.path("suggestions").forEach(one -> suggestions.add(one.asText()));
            if (!suggestions.isEmpty()) {
                part.append(" Perhaps: ").append(Phrases.choice(suggestions)).append('.');
            }
            parts.add(part.toString());
        }
        return String.join(" ", parts);
    }
}
