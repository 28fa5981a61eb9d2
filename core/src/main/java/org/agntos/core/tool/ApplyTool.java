package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agntos.core.change.Cancellation;
import org.agntos.core.change.FileDiff;
import org.agntos.core.change.Freshness;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.Proposals;
import org.agntos.core.change.SubmitChange;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.agntos.core.policy.Judgement;
import org.agntos.core.policy.Verdict;
import org.agntos.helper.protocol.Sha256;

/// `apply`: puts a proposal before the person and, after their yes to exactly that change, hands it to the helper. What
/// it names in the end is the digest of what the person saw.
public final class ApplyTool implements Tool {
    private static final String DIGEST = "digest";
    private static final int MOST_LINES = 400;
    private static final ObjectNode SCHEMA = Json.literal("""
            {"type": "object", "additionalProperties": false, "required": ["proposal"], "properties": {
              "proposal": {"type": "string", "maxLength": 100}}}
            """);

    private final Proposals proposals;
    private final SubmitChange submitChange;

    public ApplyTool(Proposals proposals, SubmitChange submitChange) {
        this.proposals = proposals;
        this.submitChange = submitChange;
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "apply", "Asks the person to apply a stored proposal; says what was decided and came of it.", SCHEMA);
    }

    @Override
    public String label(ObjectNode arguments) {
        return "Asking whether to apply " + arguments.path("proposal").asText();
    }

    @Override
    public Approvals.Scope widestApproval() {
        return Approvals.Scope.ONCE;
    }

    /// Names the change itself, so that a yes holds for that and for nothing later under the same id.
    @Override
    public ObjectNode normalised(ObjectNode arguments) {
        ObjectNode exact = arguments.deepCopy();
        find(arguments).ifPresent(found -> exact.put(DIGEST, found.digest().hex()));
        return exact;
    }

    private Optional<Proposal> find(ObjectNode arguments) {
        return ProposalId.parse(arguments.path("proposal").asText())
                .flatMap(id -> proposals.find(id) instanceof Proposals.Lookup.Found(var found)
                        ? Optional.of(found)
                        : Optional.empty());
    }

    @Override
    public Judgement check(ObjectNode arguments) {
        Optional<Proposal> found = find(arguments);
        if (found.isEmpty()) {
            return new Judgement(Verdict.DENY, "There is no such proposal.", "Use the id that `propose` gave.");
        }
        if (!found.get().isApprovable()) {
            return new Judgement(
                    Verdict.DENY, "This proposal failed its checks or is closed already.", "Propose it again, mended.");
        }
        if (proposals.freshness(found.get()) instanceof Freshness.Stale) {
            return new Judgement(
                    Verdict.DENY,
                    "Files changed since this was proposed, so it must be checked again.",
                    "Propose again.");
        }
        return diff(found.get()).size() > MOST_LINES
                ? new Judgement(
                        Verdict.DENY,
                        "This change is too long to be read in a card.",
                        "Ask the person to review it under Changes, or with `agntctl apply`.")
                : new Judgement(Verdict.ALLOW, "", "");
    }

    @Override
    public String shown(ObjectNode arguments) {
        return find(arguments)
                .map(found -> {
                    List<String> lines = new ArrayList<>();
                    lines.add("Apply: " + found.summary());
                    lines.add("Risk: " + found.risk().level().word() + " "
                            + String.join("; ", found.risk().reasons()));
                    found.plan().forEach(lines::add);
                    lines.addAll(diff(found));
                    return String.join("\n", lines);
                })
                .orElse("");
    }

    private List<String> diff(Proposal proposal) {
        List<String> lines = new ArrayList<>();
        for (FileDiff diff : proposals.diff(proposal)) {
            String before = diff.before();
            String after = diff.after();
            List<String> old = before == null ? List.of() : before.lines().toList();
            List<String> fresh = after == null ? List.of() : after.lines().toList();
            lines.addAll(UnifiedDiffUtils.generateUnifiedDiff(
                    before == null ? "/dev/null" : diff.path().value(),
                    after == null ? "/dev/null" : diff.path().value(),
                    old,
                    DiffUtils.diff(old, fresh),
                    3));
        }
        return lines;
    }

    @Override
    public ToolResult run(ObjectNode arguments, ToolContext context) throws InterruptedException {
        SubmitChange.Outcome outcome = submitChange.apply(
                new ProposalId(arguments.path("proposal").asText()),
                new Sha256(arguments.path(DIGEST).asText()),
                new Cancellation(),
                _ -> {});
        return switch (outcome) {
            case SubmitChange.Outcome.Done(var event) ->
                ToolResult.success(Json.object()
                        .put("decided", "approved")
                        .put("status", "applied")
                        .put("entry", event.auditId().orElse("")));
            case SubmitChange.Outcome.Failed(var event) -> ToolResult.failure("failed", event.message(), event.next());
            case SubmitChange.Outcome.Cancelled() ->
                ToolResult.failure("cancelled", "It was cancelled; every file is as it was.", "");
            case SubmitChange.Outcome.NotSubmitted(var _, String message, String next) ->
                ToolResult.failure("not_submitted", message, next);
            case SubmitChange.Outcome.NotStarted(var obstacle) ->
                ToolResult.failure("not_started", obstacle.message(), obstacle.next());
            case SubmitChange.Outcome.HelperLost(String message, String next) ->
                ToolResult.failure("helper_lost", message, next);
        };
    }
}
