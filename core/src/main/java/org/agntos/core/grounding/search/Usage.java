package org.agntos.core.grounding.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.Concepts;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;

/// How much things are used, and what else people call them, as far as the project itself knows: what is in the
/// starter catalogue is used, what answers a wish of the concepts is well known, its first answer most of all.
/// Immutable.
public final class Usage {
    private static final double LISTED = 0.5;
    private static final double FIRST_ANSWER = 1.0;
    private static final double STEP = 0.12;

    private final Map<String, Double> packages = new HashMap<>();
    private final Map<String, Double> options = new HashMap<>();
    private final Map<String, List<String>> packageWords = new HashMap<>();
    private final Map<String, List<String>> optionWords = new HashMap<>();

    /// @param starter what people use most
    public Usage(Catalogue starter, Concepts concepts) {
        this(starter.packages(), starter.options(), concepts);
    }

    Usage(List<PackageEntry> starterPackages, List<OptionEntry> starterOptions, Concepts concepts) {
        for (PackageEntry entry : starterPackages) {
            packages.put(entry.attribute(), LISTED);
            packageWords.put(entry.attribute(), entry.keywords());
        }
        for (OptionEntry option : starterOptions) {
            options.put(option.path(), LISTED);
            optionWords.put(option.path(), option.keywords());
        }
        for (Concepts.Concept concept : concepts.all()) {
            double value = FIRST_ANSWER;
            for (String target : concept.targets()) {
                if (target.startsWith("pkgs.")) {
                    packages.merge(target.substring(5), value, Math::max);
                } else {
                    options.merge(target, value, Math::max);
                }
                value = Math.max(LISTED, value - STEP);
            }
        }
    }

    /// From 0 to 1.
    public double ofPackage(String attribute) {
        return packages.getOrDefault(attribute, 0.0);
    }

    /// From 0 to 1.
    public double ofOption(String path) {
        return options.getOrDefault(path, 0.0);
    }

    /// Other words people use for it.
    public List<String> keywords(Hit.Kind kind, String name) {
        return switch (kind) {
            case OPTION -> optionWords.getOrDefault(name, List.of());
            case PACKAGE -> packageWords.getOrDefault(name, List.of());
            case HOME -> List.of();
        };
    }
}
