package org.agntos.core.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalJson;
import org.agntos.core.files.BoundedRead;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.model.Secrets;
import org.agntos.core.model.planner.Plan;
import org.agntos.core.model.planner.ValueReader;
import org.agntos.core.tool.ToolContext;
import org.agntos.core.tool.ToolObserver;
import org.agntos.core.tool.ToolResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl propose`: a change without a chat, from plain words or from options.
final class ProposeCommand implements Command {
    private static final int MOST_MODULE_BYTES = 200_000;
    private static final int LONGEST_SUMMARY = 200;
    private static final List<String> PARTS =
            List.of("--package", "--remove-package", "--option", "--reset-option", "--file");

    @Override
    public CommandSpec spec() {
        return Args.command("propose", "Drafts a change, checks it and stores it as a proposal. Nothing is applied.")
                .addPositional(Args.words("DESCRIPTION", "plain words, such as \"install htop and enable ssh\""))
                .addOption(Args.texts("ATTR", "a package to install, such as htop", "--package"))
                .addOption(Args.texts("ATTR", "a package to remove", "--remove-package"))
                .addOption(Args.texts("PATH=VALUE", "an option to set", "--option"))
                .addOption(Args.texts("PATH", "an option whose definition is to go", "--reset-option"))
                .addOption(Args.texts("MODULE.nix", "a Nix module to add under options/", "--file"))
                .addOption(Args.text("TEXT", "one line that says what the change does", "--summary"))
                .addOption(Args.text("TEXT", "the words to keep with the change", "--prompt"))
                .addOption(Args.text("TEXT", "why the change looks as it does", "--rationale"))
                .addOption(Args.flag("show the proposal and discard it", "--dry-run"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) throws InterruptedException {
        String description = Secrets.redact(Args.wordsFrom(arguments, 0));
        ObjectNode change = Output.mapper().createObjectNode();
        if (!description.isBlank()) {
            Plan plan = context.core().planner().plan(description, "");
            Optional<ObjectNode> planned = plan.change();
            boolean isDescribed = plan.refusals().stream().noneMatch(Plan.Refusal::isDenial) && hasParts(arguments);
            if (planned.isEmpty() && !isDescribed) {
                return notAChange(plan, context.output());
            }
            if (planned.isPresent()) {
                plan.notes().forEach(context.output()::message);
                plan.refusals().forEach(refusal -> context.output().message(refusal.text()));
                plan.questions().forEach(question -> context.output().message(words(question)));
                change = planned.get();
            } else {
                // The parts say what to do; the words say what it is for.
                change.put("summary", shortened(description));
            }
        }
        Optional<ExitStatus> problem = addOptions(change, arguments, context);
        if (problem.isPresent()) {
            return problem.get();
        }
        if (change.isEmpty()) {
            return context.output()
                    .fail(
                            ExitStatus.USAGE,
                            "usage",
                            "There is nothing to propose.",
                            "Say what you want, such as: agntctl propose \"install htop\"");
        }
        String prompt = Secrets.redact(Args.text(arguments, "--prompt"));
        return propose(change, prompt.isEmpty() ? description : prompt, Args.has(arguments, "--dry-run"), context);
    }

    private static boolean hasParts(ParseResult arguments) {
        return PARTS.stream().anyMatch(name -> !Args.texts(arguments, name).isEmpty());
    }

    private static String shortened(String words) {
        int end = words.offsetByCodePoints(0, Math.min(LONGEST_SUMMARY, words.codePointCount(0, words.length())));
        return words.substring(0, end);
    }

    private static ExitStatus notAChange(Plan plan, Output output) {
        boolean isDenied = plan.refusals().stream().anyMatch(Plan.Refusal::isDenial);
        List<String> said =
                new ArrayList<>(plan.refusals().stream().map(Plan.Refusal::text).toList());
        plan.questions().forEach(question -> said.add(words(question)));
        if (said.isEmpty()) {
            said.add("This is no change of the machine.");
        }
        return output.fail(
                isDenied ? ExitStatus.DENIED : ExitStatus.USAGE,
                isDenied ? "denied" : "not_understood",
                String.join(" ", said),
                isDenied ? "" : "For questions use: agntctl ask \"…\"");
    }

    private static String words(Plan.Question question) {
        String choices = String.join(
                ", ", question.choices().stream().map(Plan.Choice::label).toList());
        return choices.isEmpty() ? question.text() : question.text() + " " + choices;
    }

    private static Optional<ExitStatus> addOptions(ObjectNode change, ParseResult arguments, Context context) {
        addTexts(change, "packages", Args.texts(arguments, "--package"));
        addTexts(change, "remove_packages", Args.texts(arguments, "--remove-package"));
        addTexts(change, "reset_options", Args.texts(arguments, "--reset-option"));
        for (String setting : Args.texts(arguments, "--option")) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                return Optional.of(context.output()
                        .fail(
                                ExitStatus.USAGE,
                                "usage",
                                "--option " + setting + " has no value.",
                                "Write it as PATH=VALUE, such as networking.hostName=box"));
            }
            Optional<String> control = control(setting);
            if (control.isPresent()) {
                return Optional.of(context.output()
                        .fail(
                                ExitStatus.USAGE,
                                "control_character",
                                "--option " + setting.substring(0, equals) + " has the control character "
                                        + control.get() + " in it.",
                                "Nothing was proposed. Leave it out; if it is meant, give a module with --file."));
            }
            String path = setting.substring(0, equals).strip();
            array(change, "options")
                    .addObject()
                    .put("path", path)
                    .set("value", value(path, setting.substring(equals + 1), context));
        }
        for (String file : Args.texts(arguments, "--file")) {
            Optional<ExitStatus> problem = addModule(change, file, context);
            if (problem.isPresent()) {
                return problem;
            }
        }
        put(change, "summary", Args.text(arguments, "--summary"));
        put(change, "rationale", Args.text(arguments, "--rationale"));
        return Optional.empty();
    }

    /// What a terminal or a slip put there and nobody sees, such as `U+0007`.
    private static Optional<String> control(String text) {
        return text.codePoints()
                .filter(c -> Character.getType(c) == Character.CONTROL && c != '\n' && c != '\t')
                .mapToObj(c -> String.format(Locale.ROOT, "U+%04X", c))
                .findFirst();
    }

    /// What does not fit its option's type is taken as it stands, so that verification can say what is wrong with it.
    private static JsonNode value(String path, String text, Context context) {
        Optional<OptionEntry> option = context.core().catalogue().option(path);
        return option.flatMap(known -> new ValueReader(context.core().catalogue()).read(known, text))
                .orElseGet(() -> ValueReader.untyped(text.strip()));
    }

    private static Optional<ExitStatus> addModule(ObjectNode change, String file, Context context) {
        Path path;
        try {
            path = Path.of(file);
        } catch (InvalidPathException e) {
            return Optional.of(noFile(file, "it is not a path", context));
        }
        return switch (BoundedRead.text(path, MOST_MODULE_BYTES)) {
            case BoundedRead.Content.Text(String text) -> {
                array(change, "modules")
                        .addObject()
                        .put("path", "options/" + path.getFileName())
                        .put("content", text);
                yield Optional.empty();
            }
            case BoundedRead.Content.Absent() ->
                Optional.of(context.output()
                        .fail(ExitStatus.NOT_FOUND, "not_found", "There is no file " + file + ".", "Check the path."));
            case BoundedRead.Content.Unreadable(String reason) -> Optional.of(noFile(file, reason, context));
        };
    }

    private static ExitStatus noFile(String file, String reason, Context context) {
        return context.output()
                .fail(
                        ExitStatus.FAILED,
                        "bad_file",
                        "The file " + file + " cannot be proposed: " + reason + ".",
                        "Nothing was stored. Give a Nix module in UTF-8 of at most " + MOST_MODULE_BYTES + " bytes.");
    }

    private static void put(ObjectNode change, String name, String text) {
        if (!text.isEmpty()) {
            change.put(name, text);
        }
    }

    private static void addTexts(ObjectNode change, String name, List<String> texts) {
        texts.forEach(text -> array(change, name).add(text));
    }

    private static ArrayNode array(ObjectNode change, String name) {
        return change.get(name) instanceof ArrayNode array ? array : change.putArray(name);
    }

    private static ExitStatus propose(ObjectNode change, String prompt, boolean isDryRun, Context context)
            throws InterruptedException {
        ToolContext words = new ToolContext(null, blankToNull(prompt));
        ToolResult result = context.core().toolGate().call(new ToolCall("cli", "propose", change), words, new Silent());
        if (!result.isSuccess()) {
            JsonNode error = result.output().path("error");
            boolean isDenied = error.path("code").asText().equals("denied");
            return context.output()
                    .fail(
                            isDenied ? ExitStatus.DENIED : ExitStatus.FAILED,
                            error.path("code").asText(),
                            error.path("message").asText(),
                            error.path("next").asText());
        }
        for (ToolResult.Signal signal : result.signals()) {
            if (signal instanceof ToolResult.Signal.ProposalStored(var id)) {
                return stored(id.value(), isDryRun, context);
            }
        }
        return nothingToDo(result.output(), context.output());
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    private static ExitStatus nothingToDo(ObjectNode result, Output output) {
        if (output.isJson()) {
            output.json(result);
        }
        output.line(result.path("message").asText());
        return ExitStatus.OK;
    }

    private static ExitStatus stored(String id, boolean isDryRun, Context context) {
        return switch (ProposalLookup.find(id, context)) {
            case ProposalLookup.Result.Told(ExitStatus status) -> status;
            case ProposalLookup.Result.Found(Proposal proposal) -> {
                if (context.output().isJson()) {
                    context.output().json(ProposalJson.write(proposal));
                } else {
                    new ProposalText(context).show(proposal);
                }
                yield finish(proposal, isDryRun, context);
            }
        };
    }

    private static ExitStatus finish(Proposal proposal, boolean isDryRun, Context context) {
        if (isDryRun) {
            context.core().proposals().discard(proposal.id());
            context.output().line("DRY RUN: the proposal was discarded.");
        } else if (proposal.isApprovable()) {
            context.output().line("Run `agntctl apply " + proposal.id() + "` to apply.");
        } else {
            context.output()
                    .message("The verification failed, so this proposal cannot be applied. Nothing was changed.");
        }
        return proposal.isApprovable() ? ExitStatus.OK : ExitStatus.VERIFICATION_FAILED;
    }

    /// The command shows the proposal itself.
    private static final class Silent implements ToolObserver {
        @Override
        public void started(ToolCall call, String label) {}

        @Override
        public void finished(ToolCall call, ToolResult result) {}
    }
}
