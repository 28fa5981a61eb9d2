package org.agntos.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.agntos.core.effects.Effect;
import org.agntos.core.effects.EffectJson;
import org.agntos.core.effects.Effects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl effects`: what the assistant did outside of Nix, and taking it back.
final class EffectsCommand implements Command {
    private static final int DEFAULT_LIMIT = 50;

    @Override
    public CommandSpec spec() {
        return Args.command("effects", "Shows what was done outside of Nix, which no generation rolls back; undoes it.")
                .addPositional(Args.words("[list | show EFFECT | undo EFFECT]", ""))
                .addOption(Args.number("N", "how many to list", "--limit"))
                .addOption(Args.flag("do not ask", "--yes", "-y"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) {
        String id = Args.word(arguments, 1);
        return switch (Args.word(arguments, 0)) {
            case "", "list" -> list(Args.number(arguments, "--limit", DEFAULT_LIMIT), context);
            case "show" -> show(id, context);
            case "undo" -> undo(id, Args.has(arguments, "--yes"), context);
            default ->
                context.output().fail(ExitStatus.USAGE, "usage", "There is no such action.", "Use list, show or undo.");
        };
    }

    private static ExitStatus list(int limit, Context context) {
        List<Effect> effects = context.core().effects().list().stream()
                .limit(Math.max(0, limit))
                .toList();
        if (context.output().isJson()) {
            ArrayNode array = Output.mapper().createArrayNode();
            effects.forEach(effect -> array.add(EffectJson.write(effect)));
            context.output().json(array);
        }
        if (effects.isEmpty()) {
            context.output().line("Nothing was done outside of Nix.");
        }
        effects.forEach(effect -> context.output().line(line(effect)));
        return ExitStatus.OK;
    }

    static String line(Effect effect) {
        String state =
                effect.undone().isPresent() ? "undone" : effect.reversibility().word();
        return effect.id() + "  " + effect.at() + "  " + effect.kind().word() + "  " + state + "  "
                + SearchCommand.shortened(effect.summary(), 90);
    }

    private static ExitStatus show(String id, Context context) {
        Optional<Effect> found = context.core().effects().find(id);
        if (found.isEmpty()) {
            return notFound("There is no effect '" + id + "'.", context);
        }
        if (context.output().isJson()) {
            context.output().json(EffectJson.write(found.get()));
        }
        context.output().line(line(found.get()));
        found.get()
                .touched()
                .forEach(touched -> context.output()
                        .line("  "
                                + (touched.before().isEmpty()
                                        ? "made    "
                                        : touched.after().isEmpty() ? "deleted " : "changed ")
                                + touched.path()));
        if (!found.get().compensation().isEmpty()) {
            context.output().line("  " + found.get().compensation());
        }
        return ExitStatus.OK;
    }

    private static ExitStatus notFound(String message, Context context) {
        return context.output().fail(ExitStatus.NOT_FOUND, "not_found", message, "See agntctl effects list.");
    }

    private static ExitStatus undo(String id, boolean isApproved, Context context) {
        Optional<Effect> found = context.core().effects().find(id);
        if (found.isEmpty()) {
            return notFound("There is no effect '" + id + "'.", context);
        }
        show(id, new Context(context.core(), context.output().forPeople(), context.person()));
        Consent.Answer answer = Consent.ask(
                context, isApproved, "Put back what was there before?", "You said no, so nothing was changed.");
        if (answer == Consent.Answer.NO) {
            return ExitStatus.DENIED;
        }
        return switch (context.core().effects().undo(id)) {
            case Effects.Undo.Done(var paths) -> {
                paths.forEach(path -> context.output().line("Put back: " + path));
                if (context.output().isJson()) {
                    context.output().json(Output.mapper().createObjectNode().put("undone", id));
                }
                yield ExitStatus.OK;
            }
            case Effects.Undo.Refused(String message, String next) ->
                context.output().fail(ExitStatus.FAILED, "refused", message, next);
            case Effects.Undo.NotFound(String message) -> notFound(message, context);
        };
    }

    /// Says what going back to an earlier state does not take back. @param since only effects after it
    static void notCovered(Instant since, Context context) {
        List<Effect> effects = context.core().effects().since(since);
        if (!effects.isEmpty()) {
            context.output().message("This does not take back what was done outside of Nix since then:");
            effects.forEach(effect -> context.output().message("  " + line(effect)));
            context.output().message("Undo these with `agntctl effects undo ID`.");
        }
    }
}
