package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// What to do about a request.
///
/// @param steps tools to call
/// @param notes what the person should know about how the request was read
/// @param refusals what is not done and why, and what is not understood
/// @param answers what can be said without any tool
/// @param questions what must be decided first
/// @param undo what to look for in the record once it has been listed
/// @param forget what to look for in the memory once it has been shown
public record Plan(
        List<Step> steps,
        List<String> notes,
        List<String> refusals,
        List<String> answers,
        List<Question> questions,
        Optional<UndoWish> undo,
        Optional<String> forget) {
    public Plan {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
        refusals = List.copyOf(refusals);
        answers = List.copyOf(answers);
        questions = List.copyOf(questions);
    }

    public record Step(String tool, ObjectNode arguments) {}

    /// @param text Markdown, one sentence that ends in a question mark
    public record Question(String text, List<Choice> choices) {
        public Question {
            choices = List.copyOf(choices);
        }
    }

    /// @param label what the person can type
    public record Choice(String label, String description) {}

    /// @param about words the change must hold, empty for the last one; @param count how many
    record UndoWish(String about, int count) {}

    /// The change this proposes, empty if it proposes none.
    public Optional<ObjectNode> change() {
        return steps.stream()
                .filter(step -> step.tool().equals("propose"))
                .map(Step::arguments)
                .findFirst();
    }
}
