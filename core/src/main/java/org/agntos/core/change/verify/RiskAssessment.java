package org.agntos.core.change.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.agntos.core.change.Risk;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.NixValue;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.TreePath;

/// Judges how much a change can hurt by the options it defines differently from before. Pure; any thread.
final class RiskAssessment {
    private RiskAssessment() {}

    /// @param options matched against a whole option path, with dots between segments
    private record Rule(Pattern options, Risk.Level level, String reason) {
        Rule(String options, Risk.Level level, String reason) {
            this(Pattern.compile(options), level, reason);
        }
    }

    /// The first that matches an option decides.
    private static final List<Rule> RULES = List.of(
            high(
                    "networking(\\.firewall)?|services(\\.openssh)?|users(\\.users)?|security|boot|nix(\\.settings)?",
                    "It sets a whole group of sensitive options by code."),
            medium("[^.]+", "It takes in other code or sets a whole group of options by code."),
            high("networking\\.firewall\\.enable", "It switches the firewall on or off."),
            high("networking\\.nftables\\..*|networking\\.firewall\\.extra.*", "It changes the rules of the firewall."),
            medium("networking\\.firewall\\..*|services\\..*\\.openFirewall", "It changes what the firewall lets in."),
            high(
                    "services\\.openssh\\.settings\\.(PermitRootLogin|PasswordAuthentication|KbdInteractiveAuthentication)",
                    "It changes who can log in over ssh."),
            medium("services\\.openssh(\\..*)?", "It changes remote access over ssh."),
            high("security\\.(sudo|sudo-rs|doas|polkit|pam|wrappers)(\\..*)?", "It changes who can become root."),
            high(
                    "users\\.(mutableUsers|users\\.[^.]*\\.(.*[pP]assword.*|uid|isNormalUser|home))",
                    "It changes accounts or passwords."),
            medium("users\\..*", "It changes users or groups."),
            high("boot\\..*", "It changes how the machine starts."),
            high("(fileSystems|swapDevices|disko)(\\..*)?", "It changes which file systems are mounted."),
            high(
                    "nix\\.settings\\.(.*substituters|trusted-.*|require-sigs|sandbox)",
                    "It changes whom the machine trusts for ready-built software."),
            high(
                    "nixpkgs\\.config\\.(permittedInsecurePackages|allowInsecurePredicate)",
                    "It allows software with known security holes."),
            medium("nixpkgs\\.config\\.(allowUnfree.*)", "It allows software that is not free."),
            medium("nix\\..*|nixpkgs\\..*", "It changes Nix itself or which packages it may use."),
            medium("networking\\..*|systemd\\.network(\\..*)?", "It changes the network."),
            medium("security\\..*", "It changes security settings."),
            medium("hardware\\..*|powerManagement\\..*", "It changes hardware settings."),
            medium("systemd\\..*", "It changes system services directly."),
            high("system\\.stateVersion", "It changes which data formats services expect."),
            medium(
                    "services\\.(xserver|displayManager|desktopManager)(\\..*)?",
                    "It changes the desktop; the running session may end."));

    private static Rule high(String options, String reason) {
        return new Rule(options, Risk.Level.HIGH, reason);
    }

    private static Rule medium(String options, String reason) {
        return new Rule(options, Risk.Level.MEDIUM, reason);
    }

    /// @param present the tree as it is now
    static Risk of(FileChanges changes, SortedMap<TreePath, String> present) {
        Set<String> reasons = new LinkedHashSet<>();
        Risk.Level level = Risk.Level.LOW;
        for (TreePath path : changes.paths()) {
            if (hidesCharacters(changes.writes().getOrDefault(path, ""))) {
                reasons.add(path + " holds characters that cannot be seen or that turn the order of the text around.");
                level = Risk.Level.HIGH;
            }
            String before = present.getOrDefault(path, "{ }");
            String after = changes.writes().getOrDefault(path, "{ }");
            for (Rule rule : rules(before, after)) {
                reasons.add(rule.reason());
                level = rule.level().compareTo(level) > 0 ? rule.level() : level;
            }
            if (!isPlain(before) || !isPlain(after)) {
                reasons.add(path + " is code that cannot be judged in detail.");
                level = level == Risk.Level.LOW ? Risk.Level.MEDIUM : level;
            }
        }
        return new Risk(level, new ArrayList<>(reasons));
    }

    /// What is not what it looks like: controls, and formats such as those of writing from right to left.
    private static boolean hidesCharacters(String text) {
        return text.codePoints().anyMatch(c -> {
            int type = Character.getType(c);
            boolean isControl = type == Character.CONTROL && c != '\n' && c != '\t' && c != '\r';
            return isControl
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.PRIVATE_USE
                    || (c >= 0xFE00 && c <= 0xFE0F)
                    || (c >= 0xE0100 && c <= 0xE01EF)
                    || c == 0x3164
                    || c == 0x115F;
        });
    }

    /// Adds what the evaluated systems differ in: code can set an option without ever spelling its name.
    static Risk withEffects(Risk written, Collection<String> changedOptions) {
        Set<String> reasons = new LinkedHashSet<>(written.reasons());
        Risk.Level level = written.level();
        for (String option : changedOptions) {
            Optional<Rule> rule = rule(option);
            if (rule.isPresent()) {
                reasons.add(rule.get().reason());
                level = rule.get().level().compareTo(level) > 0 ? rule.get().level() : level;
            }
        }
        return new Risk(level, new ArrayList<>(reasons));
    }

    private static Optional<Rule> rule(String option) {
        return RULES.stream()
                .filter(rule -> rule.options().matcher(option).matches())
                .findFirst();
    }

    private static boolean isPlain(String text) {
        return ModuleText.read(text) instanceof ModuleText.Reading.Module;
    }

    private static List<Rule> rules(String before, String after) {
        List<Rule> found = new ArrayList<>();
        for (String option : changed(definitions(before), definitions(after))) {
            rule(option).ifPresent(found::add);
        }
        return found;
    }

    private static Set<String> changed(Map<String, Set<NixValue>> before, Map<String, Set<NixValue>> after) {
        Set<String> options = new LinkedHashSet<>(before.keySet());
        options.addAll(after.keySet());
        options.removeIf(option -> before.getOrDefault(option, Set.of()).equals(after.getOrDefault(option, Set.of())));
        return options;
    }

    private static Map<String, Set<NixValue>> definitions(String text) {
        Map<String, Set<NixValue>> found = new TreeMap<>();
        if (ModuleText.read(text) instanceof ModuleText.Reading.Module(ModuleText module)) {
            for (ModuleText.Definition definition : module.leaves()) {
                String option = String.join(".", definition.path().segments());
                found.computeIfAbsent(option, _ -> new HashSet<>()).add(definition.value());
            }
        }
        return found;
    }
}
