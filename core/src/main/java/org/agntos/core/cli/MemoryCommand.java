package org.agntos.core.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.agntos.core.memory.Memory;
import org.agntos.core.memory.MemoryFile;
import org.agntos.core.model.Secrets;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl memory`: what is remembered.
final class MemoryCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Args.command("memory", "Shows and edits what is remembered about this machine and about you.")
                .addPositional(Args.words(
                        "[show | add TEXT | replace OLD NEW | remove TEXT | consolidate | undo] [memory | user]",
                        "show and memory are the defaults; the texts come after them, or by the options"))
                .addOption(Args.text("NAME", "the section to add to (Notes)", "--section"))
                .addOption(Args.text("TEXT", "the line to add", "--content"))
                .addOption(Args.text("TEXT", "what to replace or remove", "--target"))
                .addOption(Args.text("TEXT", "what to put in its place", "--replacement"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) {
        String action = Args.word(arguments, 0);
        String which = Args.word(arguments, 1);
        boolean isOnlyFile = action.equals("memory") || action.equals("user");
        String file = isOnlyFile ? action : which;
        if (!file.isEmpty() && !file.equals("memory") && !file.equals("user")) {
            return context.output()
                    .fail(ExitStatus.USAGE, "usage", "There is no memory '" + file + "'.", "Use memory or user.");
        }
        return isOnlyFile || action.isEmpty() || action.equals("show")
                ? show(file, context)
                : edit(action, file.equals("user") ? MemoryFile.USER : MemoryFile.MEMORY, arguments, context);
    }

    private static ExitStatus show(String only, Context context) {
        ObjectNode node = Output.mapper().createObjectNode();
        for (MemoryFile file : MemoryFile.values()) {
            String word = word(file);
            if (only.isEmpty() || only.equals(word)) {
                String text = context.core().memory().read(file);
                int used = text.codePointCount(0, text.length());
                node.putObject(word).put("text", text).put("used", used).put("limit", file.limit());
                context.output()
                        .line(file.fileName() + " (" + used + " of " + file.limit() + " characters, "
                                + context.machineWord() + "):");
                context.output().line(text.isEmpty() ? "(empty)\n" : text);
            }
        }
        if (context.output().isJson()) {
            context.output().json(node);
        }
        return ExitStatus.OK;
    }

    private static String word(MemoryFile file) {
        return switch (file) {
            case MEMORY -> "memory";
            case USER -> "user";
        };
    }

    private static ExitStatus edit(String action, MemoryFile file, ParseResult arguments, Context context) {
        Memory memory = context.core().memory();
        String section = Args.text(arguments, "--section");
        String target = textOr(arguments, "--target", 2);
        return switch (action) {
            case "add" ->
                tell(
                        file,
                        memory.add(file, section.isEmpty() ? "Notes" : section, kept(arguments, "--content", 2)),
                        context);
            case "replace" -> tell(file, memory.replace(file, target, kept(arguments, "--replacement", 3)), context);
            case "remove" -> tell(file, memory.remove(file, target), context);
            case "consolidate" -> tell(file, memory.consolidate(file), context);
            case "undo" -> tell(file, memory.undo(file), context);
            default ->
                context.output()
                        .fail(
                                ExitStatus.USAGE,
                                "usage",
                                "There is no action '" + action + "'.",
                                "Use show, add, replace, remove, consolidate or undo.");
        };
    }

    /// The option's text, or the word at that place where the option is not given.
    private static String textOr(ParseResult arguments, String option, int place) {
        String text = Args.text(arguments, option);
        return text.isEmpty() ? Args.word(arguments, place) : text;
    }

    /// What is to be kept, without the secrets in it.
    private static String kept(ParseResult arguments, String option, int place) {
        return Secrets.redact(textOr(arguments, option, place));
    }

    private static ExitStatus tell(MemoryFile file, Memory.Outcome outcome, Context context) {
        return switch (outcome) {
            case Memory.Outcome.Refused(String message, String next) ->
                context.output().fail(ExitStatus.FAILED, "refused", message, next);
            case Memory.Outcome.Saved(String text, String note) -> {
                if (context.output().isJson()) {
                    context.output()
                            .json(Output.mapper()
                                    .createObjectNode()
                                    .put("file", word(file))
                                    .put("text", text)
                                    .put("note", note));
                }
                context.output().line(file.fileName() + " (" + context.machineWord() + ") is now:");
                context.output().line(text.isEmpty() ? "(empty)" : text);
                if (!note.isEmpty()) {
                    context.output().message(note);
                }
                yield ExitStatus.OK;
            }
        };
    }
}
