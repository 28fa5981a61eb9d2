package org.agntos.core.change.explain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.change.Fix;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.Replacement;
import org.agntos.core.grounding.Search;
import org.agntos.core.nix.OptionPath;
import org.jspecify.annotations.Nullable;

/// Says what became of an option that does not exist: a slip, another name by now, or gone. For one thread.
public final class OptionWords {
    private static final int NEAREST = 3;
    /// Searching by words costs more than looking for slips, and nobody reads a list of forty wrong names.
    private static final int MOST_SEARCHES = 4;

    private final Scene scene;
    private final Fixes fixes;
    private int searches;

    public OptionWords(Scene scene) {
        this.scene = scene;
        this.fixes = new Fixes(scene);
    }

    /// @param suggestions names that exist, nearest first
    public record Unknown(
            ErrorFamily family,
            String sentence,
            List<String> suggestions,
            @Nullable Fix fix) {
        public Unknown {
            suggestions = List.copyOf(suggestions);
        }
    }

    public Unknown unknown(String option) {
        OptionPath path = OptionPath.parse(option).orElse(null);
        Optional<Replacement> replacement = scene.catalogue().replacement(option);
        return replacement.isPresent() ? replaced(option, path, replacement.get()) : misspelt(option, path);
    }

    private Unknown misspelt(String option, @Nullable OptionPath path) {
        List<String> nearest = nearest(scene.catalogue(), option);
        Fix fix = path == null || nearest.isEmpty()
                ? null
                : OptionPath.parse(nearest.getFirst())
                        .filter(to -> to.segments().size() >= path.segments().size())
                        .map(to -> new OptionPath(
                                to.segments().subList(0, path.segments().size())))
                        .filter(to -> !to.render().contains("<"))
                        .map(to -> fixes.rename(path, to))
                        .filter(Fix::isChange)
                        .orElse(null);
        return new Unknown(
                ErrorFamily.UNKNOWN_OPTION, "There is no option called " + option + " on this machine.", nearest, fix);
    }

    /// Three real names near a wrong one: by spelling, else by its words.
    private List<String> nearest(Catalogue catalogue, String option) {
        Set<String> names = new LinkedHashSet<>(catalogue.nearestOptions(option, NEAREST));
        if (names.size() < NEAREST && searches < MOST_SEARCHES) {
            searches++;
            for (Hit hit : catalogue.search().find(option.replace('.', ' '), Search.Kinds.OPTIONS, 2 * NEAREST)) {
                if (hit.kind() == Hit.Kind.OPTION) {
                    names.add(hit.name());
                }
            }
        }
        for (String above = option; names.size() < NEAREST && above.contains("."); ) {
            above = above.substring(0, above.lastIndexOf('.'));
            String prefix = above + ".";
            catalogue.options().stream()
                    .map(OptionEntry::path)
                    .filter(path -> path.startsWith(prefix) && !path.contains("<"))
                    .limit(NEAREST)
                    .forEach(names::add);
        }
        return names.stream().limit(NEAREST).toList();
    }

    private Unknown replaced(String option, @Nullable OptionPath path, Replacement to) {
        Optional<OptionPath> next = to.isPath() ? OptionPath.parse(to.next()) : Optional.empty();
        String since = to.since().isEmpty() ? "" : " since " + to.since().replaceFirst(" .*", "");
        if (next.isPresent()) {
            return new Unknown(
                    ErrorFamily.RENAMED_OPTION,
                    option + " is called " + to.next() + since + ".",
                    List.of(to.next()),
                    path == null ? null : fixes.rename(path, next.get()));
        }
        String instead = to.next().isEmpty() ? "" : " Instead: " + to.next() + ".";
        return new Unknown(
                ErrorFamily.REMOVED_OPTION,
                option + " is gone" + since + "." + instead,
                List.of(),
                path == null ? null : fixes.remove(path));
    }
}
