package org.agntos.core.tool;

import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.policy.Judgement;

/// Asks the person about one exact call.
@FunctionalInterface
public interface Approvals {
    /// Nobody is there to ask, so the answer is no.
    Approvals NOBODY = (call, judgement) -> false;

    /// Blocks until the person has decided; true means yes to exactly this call.
    boolean approve(ToolCall call, Judgement judgement) throws InterruptedException;
}
