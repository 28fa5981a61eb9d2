package org.agntos.core.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.agntos.core.change.Problem;
import org.agntos.core.change.ProposeChange;
import org.agntos.core.change.SubmitChange.Preview;
import org.agntos.core.change.UndoneFile;
import org.agntos.core.change.UndoneFile.Merge;
import org.agntos.core.change.UndoneFile.Overlap;

/// The undo of an entry whose files were changed again: shows what would be lost, and proposes an undo that keeps it
/// where there is one. With `--json` the first line is an object `conflict`; what follows is as for `apply`.
final class UndoConflict {
    private final String entryId;
    private final Preview.Conflict conflict;
    private final Context context;
    private final Output out;

    UndoConflict(String entryId, Preview.Conflict conflict, Context context) {
        this.entryId = entryId;
        this.conflict = conflict;
        this.context = context;
        this.out = context.output();
    }

    ExitStatus decide(boolean isApproved) {
        return conflict.changes().isPresent() ? propose(isApproved) : refuse();
    }

    private ExitStatus refuse() {
        String next = "Nothing was changed. Undo the later changes first, or propose what you want instead.";
        if (out.isJson()) {
            ObjectNode object = Output.mapper().createObjectNode();
            object.putObject("error")
                    .put("code", "conflict")
                    .put("message", conflict.message())
                    .put("next", next);
            object.set("conflict", json());
            out.json(object);
        }
        out.message("Error: " + conflict.message());
        out.message("Restoring the former files would do this:");
        out.message(DiffText.of(conflict.diffs()));
        for (UndoneFile file : conflict.files()) {
            if (file.merge() instanceof Merge.Touching(List<Overlap> overlaps)) {
                overlaps.forEach(overlap -> tell(file, overlap));
            }
        }
        out.message(next);
        return ExitStatus.FAILED;
    }

    private void tell(UndoneFile file, Overlap overlap) {
        out.message(file.path() + ", line " + overlap.line() + ": both are about the same lines.");
        out.message("  as this change left it: " + shown(overlap.after()));
        out.message("  before this change:     " + shown(overlap.before()));
        out.message("  now:                    " + shown(overlap.now()));
    }

    private static String shown(String text) {
        return text.isEmpty() ? "(nothing)" : text.stripTrailing().indent(4).strip();
    }

    private ExitStatus propose(boolean isApproved) {
        out.line(conflict.message());
        out.line("");
        out.line("What came later, and is kept:");
        out.line(DiffText.of(conflict.files().stream()
                .filter(UndoneFile::isChangedSince)
                .map(UndoneFile::lost)
                .toList()));
        return switch (context.core().submitChange().proposeUndo(entryId)) {
            case ProposeChange.Outcome.Proposed(var proposal) -> {
                if (out.isJson()) {
                    out.jsonLine(line(json().put("proposal", proposal.id().value())));
                }
                out.line("Proposed as " + proposal.id() + ":");
                yield ApplyCommand.apply(proposal, isApproved, context);
            }
            case ProposeChange.Outcome.NothingToDo(String message) ->
                out.fail(ExitStatus.FAILED, "impossible", message, "");
            case ProposeChange.Outcome.Rejected(List<Problem> problems) ->
                out.fail(
                        ExitStatus.FAILED,
                        "rejected",
                        problems.getFirst().message(),
                        problems.getFirst().explanation());
        };
    }

    private static String line(ObjectNode conflict) {
        try {
            return Output.mapper()
                    .writeValueAsString(Output.mapper().createObjectNode().set("conflict", conflict));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    private ObjectNode json() {
        ObjectNode object = Output.mapper().createObjectNode();
        object.put("entry", entryId).put("message", conflict.message());
        object.put("mergeable", conflict.changes().isPresent());
        ArrayNode files = object.putArray("files");
        for (UndoneFile file : conflict.files()) {
            ObjectNode node = files.addObject().put("path", file.path().value());
            node.put("before", file.before()).put("after", file.after()).put("now", file.now());
            ArrayNode later = node.putArray("later_entries");
            file.laterEntries().forEach(later::add);
            put(node, file.merge());
        }
        return object;
    }

    private static void put(ObjectNode node, Merge merge) {
        ArrayNode places = node.putArray("overlaps");
        switch (merge) {
            case Merge.Clean(String text) -> node.put("merged", text);
            case Merge.Touching(List<Overlap> overlaps) ->
                overlaps.forEach(overlap -> places.addObject()
                        .put("line", overlap.line())
                        .put("after", overlap.after())
                        .put("before", overlap.before())
                        .put("now", overlap.now()));
        }
    }
}
