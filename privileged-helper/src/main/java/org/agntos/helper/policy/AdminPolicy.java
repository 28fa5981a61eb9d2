package org.agntos.helper.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.agntos.helper.protocol.Failure;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.ModuleScan;
import org.agntos.helper.protocol.ModuleScan.Unclear;
import org.agntos.helper.protocol.TreePath;

/// The floors, which nothing removes, and after them what `policy.toml` denies. A verdict of `allow` or `ask`
/// in it is for those who ask the person; here, where the person has said yes, only `deny` counts.
///
/// Nothing is evaluated here. A definition that leads to a rule and is computed is refused like one that
/// breaks it. `docs/decisions/0009-policy-in-the-helper.md` says what this can and cannot see.
public final class AdminPolicy {
    private static final long MAX_BYTES = 1 << 20;
    private static final Set<String> KEYS = Set.of(
            "verdict", "reason", "option", "package", "path", "tool", "command", "next", "examples", "counterexamples");
    private static final Set<String> VERDICTS = Set.of("allow", "ask", "deny");

    private final List<Denial> denials;

    private AdminPolicy(List<Denial> denials) {
        this.denials = denials;
    }

    /// @param file need not exist; it may be a link, as all that NixOS puts into /etc
    /// @throws Failure if the file cannot be used, so that nothing can be allowed
    public static AdminPolicy read(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new AdminPolicy(Floors.ALL);
        }
        require(Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES, "it is no file, or has more than 1 MiB");
        return parse(Files.readAllBytes(file));
    }

    private static void require(boolean claim, String otherwise) throws Failure {
        if (!claim) {
            throw Failure.refused(
                    "The file policy.toml cannot be used, so nothing can be allowed: " + otherwise + ".",
                    "The administrator has to mend it; docs/formats/policy.md says how it is written.");
        }
    }

    static AdminPolicy parse(byte[] toml) throws IOException {
        List<Denial> denials = new ArrayList<>(Floors.ALL);
        ObjectNode table = Json.object();
        try {
            table = Json.parseToml(toml);
        } catch (IOException e) {
            require(false, "it is not TOML: " + e.getMessage());
        }
        require(Json.unknown(table, Set.of("rule")).isEmpty(), "it has unknown keys");
        require(!table.has("rule") || table.path("rule").isArray(), "its rules are no list");
        for (JsonNode rule : table.path("rule")) {
            String verdict = rule.path("verdict").asText();
            boolean isText = rule.isObject() && rule.valueStream().allMatch(JsonNode::isTextual);
            boolean isKnown = isText && Json.unknown(rule, KEYS).isEmpty() && VERDICTS.contains(verdict);
            require(
                    isKnown && !rule.path("reason").asText().isBlank(),
                    "a rule has an unknown key, no verdict (allow, ask or deny) or no reason");
            require(rule.size() > 2, "a rule does not say what it is about");
            if (verdict.equals("deny")) {
                add(denials, rule);
            }
        }
        return new AdminPolicy(denials);
    }

    private static void add(List<Denial> denials, JsonNode rule) {
        String reason = rule.path("reason").asText();
        if (rule.has("option")) {
            denials.add(Denial.option(rule.path("option").asText(), _ -> false, reason));
        }
        if (rule.has("package")) {
            denials.add(Denial.ofPackage(rule.path("package").asText(), reason));
        }
        if (rule.has("path")) {
            denials.add(Denial.path(rule.path("path").asText(), reason));
        }
    }

    /// Where contents come from.
    public enum Origin {
        /// From whoever asks: what cannot be seen through is refused.
        CALLER,
        /// From the snapshots: it was here before, so it was judged then, or root wrote it.
        SNAPSHOT
    }

    /// Judges contents that are to be applied. @param files what they shall be; empty where a file is deleted
    public void requireAllowed(SortedMap<TreePath, Optional<byte[]>> files, Origin origin) throws Failure {
        for (Map.Entry<TreePath, Optional<byte[]>> file : files.entrySet()) {
            TreePath path = file.getKey();
            String text = file.getValue()
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse(ModuleScan.EMPTY);
            try {
                requireAllowed(path, text);
            } catch (Unclear e) {
                if (origin == Origin.CALLER) {
                    throw Failure.refused(
                            "It cannot be seen what " + path + " would set: " + e.getMessage() + ".",
                            "Write it as plain definitions, such as { services.nginx.enable = true; }.");
                }
            }
        }
    }

    private void requireAllowed(TreePath path, String text) throws Unclear, Failure {
        ModuleScan module = ModuleScan.of(text);
        for (Denial denial : denials) {
            if (denial.rule().forbids(path, module)) {
                throw Failure.refused(
                        "This may not be applied: " + denial.reason() + " (" + path + ").",
                        "Leave that out. What the administrator forbids is in policy.toml.");
            }
        }
    }
}
