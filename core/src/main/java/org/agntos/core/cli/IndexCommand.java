package org.agntos.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.agntos.core.grounding.index.IndexFailed;
import org.agntos.core.grounding.index.IndexFolder;
import org.agntos.core.grounding.index.IndexInfo;
import org.agntos.core.grounding.index.IndexSources;
import org.agntos.core.grounding.index.MachineSources;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl index`: what the index of this machine is made from, and making it anew.
final class IndexCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Args.command("index", "Shows or builds the index of the options and packages of this machine.")
                .addPositional(Args.words("[status | build]", "status is the default"))
                .addOption(Args.texts("FILE", "options.json of NixOS; without it this machine's own", "--options"))
                .addOption(Args.texts("FILE", "options of Home Manager", "--home-options"))
                .addOption(Args.texts("FILE", "packages, from nix-env or nix search", "--packages"))
                .addOption(Args.texts("FILE", "renamed and removed options", "--renames"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) throws InterruptedException {
        String action = Args.word(arguments, 0);
        try {
            return switch (action) {
                case "", "status" -> status(context);
                case "build" -> build(arguments, context);
                default ->
                    context.output()
                            .fail(
                                    ExitStatus.USAGE,
                                    "usage",
                                    "There is no action '" + action + "'.",
                                    "Use status or build.");
            };
        } catch (IndexFailed e) {
            return context.output().fail(ExitStatus.FAILED, "index", String.valueOf(e.getMessage()), e.next());
        } catch (IOException e) {
            return context.output()
                    .fail(
                            ExitStatus.FAILED,
                            "io",
                            "The index could not be written (" + e.getMessage() + ").",
                            "The index in use was kept. Check that the disk has room.");
        }
    }

    private static ExitStatus status(Context context) throws IndexFailed {
        Output out = context.output();
        IndexFolder folder = context.core().index();
        Optional<IndexInfo> info = folder.current();
        String trouble = context.core().machineCatalogue().trouble();
        if (out.isJson()) {
            ObjectNode node = info.map(IndexCommand::json)
                    .orElseGet(() -> Output.mapper().createObjectNode().put("built", false));
            node.put("serves", context.core().catalogue().source());
            node.put("trouble", trouble.isEmpty() ? null : trouble);
            out.json(node);
            return trouble.isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
        }
        out.line("Serving: " + context.core().catalogue().source() + " (" + context.machineWord() + ")");
        info.ifPresent(found -> show(found, folder.folder(), out));
        if (info.isEmpty()) {
            out.line("No index was built for this machine yet; build it with: agntctl index build");
        }
        if (!trouble.isEmpty()) {
            out.message("Error: " + trouble);
            return ExitStatus.FAILED;
        }
        return ExitStatus.OK;
    }

    private static void show(IndexInfo info, Path folder, Output out) {
        out.line("Revision: " + info.revision());
        out.line(
                "Built:    " + info.builtAt() + ", " + (info.bytes() >> 20) + " MiB in " + folder.resolve(info.file()));
        out.line("Holds:    " + info.options() + " options, " + info.homeOptions() + " Home Manager options, "
                + info.packages() + " packages, " + info.renames() + " renamed names");
        info.sources().forEach(source -> out.line("From:     " + source));
    }

    private static ObjectNode json(IndexInfo info) {
        ObjectNode node = Output.mapper()
                .createObjectNode()
                .put("built", true)
                .put("revision", info.revision())
                .put("file", info.file())
                .put("bytes", info.bytes())
                .put("built_at", info.builtAt())
                .put("options", info.options())
                .put("home_options", info.homeOptions())
                .put("packages", info.packages())
                .put("renames", info.renames());
        ArrayNode sources = node.putArray("sources");
        info.sources().forEach(sources::add);
        return node;
    }

    private static ExitStatus build(ParseResult arguments, Context context) throws IOException, InterruptedException {
        Output out = context.output();
        List<Path> options = files(arguments, "--options");
        boolean hasOthers = List.of("--home-options", "--packages", "--renames").stream()
                .anyMatch(option -> !Args.texts(arguments, option).isEmpty());
        if (options.isEmpty() && hasOthers) {
            return out.fail(
                    ExitStatus.USAGE, "usage", "--options is missing.", "Name the options.json that belongs to them.");
        }
        MachineSources.Found sources = options.isEmpty()
                ? context.core().machineCatalogue().find((step, count) -> tell(step, count, out))
                : MachineSources.Found.of(new IndexSources(
                        options,
                        files(arguments, "--home-options"),
                        files(arguments, "--packages"),
                        files(arguments, "--renames")));
        IndexInfo info = context.core().machineCatalogue().build(sources, (step, count) -> tell(step, count, out));
        if (out.isJson()) {
            out.json(json(info));
        } else {
            out.line("The index of " + info.revision() + " is built and in use (" + context.machineWord() + ").");
            show(info, context.core().index().folder(), out);
        }
        return ExitStatus.OK;
    }

    private static void tell(String step, int count, Output out) {
        if (!out.isJson()) {
            out.message(count == 0 ? step : step + ", " + count);
        }
    }

    private static List<Path> files(ParseResult arguments, String option) {
        return Args.texts(arguments, option).stream()
                .map(name -> Path.of(name).toAbsolutePath().normalize())
                .toList();
    }
}
