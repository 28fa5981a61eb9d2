package org.agntos.helper.policy;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agntos.helper.protocol.ModuleScan;
import org.agntos.helper.protocol.ModuleScan.Setting;
import org.agntos.helper.protocol.TreePath;

/// Something that nobody may apply. @param reason a clause
record Denial(String reason, Rule rule) {
    /// With these any package can be had without its name.
    private static final Set<String> COMPUTING =
            Set.of("builtins", "import", "callPackage", "getAttr", "getAttrFromPath", "attrByPath", "attrValues");

    /// Whether a file breaks it. @param settings of the file; @param names every name in its code
    @FunctionalInterface
    interface Rule {
        boolean forbids(TreePath path, List<Setting> settings, Set<String> names);
    }

    /// An option and everything below it. @param isHarmless whether a value, as it is written, may be set all
    /// the same
    static Denial option(String option, Predicate<String> isHarmless, String reason) {
        List<Pattern> segments =
                Stream.of(option.split("\\.", -1)).map(Denial::glob).toList();
        return new Denial(
                reason,
                (_, settings, _) -> settings.stream()
                        .anyMatch(setting -> isOnTheWay(setting.path(), segments)
                                && !(setting.path().size() < segments.size()
                                        ? setting.value().equals(ModuleScan.EMPTY)
                                        : isHarmless.test(setting.value()))));
    }

    /// True if the setting is the option, is below it, or is a set that may hold it. A computed name may be
    /// any.
    private static boolean isOnTheWay(List<String> path, List<Pattern> segments) {
        return IntStream.range(0, Math.min(path.size(), segments.size()))
                .allMatch(i -> path.get(i).isEmpty()
                        || segments.get(i).matcher(path.get(i)).matches());
    }

    /// A package, wherever its name stands.
    static Denial ofPackage(String name, String reason) {
        Predicate<String> isIt = glob(name).asMatchPredicate().or(COMPUTING::contains);
        return new Denial(
                reason,
                (_, settings, names) -> names.stream().anyMatch(isIt)
                        || settings.stream().anyMatch(setting -> setting.value().contains("${")));
    }

    /// A file of the tree.
    static Denial path(String glob, String reason) {
        return new Denial(
                reason, (path, _, _) -> glob(glob).matcher(path.value()).matches());
    }

    /// `*` stands for any text.
    private static Pattern glob(String glob) {
        return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
    }
}
