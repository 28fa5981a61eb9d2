package org.agntos.core.tool;

import java.util.function.Consumer;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.policy.Judgement;

/// Asks the person about one exact call. Safe for any thread.
public interface Approvals {
    /// Nobody is there to ask, so the answer is no.
    Approvals NOBODY = (question, shown) -> Decision.nobody(question.judgement());

    /// Blocks until the person has decided, at once if they did before or if nobody is there. Interrupting the thread
    /// withdraws the question.
    ///
    /// @param shown told, before this waits, what is put before the person
    Decision ask(Question question, Consumer<Card> shown) throws InterruptedException;

    /// How long a yes holds.
    enum Scope {
        /// For this one call.
        ONCE,
        /// For exactly this call in this conversation.
        SESSION,
        /// For exactly this call from now on.
        ALWAYS
    }

    /// @param call as it will run, and no other
    /// @param what the call for people to read, whole
    /// @param widest how far a yes may reach
    record Question(ToolCall call, Judgement judgement, ToolContext context, String what, Scope widest) {}

    /// What the person sees.
    ///
    /// @param id names the question; @param what the exact call; @param why it is asked
    record Card(String id, String what, String why, Scope widest) {}

    /// What the person decided.
    sealed interface Decision {
        record Allowed(Scope scope) implements Decision {}

        /// @param reason a sentence that the model is told
        record Denied(String reason) implements Decision {}

        /// The answer where nobody can be asked.
        static Denied nobody(Judgement judgement) {
            return new Denied("Nobody is here to approve this, so it was not done. " + judgement.reason());
        }
    }
}
