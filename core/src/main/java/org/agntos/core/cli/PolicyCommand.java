package org.agntos.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.agntos.core.policy.CallText;
import org.agntos.core.policy.Judgement;
import org.agntos.core.policy.Rule;
import org.agntos.core.policy.TieredPolicy;
import org.agntos.core.tool.GrantStore;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl policy`: the rules in force, and what they say of a call.
final class PolicyCommand implements Command {
    private static final int SHORT_DIGEST = 12;

    @Override
    public CommandSpec spec() {
        return Args.command("policy", "Shows the rules for the assistant, and tests what they say of a call.")
                .addPositional(Args.words(
                        "[show | test TOOL CALL | forget APPROVAL]",
                        "such as: test run_bash git push; forget takes back what you always allowed"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) {
        return switch (Args.word(arguments, 0)) {
            case "", "show", "list" -> show(context);
            case "test", "check" -> test(Args.wordsFrom(arguments, 1), context);
            case "forget" -> forget(Args.word(arguments, 1), context);
            default ->
                context.output()
                        .fail(ExitStatus.USAGE, "usage", "There is no such action.", "Use show, test or forget.");
        };
    }

    private static ExitStatus show(Context context) {
        Output out = context.output();
        ObjectNode json = Output.mapper().createObjectNode();
        ArrayNode tiers = json.putArray("tiers");
        boolean isUsable = true;
        for (TieredPolicy.Layer layer : context.core().policy().layers()) {
            ObjectNode tier = tiers.addObject().put("tier", layer.tier().word());
            tier.put("file", layer.file().map(Path::toString).orElse(null));
            tier.put("problem", layer.problem().orElse(null));
            ArrayNode rules = tier.putArray("rules");
            out.line(layer.tier().word() + layer.file().map(file -> "  " + file).orElse(""));
            layer.problem().ifPresent(problem -> out.line("  cannot be used: " + problem));
            if (layer.rules().isEmpty() && layer.problem().isEmpty()) {
                out.line("  no rules");
            }
            for (Rule rule : layer.rules()) {
                rules.add(json(rule));
                out.line("  " + rule.verdict().word() + "  " + rule.source() + "  " + rule.reason());
            }
            isUsable &= layer.problem().isEmpty();
        }
        ArrayNode always = json.putArray("always");
        List<GrantStore.Grant> grants = context.core().grants().list();
        out.line(grants.isEmpty() ? "You allowed nothing for ever." : "You always allow:");
        for (GrantStore.Grant grant : grants) {
            always.addObject()
                    .put("approval", grant.digest())
                    .put("what", grant.what())
                    .put("at", grant.at());
            out.line("  "
                    + grant.digest()
                            .substring(0, Math.min(SHORT_DIGEST, grant.digest().length())) + "  "
                    + SearchCommand.shortened(grant.what(), 80));
        }
        if (out.isJson()) {
            out.json(json);
        }
        return isUsable ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private static ObjectNode json(Rule rule) {
        return Output.mapper()
                .createObjectNode()
                .put("tier", rule.tier().word())
                .put("verdict", rule.verdict().word())
                .put("about", rule.source())
                .put("reason", rule.reason());
    }

    private static ExitStatus test(String text, Context context) {
        Output out = context.output();
        CallText call;
        try {
            call = CallText.parse(text);
        } catch (IllegalArgumentException e) {
            return out.fail(ExitStatus.USAGE, "usage", String.valueOf(e.getMessage()), "");
        }
        if (call.tool().isEmpty()) {
            return out.fail(
                    ExitStatus.USAGE,
                    "usage",
                    "Which call? It is missing.",
                    "Such as: agntctl policy test run_bash ls");
        }
        TieredPolicy policy = context.core().policy();
        Judgement judgement = policy.judge(call.tool(), call.arguments());
        List<Rule> rules = policy.matching(call.tool(), call.arguments());
        out.line(judgement.verdict().word() + " (" + judgement.tier().word() + "): " + judgement.reason());
        if (!judgement.next().isEmpty()) {
            out.line(judgement.next());
        }
        rules.forEach(rule ->
                out.line("  " + rule.tier().word() + ": " + rule.verdict().word() + "  " + rule.source()));
        if (out.isJson()) {
            ObjectNode json = Output.mapper()
                    .createObjectNode()
                    .put("verdict", judgement.verdict().word())
                    .put("tier", judgement.tier().word())
                    .put("reason", judgement.reason())
                    .put("next", judgement.next());
            ArrayNode matching = json.putArray("rules");
            rules.forEach(rule -> matching.add(json(rule)));
            out.json(json);
        }
        return ExitStatus.OK;
    }

    private static ExitStatus forget(String approval, Context context) {
        if (!context.core().grants().forget(approval)) {
            return context.output()
                    .fail(ExitStatus.NOT_FOUND, "not_found", "There is no such approval.", "See agntctl policy show.");
        }
        context.output().line("It will be asked again.");
        return ExitStatus.OK;
    }
}
