package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.List;
import org.agntos.core.model.planner.Plan.Question;

/// What is to be said beside the tool calls. For one thread.
final class Remarks {
    final List<String> notes = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final List<Plan.Refusal> refusals = new ArrayList<>();
    final List<String> answers = new ArrayList<>();
    final List<Question> questions = new ArrayList<>();

    /// Says how a name was read, and what was said about it that was not.
    void read(Intent.Name name, String readAs) {
        tookFor(name, readAs);
        if (!name.detail().isEmpty()) {
            notes.add("I did not read " + Phrases.quote(name.detail())
                    + "; ask for it in a sentence of its own if it matters.");
        }
    }

    Plan.Said said() {
        return new Plan.Said(notes, warnings, refusals, answers, questions);
    }

    /// Says what cannot be done as things are.
    void unable(String text) {
        refusals.add(new Plan.Refusal(Plan.Refusal.Kind.UNABLE, text));
    }

    boolean isRefused() {
        return !refusals.isEmpty();
    }

    void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    void warn(String warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    void refuse(Intent.Unsafe unsafe) {
        refusals.add(new Plan.Refusal(
                Plan.Refusal.Kind.DENIED, "I will not do that. " + unsafe.reason() + " " + unsafe.offer()));
    }

    /// Says which name was taken for a misspelt one.
    void tookFor(Intent.Name name, String readAs) {
        if (!readAs.isEmpty()) {
            notes.add("I took " + Phrases.quote(name.spoken()) + " to mean **" + readAs + "**.");
        }
    }
}
