package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;

/// Finds what a misspelt name was meant to be. One name clearly nearer than the others is taken and said; several are
/// offered.
final class SpellingFinder {
    private static final int MOST_CHOICES = 4;

    private final Catalogue catalogue;
    /// Short names of modules, such as `openssh` and its keyword `ssh`, with their option.
    private final Map<String, OptionEntry> modules;

    SpellingFinder(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.modules = moduleNames(catalogue);
    }

    private static Map<String, OptionEntry> moduleNames(Catalogue catalogue) {
        Map<String, OptionEntry> names = new LinkedHashMap<>();
        for (OptionEntry option : catalogue.options()) {
            if (option.path().endsWith(".enable")) {
                String module = option.path().substring(0, option.path().length() - ".enable".length());
                names.putIfAbsent(module.substring(module.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT), option);
                option.keywords().forEach(word -> names.putIfAbsent(word.toLowerCase(Locale.ROOT), option));
            }
        }
        return names;
    }

    private record Near(String name, int distance, Found found) {}

    Optional<Found> find(String typed) {
        int tolerance = Spelling.tolerance(typed);
        if (tolerance == 0 || CommonWords.isEnglish(typed)) {
            return Optional.empty();
        }
        List<Near> near = near(typed, tolerance);
        if (near.isEmpty()) {
            return Optional.empty();
        }
        int best = near.getFirst().distance();
        List<Near> nearest = near.stream().filter(one -> one.distance() == best).toList();
        boolean isClear = nearest.size() == 1 || isOneThing(nearest);
        if (isClear && sharesStart(typed, nearest.getFirst().name())) {
            return Optional.of(nearest.getFirst().found());
        }
        List<String> names =
                near.stream().map(Near::name).distinct().limit(MOST_CHOICES).toList();
        return Optional.of(new Found.Several(names, true));
    }

    private static boolean isOneThing(List<Near> nearest) {
        return nearest.stream().map(Near::name).distinct().count() == 1;
    }

    /// A slip seldom hits the first letter; where it does, asking costs little.
    private static boolean sharesStart(String typed, String meant) {
        return typed.charAt(0) == meant.charAt(0) || typed.length() > 6;
    }

    /// What was looked for last, which is often looked for again.
    private record Last(String typed, List<String> names) {}

    private volatile Last last = new Last("", List.of());

    /// Looking is slow, since every name is compared.
    private List<String> nearest(String typed) {
        Last known = last;
        if (!known.typed().equals(typed)) {
            known = new Last(typed, catalogue.nearestPackages(typed, 8));
            last = known;
        }
        return known.names();
    }

    private List<Near> near(String typed, int tolerance) {
        List<Near> near = new ArrayList<>();
        for (String attribute : nearest(typed)) {
            int distance = Spelling.distance(typed, attribute.toLowerCase(Locale.ROOT), tolerance);
            Optional<PackageEntry> entry = catalogue.packageAt(attribute);
            boolean isMember = attribute.indexOf('.') >= 0
                    && typed.indexOf('.') < 0
                    && Familiar.packageAt(attribute).isEmpty();
            if (distance <= tolerance && entry.isPresent() && !isMember) {
                near.add(new Near(attribute, distance, new Found.APackage(entry.get(), attribute)));
            }
        }
        modules.forEach((name, option) -> {
            int distance = Spelling.distance(typed, name, tolerance);
            if (distance <= tolerance) {
                near.add(new Near(name, distance, new Found.AModule(option, name)));
            }
        });
        near.sort(Comparator.comparingInt(Near::distance));
        return near;
    }

    /// Existing names to offer where nothing is near enough to be taken, nearest first.
    List<String> offers(String typed) {
        int limit = Math.max(2, typed.length() / 2);
        return nearest(typed).stream()
                .filter(name -> Spelling.distance(typed, name.toLowerCase(Locale.ROOT), limit) <= limit)
                .limit(3)
                .toList();
    }
}
