package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// What to do about a request.
///
/// @param meaning what kind of request it was read as
/// @param steps tools to call
/// @param said what is said beside them
/// @param undo what to look for in the record once it has been listed
/// @param forget what to look for in the memory once it has been shown
public record Plan(Meaning meaning, List<Step> steps, Said said, Optional<UndoWish> undo, Optional<String> forget) {
    public Plan {
        steps = List.copyOf(steps);
    }

    /// What is said beside the tool calls.
    ///
    /// @param notes what the person should know about how the request was read
    /// @param warnings what the person should know before approving
    /// @param refusals what is not done and why, and what is not understood
    /// @param answers what can be said without any tool
    /// @param questions what must be decided first
    public record Said(
            List<String> notes,
            List<String> warnings,
            List<Refusal> refusals,
            List<String> answers,
            List<Question> questions) {
        public Said {
            notes = List.copyOf(notes);
            warnings = List.copyOf(warnings);
            refusals = List.copyOf(refusals);
            answers = List.copyOf(answers);
            questions = List.copyOf(questions);
        }
    }

    /// What kind of request it was read as.
    ///
    /// @param arguments of a question, an undo or a note, as `agntctl eval requests` writes them
    /// @param results names that were found, best first
    /// @param unfree what the change allows although it is not free
    public record Meaning(RequestKind kind, ObjectNode arguments, List<String> results, List<String> unfree) {
        public Meaning {
            results = List.copyOf(results);
            unfree = List.copyOf(unfree);
        }
    }

    public List<String> notes() {
        return said.notes();
    }

    public List<Refusal> refusals() {
        return said.refusals();
    }

    public List<String> answers() {
        return said.answers();
    }

    public List<Question> questions() {
        return said.questions();
    }

    /// Why something is not done.
    ///
    /// @param text Markdown, whole sentences that say what to do instead
    public record Refusal(Kind kind, String text) {
        /// What stands in the way.
        public enum Kind {
            /// It would do harm or is outside what this program does: no other words would change that.
            DENIED,
            /// It was not understood, or is not to be had on this machine: other words or another name may help.
            UNABLE
        }

        public boolean isDenial() {
            return kind == Kind.DENIED;
        }

        @Override
        public String toString() {
            return text;
        }
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
