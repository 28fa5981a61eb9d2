package org.agntos.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.agntos.core.session.SessionStore;
import org.agntos.core.session.SessionStore.Hit;
import org.agntos.core.session.SessionStore.Row;
import org.agntos.core.session.SessionStore.StoredTurn;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl sessions`: the conversations that were had, also those of AgntOS 1.x.
final class SessionsCommand implements Command {
    private static final int LINE = 100;
    private static final int HITS = 20;

    @Override
    public CommandSpec spec() {
        return Args.command("sessions", "Lists, shows, searches, renames, deletes and exports conversations.")
                .addPositional(Args.words(
                        "[list | show ID | search WORDS | rename ID TITLE | delete ID | export ID]",
                        "list is the default; export writes Markdown to standard output"))
                .addOption(Args.number("N", "at most so many", "--limit"))
                .addOption(Args.flag("delete: do not ask", "--yes", "-y"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) {
        String action = Args.word(arguments, 0);
        SessionStore store = context.core().sessions();
        return switch (action) {
            case "", "list" -> list(store, Args.number(arguments, "--limit", Integer.MAX_VALUE), context);
            case "search" -> search(store, arguments, context);
            case "show", "export", "rename", "delete" -> one(action, store, arguments, context);
            default ->
                context.output()
                        .fail(
                                ExitStatus.USAGE,
                                "usage",
                                "There is no action '" + action + "'.",
                                "Use list, show, search, rename, delete or export.");
        };
    }

    private static ExitStatus list(SessionStore store, int limit, Context context) {
        ArrayNode json = Output.mapper().createArrayNode();
        for (Row row : store.list().stream().limit(limit).toList()) {
            context.output()
                    .line(row.sessionId() + "  " + row.lastUsed() + "  " + row.turns() + "  " + line(row.title()));
            json.addObject()
                    .put("id", row.sessionId())
                    .put("title", row.title())
                    .put("last_used", row.lastUsed().toString())
                    .put("turns", row.turns());
        }
        if (json.isEmpty()) {
            context.output().line("There are no conversations yet.");
        }
        return done(json, context);
    }

    private static ExitStatus search(SessionStore store, ParseResult arguments, Context context) {
        String words = Args.wordsFrom(arguments, 1);
        if (words.isBlank()) {
            return missing("What to search for?", "agntctl sessions search printer", context);
        }
        ArrayNode json = Output.mapper().createArrayNode();
        for (Hit hit : store.search(words, Args.number(arguments, "--limit", HITS))) {
            context.output().line(hit.sessionId() + "  " + hit.at() + "  " + hit.role() + ": " + line(hit.content()));
            json.addObject()
                    .put("id", hit.sessionId())
                    .put("at", hit.at().toString())
                    .put("role", hit.role())
                    .put("text", hit.content());
        }
        if (json.isEmpty()) {
            context.output().line("Nothing that was said holds these words.");
        }
        return done(json, context);
    }

    private static ExitStatus one(String action, SessionStore store, ParseResult arguments, Context context) {
        String id = Args.word(arguments, 1);
        if (id.isEmpty()) {
            return missing("Which conversation?", "agntctl sessions " + action + " ID", context);
        }
        List<StoredTurn> turns = store.turns(id);
        if (turns.isEmpty()) {
            return context.output()
                    .fail(
                            ExitStatus.NOT_FOUND,
                            "not-found",
                            "There is no conversation " + id + ".",
                            "See them: agntctl sessions list.");
        }
        return switch (action) {
            case "rename" -> rename(id, Args.wordsFrom(arguments, 2), store, context);
            case "delete" -> delete(id, turns.size(), Args.has(arguments, "--yes"), store, context);
            default -> show(action.equals("export"), id, turns, context);
        };
    }

    private static ExitStatus show(boolean isExport, String id, List<StoredTurn> turns, Context context) {
        ArrayNode json = Output.mapper().createArrayNode();
        StringBuilder markdown = new StringBuilder("# Conversation " + id + "\n");
        for (StoredTurn turn : turns) {
            String who = turn.toolName().isEmpty() ? turn.role() : turn.role() + " " + turn.toolName();
            markdown.append("\n## ").append(who).append(", ").append(turn.at()).append("\n\n");
            markdown.append(turn.role().equals("tool") ? fenced(turn.content()) : turn.content())
                    .append('\n');
            json.addObject()
                    .put("role", turn.role())
                    .put("tool", turn.toolName())
                    .put("at", turn.at().toString())
                    .put("text", turn.content());
        }
        if (isExport) {
            context.output().raw(markdown.toString());
        } else {
            context.output().line(markdown.toString());
        }
        return done(json, context);
    }

    /// A fence longer than any in the text, so that the text cannot end it.
    private static String fenced(String text) {
        StringBuilder fence = new StringBuilder("```");
        while (text.contains(fence)) {
            fence.append('`');
        }
        return fence + "\n" + text + "\n" + fence;
    }

    private static ExitStatus rename(String id, String title, SessionStore store, Context context) {
        if (title.isBlank()) {
            return missing("What shall it be called?", "agntctl sessions rename " + id + " \"The printer\"", context);
        }
        store.rename(id, title.strip());
        context.output().line(id + " is now: " + title.strip());
        return done(Output.mapper().createArrayNode().add(id), context);
    }

    private static ExitStatus delete(String id, int turns, boolean isApproved, SessionStore store, Context context) {
        String question = "Delete the conversation " + id + " (" + turns + " turns) for good?";
        if (!isApproved && !context.person().agrees(context.output(), question)) {
            return context.output()
                    .fail(
                            ExitStatus.DENIED,
                            "denied",
                            "Nothing was deleted.",
                            "To delete it without being asked: --yes");
        }
        store.delete(id);
        context.output().line("Deleted: " + id);
        return done(Output.mapper().createArrayNode().add(id), context);
    }

    private static String line(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LINE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LINE - 1)) + "…";
    }

    private static ExitStatus done(ArrayNode json, Context context) {
        if (context.output().isJson()) {
            context.output().json(json);
        }
        return ExitStatus.OK;
    }

    private static ExitStatus missing(String words, String next, Context context) {
        return context.output().fail(ExitStatus.USAGE, "usage", words, "Such as: " + next);
    }
}
