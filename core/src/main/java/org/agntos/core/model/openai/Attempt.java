package org.agntos.core.model.openai;

import org.agntos.core.model.ChatModel.Reply;

/// How asking one endpoint ended, after all its tries.
public sealed interface Attempt {
    record Answered(Reply.Complete reply) implements Attempt {}

    /// @param hasShownText whether a part of the answer was shown already, so that nobody else can answer in its place
    record Failed(Fault fault, boolean hasShownText) implements Attempt {
        /// The same for the person.
        public Reply.Failed reply() {
            return new Reply.Failed(
                    hasShownText ? fault.message() + " What was shown of the answer is kept." : fault.message(),
                    fault.next());
        }
    }
}
