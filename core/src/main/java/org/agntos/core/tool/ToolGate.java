package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.agntos.core.policy.Judgement;
import org.agntos.core.policy.Policy;
import org.agntos.core.policy.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one way to a tool: arguments fit → policy → approval if asked → run → record. Safe for any thread.
public final class ToolGate {
    /// Most characters of arguments that one call may carry.
    static final int MAX_ARGUMENTS = 512 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ToolGate.class);

    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Policy policy;
    private final Approvals approvals;

    public ToolGate(List<Tool> tools, Policy policy, Approvals approvals) {
        tools.forEach(tool -> this.tools.put(tool.spec().name(), tool));
        this.policy = policy;
        this.approvals = approvals;
    }

    /// What a model is told about the tools.
    public List<ToolSpec> specs() {
        return tools.values().stream().map(Tool::spec).toList();
    }

    /// Judges and runs one call. Everything expected, a denial too, is a result; only a cancelled thread throws, after
    /// the observer was told.
    public ToolResult call(ToolCall given, ToolContext context, ToolObserver observer) throws InterruptedException {
        // What is judged and shown is what runs, whoever else holds the arguments.
        ToolCall call = new ToolCall(given.id(), given.tool(), given.arguments().deepCopy());
        Tool tool = tools.get(call.tool());
        observer.started(call, tool == null ? "Looking for the tool " + call.tool() : label(tool, call.arguments()));
        ToolResult result;
        try {
            result = tool == null ? unknown(call) : judgeAndRun(tool, call, context, observer);
        } catch (InterruptedException e) {
            observer.finished(call, ToolResult.failure("cancelled", "This was cancelled.", "Ask again if you like."));
            throw e;
        }
        observer.finished(call, result);
        return result;
    }

    private static String label(Tool tool, ObjectNode arguments) {
        return ArgumentCheck.firstProblem(tool.spec().schema(), arguments).isPresent()
                ? tool.spec().name()
                : tool.label(arguments);
    }

    private ToolResult unknown(ToolCall call) {
        return ToolResult.failure(
                "unknown_tool", "There is no tool '" + call.tool() + "'.", "Use one of " + tools.keySet() + ".");
    }

    private ToolResult judgeAndRun(Tool tool, ToolCall given, ToolContext context, ToolObserver observer)
            throws InterruptedException {
        Optional<String> problem = argumentProblem(tool, given.arguments());
        if (problem.isPresent()) {
            return ToolResult.failure("bad_arguments", problem.get(), "Call it again with arguments that fit.");
        }
        ToolCall call = new ToolCall(given.id(), given.tool(), tool.normalised(given.arguments()));
        Judgement judgement = judge(tool, call);
        return switch (judgement.verdict()) {
            case ALLOW -> run(tool, call, context);
            case ASK ->
                switch (ask(tool, call, judgement, context, observer)) {
                    case Approvals.Decision.Allowed _ -> run(tool, call, context);
                    case Approvals.Decision.Denied(String reason) ->
                        ToolResult.failure("denied", reason, judgement.next());
                };
            case DENY -> {
                LOG.debug("denied {}: {}", call.tool(), judgement.reason());
                yield ToolResult.failure("denied", judgement.reason(), judgement.next());
            }
        };
    }

    /// What cannot be judged is refused: a bug here must not open the gate.
    private Judgement judge(Tool tool, ToolCall call) {
        try {
            return policy.judge(call.tool(), call.arguments()).stricter(tool.check(call.arguments()));
        } catch (RuntimeException bug) {
            LOG.error("a call of {} could not be judged", call.tool(), bug);
            return new Judgement(
                    Verdict.DENY, "This call could not be judged, so it was not done.", "Ask in another way.");
        }
    }

    private Approvals.Decision ask(
            Tool tool, ToolCall call, Judgement judgement, ToolContext context, ToolObserver observer)
            throws InterruptedException {
        AtomicReference<Approvals.@Nullable Card> shown = new AtomicReference<>();
        Approvals.Decision decision = new Approvals.Decision.Denied("The question was withdrawn.");
        try {
            String what = PlainText.revealed(tool.shown(call.arguments()));
            decision = approvals.ask(
                    new Approvals.Question(call, judgement, context, what, tool.widestApproval()), card -> {
                        shown.set(card);
                        observer.approvalAsked(call, card);
                    });
            return decision;
        } finally {
            Approvals.Card card = shown.get();
            if (card != null) {
                observer.approvalDecided(call, card, decision);
            }
        }
    }

    /// Runs it and takes out of its answer what looks like a secret.
    private static ToolResult run(Tool tool, ToolCall call, ToolContext context) throws InterruptedException {
        ToolResult result = tool.run(call.arguments(), context);
        return new ToolResult(result.isSuccess(), Masking.of(result.output()), result.signals());
    }

    private static Optional<String> argumentProblem(Tool tool, ObjectNode arguments) {
        int size = arguments.toString().length();
        return size > MAX_ARGUMENTS
                ? Optional.of("arguments: " + size + " characters (expected: at most " + MAX_ARGUMENTS + ")")
                : ArgumentCheck.firstProblem(tool.spec().schema(), arguments);
    }
}
