package org.agntos.core.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agntos.core.audit.AuditEntry;
import org.agntos.core.audit.AuditLog;
import org.agntos.core.audit.Lineage;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl audit`: the record of what was done.
final class AuditCommand implements Command {
    private static final int DEFAULT_LIMIT = 20;

    @Override
    public CommandSpec spec() {
        return Args.command("audit", "Reads the record: what was done, by whom, why something is here.")
                .addPositional(
                        Args.words("[list | show ID | search --query Q | why THING | verify]", "list is the default"))
                .addOption(Args.text("Q", "words to search for", "--query", "-q"))
                .addOption(Args.number("N", "how many entries, newest first (20)", "--limit"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) {
        int limit = Args.number(arguments, "--limit", DEFAULT_LIMIT);
        String action = Args.word(arguments, 0);
        if (limit < 1) {
            return context.output()
                    .fail(ExitStatus.USAGE, "usage", "--limit: " + limit + " (expected: at least 1)", "");
        }
        return switch (action) {
            case "", "list" ->
                list("Recent audit entries", context.core().auditLog().list(limit), context);
            case "search" -> search(arguments, limit, context);
            case "show" -> show(Args.word(arguments, 1), context);
            case "why" -> why(Args.wordsFrom(arguments, 1), context);
            case "verify" -> verify(context);
            default ->
                context.output()
                        .fail(
                                ExitStatus.USAGE,
                                "usage",
                                "There is no action '" + action + "'.",
                                "Use list, show ID, search --query Q, why THING or verify.");
        };
    }

    private static ExitStatus search(ParseResult arguments, int limit, Context context) {
        String option = Args.text(arguments, "--query");
        String query = option.isEmpty() ? Args.wordsFrom(arguments, 1) : option;
        return query.isBlank()
                ? context.output()
                        .fail(ExitStatus.USAGE, "usage", "What to search for is missing.", "Add --query WORDS.")
                : list(
                        "Recent audit entries with '" + query + "'",
                        context.core().auditLog().search(query, limit),
                        context);
    }

    private static ExitStatus list(String title, List<AuditEntry> entries, Context context) {
        Output out = context.output();
        if (out.isJson()) {
            ArrayNode array = Output.mapper().createArrayNode();
            entries.forEach(entry -> array.add(entry.raw()));
            out.json(array);
            return ExitStatus.OK;
        }
        out.line(title + " (" + context.machineWord() + "):");
        for (AuditEntry entry : entries) {
            if (out.isClosed()) {
                break;
            }
            out.line(line(entry));
        }
        if (entries.isEmpty()) {
            out.line("There are none.");
        }
        return ExitStatus.OK;
    }

    static String line(AuditEntry entry) {
        return entry.id() + " | " + entry.timestamp() + " | " + result(entry) + " | " + entry.summary();
    }

    private static String result(AuditEntry entry) {
        return switch (entry.result()) {
            case "Success" -> "OK";
            case "Pending" -> "PENDING";
            case "Refused" -> "REFUSED";
            default -> "FAIL";
        };
    }

    private static ExitStatus show(String id, Context context) {
        Optional<AuditEntry> found = context.core().auditLog().find(id);
        Output out = context.output();
        if (found.isEmpty()) {
            return out.fail(
                    ExitStatus.NOT_FOUND,
                    "not_found",
                    "There is no entry '" + id + "' in the record.",
                    "List them with 'agntctl audit list'.");
        }
        AuditEntry entry = found.get();
        Lineage lineage = context.core().auditLog().lineage(entry);
        if (out.isJson()) {
            out.json(withLineage(entry, lineage));
            return ExitStatus.OK;
        }
        out.line("Entry:      " + entry.id() + " (" + context.machineWord() + ", line " + entry.line() + ")");
        out.line("When:       " + entry.timestamp());
        out.line("Who:        " + (entry.user().isEmpty() ? entry.actor() : entry.user() + " (" + entry.actor() + ")"));
        out.line("What:       " + entry.action().toLowerCase(Locale.ROOT) + ": " + entry.summary());
        out.line(
                "Result:     " + result(entry) + (entry.resultText().isEmpty() ? "" : " (" + entry.resultText() + ")"));
        if (entry.prompt() != null) {
            out.line("Request:    " + entry.prompt());
        }
        if (entry.rationale() != null && !entry.rationale().isEmpty()) {
            out.line("Why:        " + entry.rationale());
        }
        if (entry.generationAfter() > 0) {
            out.line("Generation: " + entry.generationBefore() + " to " + entry.generationAfter());
        }
        show(lineage, out);
        out.line("");
        out.line(DiffText.of(context.core().auditLog().diff(entry)));
        return ExitStatus.OK;
    }

    private static void show(Lineage lineage, Output out) {
        lineage.undoes().ifPresent(id -> out.line("Undoes:     " + id));
        lineage.undoneBy().forEach(id -> out.line("Undone by:  " + id));
        if (lineage.wentTo() > 0) {
            out.line("Went back:  to generation " + lineage.wentTo()
                    + lineage.wentToMadeBy()
                            .map(id -> ", which " + id + " made")
                            .orElse(""));
        }
        if (lineage.madeGeneration() > 0) {
            out.line("Made:       generation " + lineage.madeGeneration());
        }
        lineage.returnedToBy().forEach(id -> out.line("Gone back to by: " + id));
    }

    /// The entry as it stands in the log, with one field that does not.
    private static JsonNode withLineage(AuditEntry entry, Lineage lineage) {
        ObjectNode node = entry.raw().deepCopy();
        ObjectNode object = node.putObject("lineage");
        object.put("undoes", lineage.undoes().orElse(null));
        lineage.undoneBy().forEach(object.putArray("undone_by")::add);
        object.put("made_generation", lineage.madeGeneration() > 0 ? lineage.madeGeneration() : null);
        object.put("went_to", lineage.wentTo() > 0 ? lineage.wentTo() : null);
        object.put("went_to_made_by", lineage.wentToMadeBy().orElse(null));
        lineage.returnedToBy().forEach(object.putArray("returned_to_by")::add);
        return node;
    }

    private static ExitStatus why(String subject, Context context) {
        Output out = context.output();
        if (subject.isBlank()) {
            return out.fail(
                    ExitStatus.USAGE, "usage", "Why what? The thing is missing.", "Try: agntctl audit why htop");
        }
        AuditLog.Why why = context.core().auditLog().why(subject);
        if (out.isJson()) {
            ObjectNode node = Output.mapper().createObjectNode();
            node.put("subject", why.subject());
            node.put("present", why.present());
            ArrayNode because = node.putArray("because");
            why.because().forEach(entry -> because.add(entry.raw()));
            ArrayNode files = node.putArray("declared_in");
            why.declaredIn().forEach(files::add);
            out.json(node);
            return ExitStatus.OK;
        }
        String where = why.declaredIn().isEmpty() ? "" : ", declared in " + String.join(", ", why.declaredIn());
        out.line(why.subject() + " is " + (why.present() ? "here" : "not here") + where + " (" + context.machineWord()
                + ").");
        out.line(why.because().isEmpty() ? "The record does not mention it." : "The record says:");
        for (AuditEntry entry : why.because()) {
            out.line(line(entry) + (entry.prompt() == null ? "" : " | asked as: " + entry.prompt()));
        }
        return ExitStatus.OK;
    }

    private static ExitStatus verify(Context context) {
        AuditLog.ChainReport report = context.core().auditLog().verify();
        AuditLog.BadLine bad = report.firstBad();
        if (context.output().isJson()) {
            ObjectNode node = Output.mapper().createObjectNode();
            node.put("ok", report.isOk());
            node.put("entries", report.entries());
            if (bad == null) {
                node.putNull("first_bad");
            } else {
                node.putObject("first_bad").put("line", bad.line()).put("reason", bad.reason());
            }
            context.output().json(node);
        }
        context.output()
                .line(
                        bad == null
                                ? "The record of the " + context.machineWord() + " is whole: " + report.entries()
                                        + " entries."
                                : "The record of the " + context.machineWord() + " was altered. First bad line: "
                                        + bad.line() + ": " + bad.reason());
        return report.isOk() ? ExitStatus.OK : ExitStatus.FAILED;
    }
}
