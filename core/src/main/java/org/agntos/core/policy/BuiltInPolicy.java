package org.agntos.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The built-in tier: rules from `built-in.json`, each with an example that is checked when the file loads. Among the
/// rules that match, the strictest decides; where none matches, the call is asked.
public final class BuiltInPolicy implements Policy {
    private static final Judgement UNKNOWN = new Judgement(
            Verdict.ASK, "No rule knows this tool.", "Allow it this once only if you know what it would do.");

    private final List<Rule> rules;

    private BuiltInPolicy(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    public static BuiltInPolicy load() {
        try (InputStream file = BuiltInPolicy.class.getResourceAsStream("built-in.json")) {
            if (file == null) {
                throw new IllegalStateException("built-in.json is missing from the program");
            }
            return parse(new ObjectMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BuiltInPolicy parse(JsonNode file) {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode node : file.path("rules")) {
            Rule rule = rule(node);
            if (!(node.path("example") instanceof ObjectNode example) || !rule.matches(rule.tool(), example)) {
                throw new IllegalArgumentException("the rule '" + rule.reason() + "' does not match its own example");
            }
            rules.add(rule);
        }
        return new BuiltInPolicy(rules);
    }

    private static Rule rule(JsonNode node) {
        return new Rule(
                node.path("tool").asText(),
                condition(node),
                Verdict.valueOf(node.path("verdict").asText()),
                node.path("reason").asText(),
                node.path("next").asText());
    }

    private static Optional<Rule.Condition> condition(JsonNode node) {
        if (node.has("option")) {
            return Optional.of(new Rule.Condition.Option(
                    Pattern.compile(node.path("option").asText()),
                    Pattern.compile(node.path("value").asText())));
        }
        if (node.has("argument")) {
            return Optional.of(new Rule.Condition.Argument(
                    node.path("argument").asText(),
                    Pattern.compile(node.path("value").asText())));
        }
        return Optional.empty();
    }

    @Override
    public Judgement judge(String tool, ObjectNode arguments) {
        Judgement judgement = null;
        for (Rule rule : rules) {
            if (rule.matches(tool, arguments)
                    && (judgement == null || rule.verdict().stricter(judgement.verdict()) != judgement.verdict())) {
                judgement = new Judgement(rule.verdict(), rule.reason(), rule.next());
            }
        }
        return judgement == null ? UNKNOWN : judgement;
    }
}
