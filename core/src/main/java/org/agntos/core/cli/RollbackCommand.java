package org.agntos.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.audit.AuditEntry;
import org.agntos.core.audit.AuditLog;
import org.agntos.core.audit.Lineage;
import org.agntos.core.change.FileDiff;
import org.agntos.core.change.SubmitChange;
import org.agntos.core.change.SubmitChange.Preview;
import org.agntos.core.machine.Generation;
import org.agntos.helper.protocol.Sha256;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl rollback`: goes back, by one change or by a whole generation.
final class RollbackCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Args.command("rollback", "Undoes one change, or goes back to a generation. Shows the difference first.")
                .addPositional(Args.words(
                        "[list | undo [ENTRY]]", "undo takes the last change; without anything: the generation before"))
                .addOption(Args.number(
                        "N",
                        "the generation to go back to; -1, or none given, is the one before the current",
                        "--generation"))
                .addOption(Args.text("ENTRY", "the same as undo ENTRY", "--undo-id"))
                .addOption(Args.flag("do not ask: the difference was looked at", "--yes", "-y"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) {
        boolean isApproved = Args.has(arguments, "--yes");
        String action = Args.word(arguments, 0);
        return switch (action) {
            case "list", "list-generations" -> list(context);
            case "undo", "surgical" -> {
                String entry = Args.text(arguments, "--undo-id");
                yield undo(entry.isEmpty() ? Args.word(arguments, 1) : entry, isApproved, context);
            }
            case "", "apply", "do" -> goBack(Args.number(arguments, "--generation", 0), isApproved, context);
            default ->
                context.output()
                        .fail(
                                ExitStatus.USAGE,
                                "usage",
                                "There is no action '" + action + "'.",
                                "Use list, undo ENTRY or --generation N.");
        };
    }

    private static ExitStatus list(Context context) {
        List<Generation> generations = context.core().machine().generations();
        Map<Integer, AuditEntry> makers = makers(context.core().auditLog());
        ArrayNode array = Output.mapper().createArrayNode();
        if (generations.isEmpty()) {
            context.output()
                    .line("No NixOS generations found. This is expected on a fresh " + context.machineWord() + ".");
        } else {
            context.output().line("Generations of the " + context.machineWord() + ", newest first:");
        }
        for (Generation generation : generations) {
            Optional<AuditEntry> change = Optional.ofNullable(makers.get(generation.number()));
            ObjectNode node = array.addObject();
            node.put("generation", generation.number());
            node.put("date", generation.date().toString());
            node.put("current", generation.isCurrent());
            if (change.isEmpty()) {
                node.putNull("change");
            } else {
                node.putObject("change")
                        .put("audit_id", change.get().id())
                        .put("summary", change.get().summary())
                        .put("prompt", change.get().prompt());
            }
            context.output()
                    .line((generation.isCurrent() ? "* " : "  ") + generation.number() + " | " + generation.date()
                            + " | " + change.map(AuditEntry::summary).orElse("-"));
        }
        if (context.output().isJson()) {
            context.output().json(array);
        }
        return ExitStatus.OK;
    }

    /// The entry that made each generation, by its number.
    private static Map<Integer, AuditEntry> makers(AuditLog log) {
        Map<Integer, AuditEntry> makers = new HashMap<>();
        log.visit(entry -> {
            makers.putIfAbsent(Lineage.madeGeneration(entry), entry);
            return true;
        });
        return makers;
    }

    private static ExitStatus undo(String entry, boolean isApproved, Context context) {
        Optional<String> wanted = entry.isEmpty() ? lastChange(context) : Optional.of(entry);
        if (wanted.isEmpty()) {
            return context.output()
                    .fail(
                            ExitStatus.NOT_FOUND,
                            "not_found",
                            "There is nothing to undo: the record holds no applied change that is still in effect.",
                            "See 'agntctl audit list'.");
        }
        SubmitChange submit = context.core().submitChange();
        Preview preview = submit.previewUndo(wanted.get());
        context.core()
                .auditLog()
                .find(wanted.get())
                .ifPresent(undone -> EffectsCommand.notCovered(undone.timestamp(), context));
        return preview instanceof Preview.Conflict conflict
                ? new UndoConflict(wanted.get(), conflict, context).decide(isApproved)
                : decide(
                        preview,
                        isApproved,
                        context,
                        digest -> (cancellation, events) -> submit.undo(wanted.get(), digest, cancellation, events));
    }

    private static Optional<String> lastChange(Context context) {
        Set<String> undone = new HashSet<>();
        List<String> found = new ArrayList<>();
        context.core().auditLog().visit(entry -> {
            if (entry.isSuccess() && Lineage.undoes(entry).isPresent()) {
                undone.add(Lineage.undoes(entry).get());
            } else if (entry.isSuccess() && entry.action().equals("Apply") && !undone.contains(entry.id())) {
                found.add(entry.id());
            }
            return found.isEmpty();
        });
        return found.stream().findFirst();
    }

    private static ExitStatus goBack(int number, boolean isApproved, Context context) {
        if (number < -1) {
            return context.output()
                    .fail(
                            ExitStatus.USAGE,
                            "usage",
                            "There is no generation " + number + ".",
                            "Give the number of one, or -1 for the one before the current.");
        }
        int wanted = number > 0 ? number : before(context.core().machine().generations());
        if (wanted < 1) {
            return context.output()
                    .fail(
                            ExitStatus.NOT_FOUND,
                            "not_found",
                            "No older NixOS generation to roll back to.",
                            "See 'agntctl rollback list'.");
        }
        context.core().machine().generations().stream()
                .filter(generation -> generation.number() == wanted)
                .findFirst()
                .ifPresent(generation -> EffectsCommand.notCovered(generation.date(), context));
        SubmitChange submit = context.core().submitChange();
        return decide(
                submit.previewRollback(wanted),
                isApproved,
                context,
                digest -> (cancellation, events) -> submit.rollBack(wanted, digest, cancellation, events));
    }

    private static int before(List<Generation> generations) {
        boolean isAfterCurrent = false;
        for (Generation generation : generations) {
            if (isAfterCurrent) {
                return generation.number();
            }
            isAfterCurrent = generation.isCurrent();
        }
        return 0;
    }

    @FunctionalInterface
    private interface WithDigest {
        SubmitProgress.Submission submission(Sha256 digest);
    }

    private static ExitStatus decide(Preview preview, boolean isApproved, Context context, WithDigest with) {
        Output out = context.output();
        return switch (preview) {
            case Preview.NotFound(String message) ->
                out.fail(
                        ExitStatus.NOT_FOUND,
                        "not_found",
                        message,
                        "See 'agntctl audit list' and 'agntctl rollback list'.");
            case Preview.Impossible(String message, String next) ->
                out.fail(ExitStatus.FAILED, "impossible", message, next);
            case Preview.Conflict conflict -> {
                out.message(DiffText.of(conflict.diffs()));
                yield out.fail(ExitStatus.FAILED, "conflict", conflict.message(), "Nothing was changed.");
            }
            case Preview.Ready(String summary, List<FileDiff> diffs, Sha256 digest) -> {
                out.line(summary + " (" + context.machineWord() + ")");
                out.line("");
                out.line(DiffText.of(diffs));
                Consent.Answer answer =
                        Consent.ask(context, isApproved, "Go back like this?", "You said no, so nothing was changed.");
                yield answer == Consent.Answer.NO
                        ? ExitStatus.DENIED
                        : new SubmitProgress(context).run(with.submission(digest));
            }
        };
    }
}
