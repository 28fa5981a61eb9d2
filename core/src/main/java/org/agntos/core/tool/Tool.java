package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.agntos.core.policy.Judgement;
import org.agntos.core.policy.Verdict;

/// One thing the assistant can do. It is only ever run by [ToolGate], with arguments that fit its schema.
public interface Tool {
    ToolSpec spec();

    /// Plain words for the person while it runs, such as `Checking the change`.
    String label(ObjectNode arguments);

    /// The call as it is judged, shown, approved and run: where the arguments name something that may change, what they
    /// name is named too. Called once, with arguments that fit the schema.
    default ObjectNode normalised(ObjectNode arguments) {
        return arguments;
    }

    /// The whole of a call for a person who is to approve it.
    default String shown(ObjectNode arguments) {
        return spec().name() + " " + arguments.toPrettyString();
    }

    /// What the tool itself knows against a call; it can only tighten what the policy says.
    default Judgement check(ObjectNode arguments) {
        return new Judgement(Verdict.ALLOW, "", "");
    }

    /// How far a yes to a call of this tool may reach.
    default Approvals.Scope widestApproval() {
        return Approvals.Scope.ALWAYS;
    }

    /// Runs it, blocking. Expected failures are results; interrupting the thread ends it.
    ToolResult run(ObjectNode arguments, ToolContext context) throws InterruptedException;
}
