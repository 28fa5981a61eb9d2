package org.agntos.core.change;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.machine.Machine;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.RequestJson;
import org.agntos.helper.protocol.Verb;

/// Writes a draft as files, has them verified and stores the proposal. A store that cannot be written is an
/// [UncheckedIOException].
final class ProposeFromDraft implements ProposeChange {
    /// How the record tells which entry a change took back; `docs/formats/audit-line.md` promises it.
    private static final String RATIONALE_OF_UNDO = "Undo of ";

    private static final String KEEPING = ", keeping what came later.";

    private final Machine machine;
    private final Supplier<Catalogue> catalogue;
    private final VerifyChange verifier;
    private final ProposalFiles files;
    private final Clock clock;

    ProposeFromDraft(
            Machine machine, Supplier<Catalogue> catalogue, VerifyChange verifier, ProposalFiles files, Clock clock) {
        this.machine = machine;
        this.catalogue = catalogue;
        this.verifier = verifier;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public Outcome propose(Draft draft, RequestContext context) {
        try {
            machine.prepare();
        } catch (IOException e) {
            return new Outcome.Rejected(List.of(new Problem(
                    null,
                    0,
                    0,
                    "The practice machine in " + machine.paths().machineRoot() + " cannot be prepared: "
                            + e.getMessage(),
                    "Nothing was stored and nothing was changed.",
                    List.of("Make sure that the disk is not full and that the folder can be written."))));
        }
        return switch (new DraftWriter(new ConfigTree(machine.paths().config()), catalogue.get()).write(draft)) {
            case DraftWriter.Written.Nothing(String message) -> new Outcome.NothingToDo(message);
            case DraftWriter.Written.Impossible(List<Problem> problems) -> new Outcome.Rejected(problems);
            case DraftWriter.Written.Files(FileChanges changes) ->
                propose(changes, named(draft, context), DraftWords.rollbackGuidance(draft), Map.of());
        };
    }

    private static RequestContext named(Draft draft, RequestContext context) {
        return context.summary().isBlank()
                ? new RequestContext(
                        DraftWords.summary(draft), context.rationale(), context.prompt(), context.sessionId())
                : context;
    }

    @Override
    public Outcome proposeUndo(String entryId, String summary, FileChanges changes) {
        RequestContext context = new RequestContext(summary, RATIONALE_OF_UNDO + entryId + KEEPING, null, null);
        return propose(changes, context, "Undo it in the timeline.", Map.of("undoes", "\"" + entryId + "\""));
    }

    private Outcome propose(
            FileChanges changes, RequestContext context, String rollbackGuidance, Map<String, String> extra) {
        String summary = context.summary();
        Optional<Problem> refused = refusal(changes, summary, context);
        if (refused.isPresent()) {
            return new Outcome.Rejected(List.of(refused.get()));
        }
        Verification verification = verifier.verify(changes);
        if (Thread.currentThread().isInterrupted()) {
            return new Outcome.Rejected(List.of(new Problem(
                    null, 0, 0, "The check was cancelled.", "Nothing was stored and nothing was changed.", List.of())));
        }
        try {
            return new Outcome.Proposed(files.add(
                    clock.instant(),
                    id -> new Proposal(
                            id,
                            clock.instant(),
                            context.sessionId(),
                            summary,
                            context.rationale(),
                            context.prompt(),
                            machine.kind().word(),
                            changes,
                            verification.stages(),
                            verification.plan(),
                            verification.risk(),
                            rollbackGuidance,
                            ProposalStatus.OPEN,
                            extra)));
        } catch (IOException e) {
            throw new UncheckedIOException("The proposal cannot be stored; nothing was changed", e);
        }
    }

    /// A change that the helper would refuse for its form (too large, half characters) is refused here and now.
    private static Optional<Problem> refusal(FileChanges changes, String summary, RequestContext context) {
        HelperRequest request = new HelperRequest.Apply(
                "p-0",
                changes,
                changes.digest(),
                Optional.empty(),
                new HelperRequest.Reason(
                        summary, Optional.ofNullable(context.prompt()), Optional.of(context.rationale()), "user"));
        byte[] line = RequestWriter.write(request);
        try {
            RequestJson.parse(Verb.APPLY, Arrays.copyOf(line, line.length - 1));
            return Optional.empty();
        } catch (RequestJson.Malformed e) {
            String why = "This change cannot be proposed: " + e.why() + ".";
            return Optional.of(new Problem(null, 0, 0, why, "Nothing was stored.", List.of()));
        }
    }
}
