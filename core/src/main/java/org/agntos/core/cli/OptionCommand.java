package org.agntos.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.Replacement;
import org.agntos.core.setting.Setting;
import org.agntos.core.setting.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl option PATH`: what an option is, what it is set to and who set it.
final class OptionCommand implements Command {
    private static final int NEAREST = 3;

    @Override
    public CommandSpec spec() {
        return Args.command("option", "Shows what an option is, what it is set to on this machine and where.")
                .addPositional(Args.words("PATH", "such as services.openssh.enable"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) throws InterruptedException {
        Output out = context.output();
        String path = Args.wordsFrom(arguments, 0).strip();
        if (path.isEmpty()) {
            return out.fail(
                    ExitStatus.USAGE,
                    "usage",
                    "Which option? The path is missing.",
                    "Such as: services.openssh.enable");
        }
        FreshIndex.ensure(context);
        Catalogue catalogue = context.core().catalogue();
        Optional<OptionEntry> option = catalogue.option(path);
        boolean isHome = option.isEmpty() && catalogue.homeOption(path).isPresent();
        Optional<OptionEntry> found = isHome ? catalogue.homeOption(path) : option;
        Optional<Replacement> replacement = catalogue.replacement(path);
        if (found.isEmpty()) {
            return absent(path, replacement, context);
        }
        List<Setting> settings =
                isHome ? List.of() : Settings.of(path, context.core().settings().all());
        if (out.isJson()) {
            out.json(json(found.get(), isHome, settings, replacement));
        } else {
            show(found.get(), isHome, settings, replacement, context);
        }
        return ExitStatus.OK;
    }

    private static ExitStatus absent(String path, Optional<Replacement> replacement, Context context) {
        String next = replacement
                .map(OptionCommand::sentence)
                .orElseGet(() -> nearest(path, context.core().catalogue()));
        return context.output()
                .fail(
                        ExitStatus.NOT_FOUND,
                        "not_found",
                        "There is no option '" + path + "' in the "
                                + context.core().catalogue().source() + ".",
                        next);
    }

    private static String sentence(Replacement replacement) {
        String since = replacement.since().isEmpty() ? "" : " since " + replacement.since();
        return "It was renamed or removed" + since + "; use " + replacement.next() + ".";
    }

    private static String nearest(String path, Catalogue catalogue) {
        List<String> near = catalogue.nearestOptions(path, NEAREST);
        if (catalogue.hasOptionsBelow(path)) {
            return "There are options below it; see them with: agntctl search " + path;
        }
        return near.isEmpty() ? "Look for it with: agntctl search" : "Did you mean " + String.join(", ", near) + "?";
    }

    private static ObjectNode json(
            OptionEntry option, boolean isHome, List<Setting> settings, Optional<Replacement> replacement) {
        ObjectNode node = Output.mapper().createObjectNode();
        node.put("name", option.path())
                .put("kind", isHome ? "home" : "option")
                .put("type", option.type())
                .put("description", option.description())
                .put("default", option.defaultText().isEmpty() ? null : option.defaultText())
                .put(
                        "example",
                        option.facts().example().isEmpty()
                                ? null
                                : option.facts().example())
                .put("value", Settings.value(option.path(), settings).orElse(null))
                .put("read_only", option.facts().isReadOnly())
                .put("internal", option.facts().isInternal())
                .put("replaced_by", replacement.map(Replacement::next).orElse(null));
        ArrayNode declared = node.putArray("declared_in");
        option.facts().declaredIn().forEach(declared::add);
        ArrayNode set = node.putArray("set_in");
        for (Setting setting : settings) {
            set.addObject()
                    .put("option", setting.option())
                    .put("value", setting.value())
                    .put("file", setting.file().toString())
                    .put("line", setting.line())
                    .put("managed", setting.isManaged());
        }
        return node;
    }

    private static void show(
            OptionEntry option,
            boolean isHome,
            List<Setting> settings,
            Optional<Replacement> replacement,
            Context context) {
        Output out = context.output();
        out.line(option.path() + (isHome ? "  (Home Manager)" : ""));
        out.line("  type     " + option.type());
        out.line("  default  " + (option.defaultText().isEmpty() ? "none" : option.defaultText()));
        replacement.ifPresent(found -> out.line("  note     " + sentence(found)));
        if (option.facts().isReadOnly()) {
            out.line("  note     It is read-only: NixOS sets it.");
        }
        for (Setting setting : settings) {
            String who = setting.isManaged() ? "AgntOS" : "you";
            out.line("  set      " + setting.option() + " = " + SearchCommand.shortened(setting.value(), 80));
            out.line("           by " + who + ", " + setting.file() + ":" + setting.line());
        }
        if (settings.isEmpty() && !isHome) {
            out.line("  set      not in any file that could be read (" + context.machineWord() + ")");
        }
        option.facts().declaredIn().forEach(file -> out.line("  declared " + file));
        if (!option.description().isEmpty()) {
            out.line("");
            out.line(option.description());
        }
    }

    /// The first sentence of a description, on one line.
    static String firstSentence(String description) {
        String line = description.replaceAll("\\s+", " ").strip();
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }
}
