package org.agntos.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.Search.Kinds;
import org.agntos.core.setting.Setting;
import org.agntos.core.setting.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl search`: finds options and packages of this machine.
final class SearchCommand implements Command {
    private static final int DEFAULT_LIMIT = 10;
    private static final int MOST = 1000;

    @Override
    public CommandSpec spec() {
        return Args.command("search", "Finds options and packages by name, by path or by what you want to do.")
                .addPositional(Args.words("[options | packages] WORDS", "what to look for"))
                .addOption(Args.number("N", "how many hits (10)", "--limit"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) throws InterruptedException {
        Output out = context.output();
        Kinds kinds = kinds(Args.word(arguments, 0), Args.words(arguments).size());
        String query = Args.wordsFrom(arguments, kinds == Kinds.EVERYTHING ? 0 : 1);
        if (query.isBlank()) {
            return out.fail(
                    ExitStatus.USAGE, "usage", "What to look for is missing.", "Such as: agntctl search reverse proxy");
        }
        int limit = Args.number(arguments, "--limit", DEFAULT_LIMIT);
        if (limit < 1 || limit > MOST) {
            return out.fail(ExitStatus.USAGE, "usage", "--limit: " + limit + " (expected: 1 to " + MOST + ")", "");
        }
        FreshIndex.ensure(context);
        List<Hit> hits = context.core().catalogue().search().find(query, kinds, limit);
        List<Setting> settings = hits.stream().anyMatch(hit -> hit.kind() == Hit.Kind.OPTION)
                ? context.core().settings().all()
                : List.of();
        if (out.isJson()) {
            out.json(json(hits, settings));
            return ExitStatus.OK;
        }
        hits.forEach(hit -> show(hit, settings, out));
        if (hits.isEmpty()) {
            out.line("Nothing was found for '" + query + "' in the "
                    + context.core().catalogue().source() + ".");
        }
        return ExitStatus.OK;
    }

    /// The word is a kind only where something to look for follows it.
    private static Kinds kinds(String first, int count) {
        return switch (count > 1 ? first : "") {
            case "options" -> Kinds.OPTIONS;
            case "packages" -> Kinds.PACKAGES;
            default -> Kinds.EVERYTHING;
        };
    }

    private static ArrayNode json(List<Hit> hits, List<Setting> settings) {
        ArrayNode array = Output.mapper().createArrayNode();
        for (Hit hit : hits) {
            array.addObject()
                    .put("name", hit.name())
                    .put("kind", hit.kind().word())
                    .put("type", orNull(hit.type()))
                    .put("description", hit.description())
                    .put("default", orNull(hit.defaultText()))
                    .put("value", value(hit, settings))
                    .put("score", Math.round(hit.score() * 1000) / 1000.0);
        }
        return array;
    }

    private static @org.jspecify.annotations.Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @org.jspecify.annotations.Nullable String value(Hit hit, List<Setting> settings) {
        return hit.kind() == Hit.Kind.OPTION
                ? Settings.value(hit.name(), settings).orElse(null)
                : null;
    }

    private static void show(Hit hit, List<Setting> settings, Output out) {
        String type = hit.type().isEmpty() ? "" : "  (" + shortened(hit.type(), 60) + ")";
        out.line(kindWord(hit.kind()) + "  " + hit.name() + type);
        String description = shortened(OptionCommand.firstSentence(hit.description()), 96);
        if (!description.isEmpty()) {
            out.line("         " + description);
        }
        Settings.of(hit.name(), hit.kind() == Hit.Kind.OPTION ? settings : List.of()).stream()
                .limit(1)
                .forEach(setting -> out.line("         set in " + setting.file() + ":" + setting.line() + " to "
                        + shortened(setting.value(), 60)));
    }

    private static String kindWord(Hit.Kind kind) {
        return switch (kind) {
            case OPTION -> "option ";
            case PACKAGE -> "package";
            case HOME -> "home   ";
        };
    }

    static String shortened(String text, int most) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most)) + "…";
    }
}
