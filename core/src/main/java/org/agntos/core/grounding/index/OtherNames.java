package org.agntos.core.grounding.index;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.search.Document;

/// Tells from the packages that are listed whether an attribute that is not listed is another name of one that is.
/// Immutable.
final class OtherNames {
    /// What follows the name in an attribute of the same program: `nodejs_22`, `jre8`, `jdk21_headless`,
    /// `python312Full`.
    private static final Pattern VARIANT = Pattern.compile("[_-].*|\\d.*|Full|Packages\\..*");

    private static final Pattern NUMBERED_SET =
            Pattern.compile("(python|beam|perl|linuxKernel\\.)[A-Za-z0-9]*\\d*Packages\\..*");

    private final NavigableSet<String> listed = new TreeSet<>();
    private final Set<String> inNumberedSets = new HashSet<>();

    OtherNames(List<Document> documents) {
        for (Document document : documents) {
            if (document.kind() == Hit.Kind.PACKAGE) {
                listed.add(document.name());
                if (NUMBERED_SET.matcher(document.name()).matches()) {
                    inNumberedSets.add(withoutNumber(document.name()));
                }
            }
        }
    }

    /// `python313Packages.numpy` as `python.numpy`, `beam27Packages.elixir` as `beam.elixir`.
    private static String withoutNumber(String name) {
        int dot = name.indexOf('.');
        String set = name.substring(0, dot);
        return set.replaceAll("(?:Minimal)?\\d*Packages$", "") + name.substring(dot);
    }

    boolean isOther(String attribute) {
        if (listed.contains(attribute)) {
            return false;
        }
        if (attribute.startsWith("linuxPackages")) {
            return hasPrefix("linuxKernel.packages.");
        }
        if (attribute.indexOf('.') >= 0) {
            return inNumberedSets.contains(withoutNumber(attribute));
        }
        return hasVariant(attribute)
                || inNumberedSets.contains("beam." + attribute)
                || (attribute.endsWith("-cli") && listed.contains(attribute.substring(0, attribute.length() - 4)));
    }

    private boolean hasPrefix(String prefix) {
        String next = listed.ceiling(prefix);
        return next != null && next.startsWith(prefix);
    }

    private boolean hasVariant(String attribute) {
        return listed.subSet(attribute, attribute + Character.MAX_VALUE).stream()
                .anyMatch(name ->
                        VARIANT.matcher(name.substring(attribute.length())).matches());
    }
}
