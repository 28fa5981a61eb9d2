package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Decides what to call next: first the plan's steps, then what their results lead to. An undo needs the record first,
/// and forgetting needs the memory.
final class NextSteps {
    private static final int MOST_UNDOS = 5;

    private NextSteps() {}

    static List<Plan.Step> after(Plan plan, List<ToolOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            return plan.steps();
        }
        List<Plan.Step> next = new ArrayList<>();
        boolean hasSuggested =
                outcomes.stream().anyMatch(outcome -> outcome.tool().equals("rollback"));
        if (plan.undo().isPresent() && !hasSuggested) {
            outcomes.stream()
                    .filter(outcome -> outcome.is("audit", "list"))
                    .findFirst()
                    .ifPresent(list -> next.addAll(undos(plan.undo().get(), list)));
        }
        boolean hasForgotten = outcomes.stream().anyMatch(outcome -> outcome.is("memory", "remove"));
        if (plan.forget().isPresent() && !hasForgotten) {
            outcomes.stream()
                    .filter(outcome -> outcome.is("memory", "show"))
                    .findFirst()
                    .flatMap(shown -> forgetting(plan.forget().get(), shown))
                    .ifPresent(next::add);
        }
        return next;
    }

    private static List<Plan.Step> undos(Plan.UndoWish wish, ToolOutcome list) {
        List<Plan.Step> steps = new ArrayList<>();
        for (JsonNode entry : undoable(list.output().path("entries"), wish.about())) {
            if (steps.size() < Math.min(wish.count(), MOST_UNDOS)) {
                steps.add(new Plan.Step(
                        "rollback",
                        arguments()
                                .put("action", "undo")
                                .put("entry", entry.path("id").asText())));
            }
        }
        return steps;
    }

    /// Successful changes that were not undone since, newest first, which hold the words.
    static List<JsonNode> undoable(JsonNode entries, String about) {
        Set<String> undone = new HashSet<>();
        List<JsonNode> found = new ArrayList<>();
        boolean wantsUndos = about.toLowerCase(Locale.ROOT).matches(".*\\b(?:undo|undid|undone|redo)\\b.*");
        for (JsonNode entry : entries) {
            if (!entry.path("result").asText().equals("Success")) {
                continue;
            }
            String action = entry.path("action").asText();
            boolean isUndo = action.equals("Undo");
            boolean isWanted = wantsUndos ? isUndo : action.equals("Apply") && holds(entry, about);
            if (isWanted && !undone.contains(entry.path("id").asText())) {
                found.add(entry);
            }
            if (isUndo) {
                undone.add(entry.path("undoes").asText());
            }
        }
        return found;
    }

    private static boolean holds(JsonNode entry, String about) {
        String text = (entry.path("summary").asText() + " "
                        + entry.path("prompt").asText() + " " + entry.path("files"))
                .toLowerCase(Locale.ROOT);
        for (String word : about.toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Plan.Step> forgetting(String about, ToolOutcome shown) {
        for (String file : List.of("user", "memory")) {
            Optional<String> line =
                    MemoryLines.about(shown.output().path(file).path("text").asText(), about);
            if (line.isPresent()) {
                return Optional.of(new Plan.Step(
                        "memory",
                        arguments().put("action", "remove").put("file", file).put("target", line.get())));
            }
        }
        return Optional.empty();
    }

    private static ObjectNode arguments() {
        return JsonNodeFactory.instance.objectNode();
    }
}
