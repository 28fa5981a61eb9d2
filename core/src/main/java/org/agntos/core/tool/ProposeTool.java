package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.agntos.core.change.Draft;
import org.agntos.core.change.Problem;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.ProposeChange;
import org.agntos.core.change.RequestContext;
import org.agntos.core.change.StageOutcome;
import org.agntos.core.change.StageResult;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.agntos.core.policy.Judgement;
import org.agntos.core.policy.Verdict;

/// `propose`: drafts a change, has it verified and stores it for the person to decide.
public final class ProposeTool implements Tool {
    private static final ObjectNode SCHEMA = Json.literal("""
            {"type": "object", "additionalProperties": false, "properties": {
              "packages": {"type": "array", "maxItems": 100, "items": {"type": "string", "maxLength": 200},
                "description": "nixpkgs attributes to install, such as htop"},
              "remove_packages": {"type": "array", "maxItems": 100, "items": {"type": "string", "maxLength": 200}},
              "options": {"type": "array", "maxItems": 100, "items": {"type": "object", "additionalProperties": false,
                "required": ["path", "value"], "properties": {
                  "path": {"type": "string", "maxLength": 400},
                  "value": {"description": "JSON; {\\"$nix\\": \\"pkgs.zsh\\"} for a Nix expression"}}}},
              "reset_options": {"type": "array", "maxItems": 100, "items": {"type": "string", "maxLength": 400},
                "description": "options whose definition is to go"},
              "modules": {"type": "array", "maxItems": 20, "items": {"type": "object", "additionalProperties": false,
                "required": ["path", "content"], "properties": {
                  "path": {"type": "string", "maxLength": 400, "description": "such as options/my-module.nix"},
                  "content": {"type": "string", "maxLength": 200000}}}},
              "summary": {"type": "string", "maxLength": 200},
              "rationale": {"type": "string", "maxLength": 4000}}}
            """);

    private final ProposeChange proposeChange;
    private final Consumer<ProposalId> discard;

    /// The last proposal of each request that failed its checks; the next one for it replaces it.
    private final Map<String, ProposalId> failed = new ConcurrentHashMap<>();

    /// @param discard closes a proposal that was mended
    public ProposeTool(ProposeChange proposeChange, Consumer<ProposalId> discard) {
        this.proposeChange = proposeChange;
        this.discard = discard;
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "propose",
                "Drafts a change of this machine, checks it and stores it. Nothing changes until the person approves.",
                SCHEMA);
    }

    @Override
    public String label(ObjectNode arguments) {
        return "Drafting and checking the change";
    }

    @Override
    public Judgement check(ObjectNode arguments) {
        return ModuleReach.of(arguments)
                .map(
                        reads -> new Judgement(
                                Verdict.DENY,
                                "A change may not look at files or the network while it is checked: " + reads + ".",
                                "Write the values out. Where a program is to read a file later, give its place as a text in quotes."))
                .orElse(new Judgement(Verdict.ALLOW, "", ""));
    }

    @Override
    public ToolResult run(ObjectNode arguments, ToolContext context) throws InterruptedException {
        Draft draft;
        try {
            draft = DraftReader.read(arguments);
        } catch (IllegalArgumentException e) {
            return ToolResult.failure(
                    "bad_path", String.valueOf(e.getMessage()), "Name a file such as options/my-module.nix.");
        }
        if (draft.isEmpty()) {
            return ToolResult.failure("empty", "The change has nothing in it.", "Name a package or an option.");
        }
        ProposeChange.Outcome outcome = proposeChange.propose(
                draft,
                new RequestContext(
                        arguments.path("summary").asText(""),
                        arguments.path("rationale").asText(""),
                        context.request(),
                        context.sessionId()));
        if (Thread.interrupted()) {
            throw new InterruptedException("cancelled while proposing");
        }
        return switch (outcome) {
            case ProposeChange.Outcome.Proposed(Proposal proposal) -> {
                replaceFailed(proposal, context);
                yield ToolResult.success(describe(proposal), new ToolResult.Signal.ProposalStored(proposal.id()));
            }
            case ProposeChange.Outcome.NothingToDo(String message) ->
                ToolResult.success(Json.object().put("status", "nothing_to_do").put("message", message));
            case ProposeChange.Outcome.Rejected(List<Problem> problems) -> rejected(problems);
        };
    }

    private void replaceFailed(Proposal proposal, ToolContext context) {
        String request = context.sessionId() + " " + context.request();
        ProposalId mended = proposal.isApprovable() ? failed.remove(request) : failed.put(request, proposal.id());
        if (mended != null && context.sessionId() != null) {
            discard.accept(mended);
        }
    }

    private static ToolResult rejected(List<Problem> problems) {
        String message = problems.isEmpty()
                ? "This cannot become a change."
                : problems.getFirst().message();
        ToolResult failure = ToolResult.failure("rejected", message, "Nothing was stored.");
        failure.output().put("status", "rejected");
        describe(problems, failure.output().putArray("problems"));
        return failure;
    }

    private static ObjectNode describe(Proposal proposal) {
        ObjectNode output = Json.object();
        output.put("status", "proposed");
        output.put("id", proposal.id().value());
        output.put("summary", proposal.summary());
        output.put("approvable", proposal.isApprovable());
        if (!proposal.isApprovable()) {
            output.put("next", "Mend what failed and propose the whole change again; this proposal is then discarded.");
        }
        ArrayNode files = output.putArray("files");
        proposal.files().base().forEach((path, before) -> {
            boolean isDeleted = proposal.files().deletes().contains(path);
            String action = isDeleted ? "delete" : before.isPresent() ? "edit" : "create";
            files.addObject().put("path", path.value()).put("action", action);
        });
        ArrayNode stages = output.putArray("verification");
        proposal.verification().forEach(stage -> describe(stage, stages.addObject()));
        ArrayNode plan = output.putArray("plan");
        proposal.plan().forEach(plan::add);
        ObjectNode risk = output.putObject("risk");
        risk.put("level", proposal.risk().level().word());
        ArrayNode reasons = risk.putArray("reasons");
        proposal.risk().reasons().forEach(reasons::add);
        return output;
    }

    private static void describe(StageOutcome stage, ObjectNode output) {
        output.put("stage", stage.stage().word());
        switch (stage.result()) {
            case StageResult.Passed() -> output.put("result", "passed");
            case StageResult.Warned(List<Problem> problems) -> {
                output.put("result", "warned");
                describe(problems, output.putArray("problems"));
            }
            case StageResult.Failed(List<Problem> problems) -> {
                output.put("result", "failed");
                describe(problems, output.putArray("problems"));
            }
            case StageResult.Skipped(String reason) ->
                output.put("result", "skipped").put("reason", reason);
        }
    }

    private static void describe(List<Problem> problems, ArrayNode output) {
        for (Problem problem : problems) {
            ObjectNode node = output.addObject();
            node.put("file", problem.file());
            node.put("line", problem.line());
            node.put("message", problem.message());
            node.put("explanation", problem.explanation());
            ArrayNode suggestions = node.putArray("suggestions");
            problem.suggestions().forEach(suggestions::add);
        }
    }
}
