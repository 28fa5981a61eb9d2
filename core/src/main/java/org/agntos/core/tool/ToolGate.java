package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.agntos.core.policy.Judgement;
import org.agntos.core.policy.Policy;
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
    public ToolResult call(ToolCall call, ToolContext context, ToolObserver observer) throws InterruptedException {
        Tool tool = tools.get(call.tool());
        observer.started(call, tool == null ? "Looking for the tool " + call.tool() : label(tool, call.arguments()));
        ToolResult result;
        try {
            result = tool == null ? unknown(call) : judgeAndRun(tool, call, context);
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

    private ToolResult judgeAndRun(Tool tool, ToolCall call, ToolContext context) throws InterruptedException {
        Optional<String> problem = argumentProblem(tool, call.arguments());
        if (problem.isPresent()) {
            return ToolResult.failure("bad_arguments", problem.get(), "Call it again with arguments that fit.");
        }
        Judgement judgement = policy.judge(call.tool(), call.arguments());
        boolean isAllowed = switch (judgement.verdict()) {
            case ALLOW -> true;
            case ASK -> approvals.approve(call, judgement);
            case DENY -> false;
        };
        if (!isAllowed) {
            LOG.debug("denied {}: {}", call.tool(), judgement.reason());
            return ToolResult.failure("denied", judgement.reason(), judgement.next());
        }
        return tool.run(call.arguments(), context);
    }

    private static Optional<String> argumentProblem(Tool tool, ObjectNode arguments) {
        int size = arguments.toString().length();
        return size > MAX_ARGUMENTS
                ? Optional.of("arguments: " + size + " characters (expected: at most " + MAX_ARGUMENTS + ")")
                : ArgumentCheck.firstProblem(tool.spec().schema(), arguments);
    }
}
