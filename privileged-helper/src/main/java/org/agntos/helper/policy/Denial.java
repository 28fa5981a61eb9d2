package org.agntos.helper.policy;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agntos.helper.policy.ModuleScan.Setting;
import org.agntos.helper.protocol.TreePath;

/// Something that nobody may apply, and why, as a clause.
sealed interface Denial {
    String reason();

    /// @param settings of the file; @param names every name in its code
    boolean forbids(TreePath path, List<Setting> settings, Set<String> names);

    /// An option and everything below it.
    ///
    /// @param segments of its path
    /// @param isHarmless whether a value, as it is written, may be set all the same
    record OfOption(List<Pattern> segments, Predicate<String> isHarmless, String reason) implements Denial {
        @Override
        public boolean forbids(TreePath path, List<Setting> settings, Set<String> names) {
            return settings.stream()
                    .anyMatch(setting -> isOnTheWay(setting.path())
                            && !(setting.path().size() < segments.size()
                                    ? setting.value().equals(ModuleScan.EMPTY)
                                    : isHarmless.test(setting.value())));
        }

        /// True if the setting is the option, is below it, or is a set that may hold it. A computed name may be any.
        private boolean isOnTheWay(List<String> path) {
            for (int i = 0; i < Math.min(path.size(), segments.size()); i++) {
                if (!path.get(i).isEmpty()
                        && !segments.get(i).matcher(path.get(i)).matches()) {
                    return false;
                }
            }
            return true;
        }
    }

    /// A package, wherever its name stands.
    record OfPackage(Pattern name, String reason) implements Denial {
        /// With these any package can be had without its name.
        private static final Set<String> COMPUTING =
                Set.of("builtins", "import", "callPackage", "getAttr", "getAttrFromPath", "attrByPath", "attrValues");

        @Override
        public boolean forbids(TreePath path, List<Setting> settings, Set<String> names) {
            return names.stream().anyMatch(found -> name.matcher(found).matches() || COMPUTING.contains(found))
                    || settings.stream().anyMatch(setting -> setting.value().contains("${"));
        }
    }

    /// A file of the tree.
    record OfPath(Pattern glob, String reason) implements Denial {
        @Override
        public boolean forbids(TreePath path, List<Setting> settings, Set<String> names) {
            return glob.matcher(path.value()).matches();
        }
    }

    static Denial ofOption(String path, String reason) {
        return new OfOption(segments(path), _ -> false, reason);
    }

    static List<Pattern> segments(String path) {
        return Stream.of(path.split("\\.", -1)).map(Denial::glob).toList();
    }

    /// `*` stands for any text.
    static Pattern glob(String glob) {
        return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
    }
}
