package org.agntos.core.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionPath;
import org.agntos.core.nix.PackageLists;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// Answers why a package, service or option is on the machine: which files declare it, and which entries brought it.
/// For one answer and one thread.
final class WhyHere {
    private final AuditLog log;
    private final ConfigTree tree;
    private final Snapshots snapshots;
    private final Map<String, List<String>> sayingByHash = new HashMap<>();

    WhyHere(AuditLog log, ConfigTree tree, Snapshots snapshots) {
        this.log = log;
        this.tree = tree;
        this.snapshots = snapshots;
    }

    AuditLog.Why answer(String thing) {
        String subject = thing.strip();
        if (subject.isEmpty()) {
            return new AuditLog.Why(subject, false, List.of(), List.of());
        }
        Map<TreePath, Declared> files = new TreeMap<>();
        tree.texts().forEach((path, text) -> {
            Declared declared = declared(text, subject);
            if (declared != Declared.NOT) {
                files.put(path, declared);
            }
        });
        boolean isPresent = files.containsValue(Declared.ON);
        Set<String> names = new TreeSet<>();
        files.keySet().forEach(path -> names.add(path.value()));
        return new AuditLog.Why(subject, isPresent, because(subject, names), List.copyOf(names));
    }

    private enum Declared {
        NOT,
        /// Declared, and switched off.
        OFF,
        ON
    }

    private static Declared declared(String text, String subject) {
        if (!(ModuleText.read(text) instanceof ModuleText.Reading.Module(ModuleText module))) {
            return wordOf(subject).matcher(text).find() ? Declared.ON : Declared.NOT;
        }
        if (PackageLists.declared(module).stream().anyMatch(attribute -> isCalled(attribute, subject))) {
            return Declared.ON;
        }
        Declared found = Declared.NOT;
        for (ModuleText.Definition definition : module.leaves()) {
            if (isAbout(definition.path(), subject)) {
                boolean isOff = definition.value().equals(new NixValue.Bool(false));
                found = isOff && found == Declared.NOT ? Declared.OFF : isOff ? found : Declared.ON;
            }
        }
        return found;
    }

    private static boolean isCalled(String attribute, String subject) {
        return attribute.equalsIgnoreCase(subject)
                || attribute.toLowerCase(Locale.ROOT).endsWith("." + subject.toLowerCase(Locale.ROOT));
    }

    private static boolean isAbout(OptionPath path, String subject) {
        return path.segments().stream().anyMatch(segment -> segment.equalsIgnoreCase(subject))
                || OptionPath.parse(subject).filter(path::startsWith).isPresent();
    }

    private static Pattern wordOf(String subject) {
        return Pattern.compile("(?i)(?<![\\w-])" + Pattern.quote(subject) + "(?![\\w-])");
    }

    private List<AuditEntry> because(String subject, Set<String> files) {
        Pattern word = wordOf(subject);
        List<AuditEntry> found = new ArrayList<>();
        log.visit(entry -> {
            if (entry.isSuccess() && (isNamed(entry, word) || touches(entry, files, subject))) {
                found.add(entry);
            }
            return true;
        });
        return found;
    }

    private static boolean isNamed(AuditEntry entry, Pattern word) {
        return word.matcher(entry.summary()).find()
                || entry.filesWritten().stream()
                        .anyMatch(file -> word.matcher(file).find())
                || entry.filesDeleted().stream()
                        .anyMatch(file -> word.matcher(file).find());
    }

    /// Whether the entry changed what one of the declaring files says about the subject.
    private boolean touches(AuditEntry entry, Set<String> files, String subject) {
        return entry.changes().stream()
                .filter(change -> files.contains(change.path()))
                .anyMatch(change -> !saying(change.before(), subject).equals(saying(change.after(), subject)));
    }

    private List<String> saying(@Nullable String hash, String subject) {
        return hash == null
                ? List.of()
                : sayingByHash.computeIfAbsent(
                        hash,
                        key -> snapshots
                                .text(key)
                                .map(text -> saying(text, subject, key))
                                .orElse(List.of()));
    }

    private static List<String> saying(String text, String subject, String hash) {
        if (!(ModuleText.read(text) instanceof ModuleText.Reading.Module(ModuleText module))) {
            return wordOf(subject).matcher(text).find() ? List.of(hash) : List.of();
        }
        List<String> said = new ArrayList<>();
        PackageLists.declared(module).stream()
                .filter(attribute -> isCalled(attribute, subject))
                .forEach(said::add);
        module.leaves().stream()
                .filter(definition -> isAbout(definition.path(), subject))
                .forEach(definition -> said.add(definition.path() + " = " + definition.value()));
        return said;
    }
}
