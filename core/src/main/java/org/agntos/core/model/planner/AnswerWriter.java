package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.agntos.core.model.planner.Plan.Choice;
import org.agntos.core.model.planner.Plan.Question;

/// Says in plain English what came of a plan, in Markdown. Text of others stands in code marks or quotes.
final class AnswerWriter {
    String write(Plan plan, List<ToolOutcome> outcomes) {
        List<String> parts = new ArrayList<>();
        for (ToolOutcome outcome : withoutAbsent(outcomes)) {
            String part = part(plan, outcome);
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        missing(plan, outcomes).forEach(parts::add);
        if (!plan.notes().isEmpty()) {
            parts.add(String.join(
                    "\n", plan.notes().stream().map(note -> "- " + note).toList()));
        }
        parts.addAll(plan.answers());
        plan.refusals().forEach(refusal -> parts.add(refusal.text()));
        plan.questions().forEach(question -> parts.add(question(question)));
        return String.join("\n\n", parts);
    }

    /// A thing can be here as a package or by its module; where one is found, the other is not spoken of.
    private static List<ToolOutcome> withoutAbsent(List<ToolOutcome> outcomes) {
        List<ToolOutcome> known = outcomes.stream()
                .filter(outcome -> !outcome.is("audit", "why") || RecordWords.knows(outcome.output()))
                .toList();
        boolean isOneKnown = known.stream().anyMatch(outcome -> outcome.is("audit", "why"));
        boolean isWhy = outcomes.stream().allMatch(outcome -> outcome.is("audit", "why"));
        if (isOneKnown || !isWhy || outcomes.isEmpty()) {
            return isOneKnown ? known : outcomes;
        }
        return outcomes.subList(0, 1);
    }

    private static String part(Plan plan, ToolOutcome outcome) {
        return switch (outcome.tool()) {
            case "propose" -> ChangeWords.write(outcome);
            case "inspect" -> outcome.isSuccess() ? MachineWords.write(outcome.output()) : outcome.errorText();
            case "memory" -> memory(plan, outcome);
            case "rollback" -> rollback(outcome);
            case "audit" -> audit(plan, outcome);
            default -> outcome.isSuccess() ? "" : outcome.errorText();
        };
    }

    private static String audit(Plan plan, ToolOutcome outcome) {
        if (!outcome.isSuccess()) {
            return outcome.errorText();
        }
        if (outcome.is("audit", "why")) {
            return RecordWords.why(outcome.output());
        }
        boolean isOnlyFailed = plan.notes().contains("Only what failed or was refused is shown.");
        return plan.undo().isPresent() ? "" : RecordWords.list(outcome.output().path("entries"), isOnlyFailed);
    }

    private static String memory(Plan plan, ToolOutcome outcome) {
        if (!outcome.isSuccess()) {
            return outcome.errorText();
        }
        String note = outcome.output().path("note").asText("");
        String more = note.isEmpty() ? "" : " " + note;
        return switch (outcome.arguments().path("action").asText()) {
            case "add" ->
                "I will remember: "
                        + Phrases.quote(outcome.arguments().path("content").asText())
                        + ". You can edit it on the memory screen." + more;
            case "remove" ->
                "Forgotten: " + Phrases.quote(outcome.arguments().path("target").asText())
                        + ". `agntctl memory undo` brings it back." + more;
            case "show" -> plan.forget().isPresent() ? "" : RecordWords.memory(outcome.output());
            default -> more.strip();
        };
    }

    private static String rollback(ToolOutcome outcome) {
        return outcome.isSuccess()
                ? "I suggest to go back here: **"
                        + outcome.output().path("summary").asText() + "** ("
                        + Phrases.code(outcome.arguments().path("entry").asText())
                        + "). Nothing has changed yet; look at the difference and decide."
                : "That cannot be undone as it is: " + outcome.errorText();
    }

    /// What was looked for and not found.
    private static List<String> missing(Plan plan, List<ToolOutcome> outcomes) {
        List<String> missing = new ArrayList<>();
        boolean hasSuggested =
                outcomes.stream().anyMatch(outcome -> outcome.tool().equals("rollback"));
        if (plan.undo().isPresent() && !hasSuggested) {
            String about = plan.undo().get().about();
            missing.add(
                    about.isEmpty()
                            ? "There is nothing to undo: the record holds no applied change that is still in effect."
                            : "I found no applied change about " + Phrases.quote(about) + " that is still in effect."
                                    + recent(outcomes));
        }
        boolean hasForgotten = outcomes.stream().anyMatch(outcome -> outcome.is("memory", "remove"));
        if (plan.forget().isPresent() && !hasForgotten) {
            missing.add("Nothing that I remember is about "
                    + Phrases.quote(plan.forget().get()) + ". Ask “what do you remember?” to see all of it.");
        }
        return missing;
    }

    private static String recent(List<ToolOutcome> outcomes) {
        for (ToolOutcome outcome : outcomes) {
            List<JsonNode> entries = NextSteps.undoable(outcome.output().path("entries"), "");
            if (!entries.isEmpty()) {
                return " These can be undone:\n\n" + RecordWords.list(entries.subList(0, Math.min(entries.size(), 5)));
            }
        }
        return "";
    }

    private static String question(Question question) {
        StringBuilder text = new StringBuilder(question.text());
        int number = 0;
        for (Choice choice : question.choices()) {
            number++;
            text.append(number == 1 ? "\n\n" : "\n")
                    .append(number)
                    .append(". **")
                    .append(choice.label())
                    .append("**");
            if (!choice.description().isEmpty()) {
                text.append(": ").append(choice.description());
            }
        }
        return text.toString();
    }
}
