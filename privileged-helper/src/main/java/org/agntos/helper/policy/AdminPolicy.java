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
import org.agntos.helper.policy.ModuleScan.Setting;
import org.agntos.helper.policy.ModuleScan.Unclear;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.TreePath;

/// The floors, which nothing removes, and after them what `policy.toml` denies. A verdict of `allow` or `ask` in it is
/// for those who ask the person; here, where the person has said yes, only `deny` counts.
///
/// Nothing is evaluated here. A definition that leads to a rule and is computed is refused like one that breaks it.
/// `docs/decisions/0009-policy-in-the-helper.md` says what this can and cannot see.
public final class AdminPolicy {
    private static final long MAX_BYTES = 1 << 20;
    private static final Set<String> KEYS = Set.of(
            "verdict", "reason", "option", "package", "path", "tool", "command", "next", "examples", "counterexamples");
    private static final Set<String> VERDICTS = Set.of("allow", "ask", "deny");

    /// Definitions with these names bring in what is not there to be seen.
    private static final Set<String> OPAQUE = Set.of("imports", "disabledModules", "_module", "config");

    private final List<Denial> denials;

    private AdminPolicy(List<Denial> denials) {
        this.denials = denials;
    }

    /// Why a change is not applied. @param reason one sentence; @param next what to do instead
    public record Refusal(String reason, String next) {}

    /// The policy file cannot be used, so that nothing can be allowed. The message is a clause.
    public static final class Unusable extends Exception {
        private Unusable(String why) {
            super(why);
        }
    }

    /// @param file need not exist; it may be a link, as all that NixOS puts into /etc
    public static AdminPolicy read(Path file) throws Unusable, IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new AdminPolicy(Floors.ALL);
        }
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            throw new Unusable("it is no file, or has more than 1 MiB");
        }
        return parse(Files.readAllBytes(file));
    }

    static AdminPolicy parse(byte[] toml) throws Unusable {
        List<Denial> denials = new ArrayList<>(Floors.ALL);
        try {
            ObjectNode table = Json.parseToml(toml);
            if (table.has("rule") && !table.path("rule").isArray()) {
                throw new Unusable("its rules are no list");
            }
            for (JsonNode rule : table.path("rule")) {
                denials.addAll(denials(rule));
            }
            table.remove("rule");
            if (!table.isEmpty()) {
                throw new Unusable("it has unknown keys: " + String.join(", ", names(table)));
            }
        } catch (IOException e) {
            throw new Unusable("it is not TOML: " + e.getMessage());
        }
        return new AdminPolicy(denials);
    }

    private static List<String> names(JsonNode table) {
        List<String> names = new ArrayList<>();
        table.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<Denial> denials(JsonNode rule) throws Unusable {
        String verdict = rule.path("verdict").asText();
        String reason = rule.path("reason").asText();
        boolean isText = names(rule).stream().allMatch(name -> rule.path(name).isTextual());
        if (!KEYS.containsAll(names(rule)) || !isText || !VERDICTS.contains(verdict) || reason.isBlank()) {
            throw new Unusable("a rule has an unknown key, no verdict (allow, ask or deny) or no reason");
        }
        List<Denial> denials = new ArrayList<>();
        if (rule.has("option")) {
            denials.add(Denial.ofOption(rule.path("option").asText(), reason));
        }
        if (rule.has("package")) {
            denials.add(new Denial.OfPackage(Denial.glob(rule.path("package").asText()), reason));
        }
        if (rule.has("path")) {
            denials.add(new Denial.OfPath(Denial.glob(rule.path("path").asText()), reason));
        }
        if (denials.isEmpty() && !rule.has("tool") && !rule.has("command")) {
            throw new Unusable("a rule does not say what it is about");
        }
        return verdict.equals("deny") ? denials : List.of();
    }

    /// Where contents come from.
    public enum Origin {
        /// From whoever asks: what cannot be seen through is refused.
        CALLER,
        /// From the snapshots: it was here before, so it was judged then, or root wrote it.
        SNAPSHOT
    }

    /// Judges contents that are to be applied. @param files what they shall be; empty where a file is deleted
    public Optional<Refusal> judge(SortedMap<TreePath, Optional<byte[]>> files, Origin origin) {
        for (Map.Entry<TreePath, Optional<byte[]>> file : files.entrySet()) {
            byte[] nothing = "{ }".getBytes(StandardCharsets.UTF_8);
            String text = new String(file.getValue().orElse(nothing), StandardCharsets.UTF_8);
            try {
                Optional<String> broken = broken(file.getKey(), text);
                if (broken.isPresent()) {
                    return Optional.of(new Refusal(
                            "This may not be applied: " + broken.get() + ".",
                            "Leave that out. What the administrator forbids is in policy.toml."));
                }
            } catch (Unclear e) {
                if (origin == Origin.CALLER) {
                    return Optional.of(new Refusal(
                            "It cannot be seen what " + file.getKey() + " would set: " + e.getMessage() + ".",
                            "Write it as plain definitions, such as { services.nginx.enable = true; }."));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> broken(TreePath path, String text) throws Unclear {
        List<Setting> settings = new ArrayList<>();
        for (Setting setting : ModuleScan.settings(text)) {
            settings.add(plain(setting));
        }
        Set<String> names = ModuleScan.names(text);
        for (Denial denial : denials) {
            if (denial.forbids(path, settings, names)) {
                return Optional.of(denial.reason() + " (" + path + ")");
            }
        }
        return Optional.empty();
    }

    /// The option itself, without `config` and without the specialisation that it is for.
    private static Setting plain(Setting setting) throws Unclear {
        List<String> path = setting.path();
        while (path.size() > 1 && path.getFirst().equals("config")) {
            path = path.subList(1, path.size());
        }
        if (path.getFirst().equals("specialisation")) {
            if (path.size() < 4 || !path.get(2).equals("configuration")) {
                throw new Unclear("it computes a specialisation");
            }
            return plain(new Setting(path.subList(3, path.size()), setting.value()));
        }
        if (OPAQUE.contains(path.getFirst())) {
            throw new Unclear("what `" + path.getFirst() + "` brings in is not part of it");
        }
        return new Setting(path, setting.value());
    }
}
