package org.agntos.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.agntos.helper.protocol.Json;

/// Reads a `policy.toml`, whose form `docs/formats/policy.md` tells. A rule's examples are checked here: one that the
/// rule misses, or a counterexample that it matches, makes the whole file unusable.
final class PolicyFile {
    private static final Set<String> KEYS = Set.of(
            "verdict", "reason", "next", "tool", "option", "package", "path", "command", "examples", "counterexamples");

    /// With which a rule says what it is about.
    private static final List<String> ABOUT = List.of("tool", "option", "package", "path", "command");

    private final Tier tier;
    private final CallParts parts;

    PolicyFile(Tier tier, CallParts parts) {
        this.tier = tier;
        this.parts = parts;
    }

    /// The file cannot be used. The message is a clause.
    static final class Unusable extends Exception {
        Unusable(String why) {
            super(why);
        }
    }

    List<Rule> parse(byte[] toml) throws Unusable {
        ObjectNode table;
        try {
            table = Json.parseToml(toml);
        } catch (IOException e) {
            throw new Unusable("it is not TOML: " + firstLine(e));
        }
        JsonNode list = table.path("rule");
        table.remove("rule");
        if (!table.isEmpty() || !(list.isArray() || list.isMissingNode())) {
            throw new Unusable("it has something besides [[rule]]: " + String.join(", ", names(table)));
        }
        List<Rule> rules = new ArrayList<>();
        for (JsonNode node : list) {
            rules.add(rule(node, rules.size() + 1));
        }
        return rules;
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static Set<String> names(JsonNode table) {
        Set<String> names = new TreeSet<>();
        table.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Rule rule(JsonNode node, int number) throws Unusable {
        for (String name : names(node)) {
            boolean isKnown = KEYS.contains(name) || (tier == Tier.BUILT_IN && name.equals("value"));
            if (!isKnown || !node.path(name).isTextual()) {
                throw new Unusable(
                        "rule " + number + " has '" + name + "' (expected: text in one of " + sorted() + ")");
            }
        }
        String reason = node.path("reason").asText();
        if (reason.isBlank()) {
            throw new Unusable("rule " + number + " has no reason");
        }
        List<String> about = ABOUT.stream().filter(node::has).toList();
        if (about.isEmpty()) {
            throw new Unusable("rule " + number + " does not say what it is about (" + String.join(", ", ABOUT) + ")");
        }
        Rule rule = new Rule(
                tier,
                verdict(node, number),
                sentence(reason),
                node.path("next").asText(),
                node.has("tool") ? Optional.of(Glob.of(node.path("tool").asText())) : Optional.empty(),
                matchers(node, number),
                String.join(
                        ", ",
                        about.stream()
                                .map(key -> key + " " + node.path(key).asText())
                                .toList()));
        checkExamples(rule, node, number);
        return rule;
    }

    private static String sorted() {
        return String.join(", ", new TreeSet<>(KEYS));
    }

    /// The helper wants a clause; people read a sentence.
    private static String sentence(String reason) {
        String text = reason.strip();
        String capital = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return capital.matches("(?s).*[.!?…]") ? capital : capital + ".";
    }

    private static Verdict verdict(JsonNode node, int number) throws Unusable {
        return switch (node.path("verdict").asText()) {
            case "allow" -> Verdict.ALLOW;
            case "ask" -> Verdict.ASK;
            case "deny" -> Verdict.DENY;
            default -> throw new Unusable("rule " + number + " has no verdict (expected: allow, ask or deny)");
        };
    }

    private static List<Rule.Matcher> matchers(JsonNode node, int number) throws Unusable {
        List<Rule.Matcher> matchers = new ArrayList<>();
        if (node.has("option")) {
            matchers.add(new Rule.OfOption(Glob.path(node.path("option").asText()), value(node, number)));
        }
        if (node.has("package")) {
            matchers.add(new Rule.OfPackage(Glob.of(node.path("package").asText())));
        }
        if (node.has("path")) {
            matchers.add(new Rule.OfPath(Glob.of(node.path("path").asText())));
        }
        if (node.has("command")) {
            String command = node.path("command").asText();
            String program = command.split("[ *]", 2)[0];
            matchers.add(new Rule.OfCommand(Glob.ofCommand(command), program));
        }
        return matchers;
    }

    private static Optional<Pattern> value(JsonNode node, int number) throws Unusable {
        try {
            return node.has("value")
                    ? Optional.of(Pattern.compile(node.path("value").asText(), Pattern.DOTALL))
                    : Optional.empty();
        } catch (PatternSyntaxException e) {
            throw new Unusable("rule " + number + " has a value that is no regular expression");
        }
    }

    private void checkExamples(Rule rule, JsonNode node, int number) throws Unusable {
        for (String line : lines(node.path("examples"))) {
            if (!isMatched(rule, line, number)) {
                throw new Unusable("rule " + number + " does not match its own example '" + line + "'");
            }
        }
        for (String line : lines(node.path("counterexamples"))) {
            if (isMatched(rule, line, number)) {
                throw new Unusable("rule " + number + " matches its counterexample '" + line + "'");
            }
        }
    }

    private static List<String> lines(JsonNode text) {
        return text.asText()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private boolean isMatched(Rule rule, String line, int number) throws Unusable {
        try {
            CallText call = CallText.parse(line);
            return parts.of(call.tool(), call.arguments()).stream().anyMatch(part -> rule.matches(call.tool(), part));
        } catch (IllegalArgumentException e) {
            throw new Unusable("rule " + number + " has an example that cannot be read: " + e.getMessage());
        }
    }
}
