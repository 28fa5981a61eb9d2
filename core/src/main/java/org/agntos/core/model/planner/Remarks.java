package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.List;
import org.agntos.core.model.planner.Plan.Question;

/// What is to be said beside the tool calls. For one thread.
final class Remarks {
    final List<String> notes = new ArrayList<>();
    final List<String> refusals = new ArrayList<>();
    final List<String> answers = new ArrayList<>();
    final List<Question> questions = new ArrayList<>();

    /// Says which name was taken for a misspelt one.
    void tookFor(Intent.Name name, String readAs) {
        if (!readAs.isEmpty()) {
            notes.add("I took " + Phrases.quote(name.spoken()) + " to mean **" + readAs + "**.");
        }
    }
}
