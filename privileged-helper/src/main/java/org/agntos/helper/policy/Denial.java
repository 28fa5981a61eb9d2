package org.agntos.helper.policy;

import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
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

    /// Whether a file breaks it.
    @FunctionalInterface
    interface Rule {
        boolean forbids(TreePath path, ModuleScan module);
    }

    /// An option and everything below it. @param isHarmless whether a value, as it is written, may be set all
    /// the same
    static Denial option(String option, Predicate<String> isHarmless, String reason) {
        List<Pattern> segments =
                Stream.of(option.split("\\.", -1)).map(Denial::glob).toList();
        Predicate<Setting> isFine = setting -> setting.path().size() < segments.size()
                ? setting.value().equals(ModuleScan.EMPTY)
                : isHarmless.test(setting.value());
        Predicate<Setting> isIt = setting -> isOnTheWay(setting.path(), segments) && !isFine.test(setting);
        return new Denial(reason, (_, module) -> module.settings().stream().anyMatch(isIt));
    }

    /// True if the setting is the option, is below it, or is a set that may hold it. A computed name may be
    /// any.
    private static boolean isOnTheWay(List<String> path, List<Pattern> segments) {
        IntPredicate fits = i ->
                path.get(i).isEmpty() || segments.get(i).matcher(path.get(i)).matches();
        return IntStream.range(0, Math.min(path.size(), segments.size())).allMatch(fits);
    }

    /// A package, wherever its name stands.
    static Denial ofPackage(String name, String reason) {
        Predicate<String> isIt = glob(name).asMatchPredicate().or(COMPUTING::contains);
        Predicate<Setting> isComputed = setting -> setting.value().contains("${");
        Rule rule = (_, module) -> module.names().stream().anyMatch(isIt)
                || module.settings().stream().anyMatch(isComputed);
        return new Denial(reason, rule);
    }

    /// A file of the tree.
    static Denial path(String glob, String reason) {
        Pattern name = glob(glob);
        return new Denial(reason, (path, _) -> name.matcher(path.value()).matches());
    }

    /// `*` stands for any text.
    private static Pattern glob(String glob) {
        return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
    }
}
