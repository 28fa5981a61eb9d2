package org.agntos.core.model.planner.recipe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds recipes in a request. Where several could be meant the one with the most words wins.
public final class RecipeFinder {
    private static final int MOST_MENTIONS = 200;
    private static final Pattern DENIED =
            Pattern.compile(" (?:without|no|not|never|but no) $", Pattern.CASE_INSENSITIVE);

    private final RecipeBook book;

    public RecipeFinder(RecipeBook book) {
        this.book = book;
    }

    /// All places where a recipe is mentioned, also such as overlap.
    public List<Mention> mentions(RequestText request) {
        List<Mention> mentions = new ArrayList<>();
        for (RecipeBook.Entry entry : book.near(request.words())) {
            Matcher matcher = entry.phrase().pattern().matcher(request.text());
            while (mentions.size() < MOST_MENTIONS && matcher.find()) {
                Optional<Map<String, String>> values = entry.phrase().values(matcher);
                if (values.isPresent() && matcher.end() > matcher.start()) {
                    mentions.add(new Mention.OfRecipe(
                            matcher.start(), matcher.end(), entry.recipe(), values.get(), entry.isWeak()));
                }
            }
        }
        return mentions;
    }

    /// Those that are left when of each two that overlap the shorter one goes, in the order of the request.
    public static List<Mention> longest(List<Mention> mentions) {
        List<Mention> sorted = new ArrayList<>(mentions);
        sorted.sort(Comparator.comparingInt(Mention::length)
                .reversed()
                .thenComparing(mention -> mention instanceof Mention.OfName)
                .thenComparingInt(Mention::start));
        List<Mention> kept = new ArrayList<>();
        for (Mention mention : sorted) {
            if (kept.stream().noneMatch(mention::overlaps)) {
                kept.add(mention);
            }
        }
        kept.sort(Comparator.comparingInt(Mention::start));
        return kept;
    }

    /// @param details those that were said; @param values all slots; @param places start and end of each detail
    public record WithDetails(List<Recipe.Detail> details, Map<String, String> values, List<int[]> places) {
        /// Nothing was said.
        public static final WithDetails NONE = new WithDetails(List.of(), Map.of(), List.of());

        public WithDetails {
            details = List.copyOf(details);
            values = Map.copyOf(values);
            places = List.copyOf(places);
        }
    }

    /// Looks for what may be said beside a recipe.
    ///
    /// @param mayStand whether a detail may stand from one place to another
    public static WithDetails details(
            Recipe recipe, Map<String, String> values, RequestText rest, BiPredicate<Integer, Integer> mayStand) {
        List<Recipe.Detail> details = new ArrayList<>();
        Map<String, String> all = new HashMap<>(values);
        List<int[]> places = new ArrayList<>();
        for (Recipe.Detail detail : recipe.details()) {
            Optional<Spoken> spoken = spoken(detail, rest);
            if (spoken.isPresent()
                    && places.stream().noneMatch(place -> isInside(spoken.get(), place))
                    && mayStand.test(spoken.get().start(), spoken.get().end())) {
                details.add(detail);
                spoken.get().values().forEach(all::putIfAbsent);
                places.add(new int[] {spoken.get().start(), spoken.get().end()});
            }
        }
        return new WithDetails(details, all, places);
    }

    /// `without sudo` says the contrary of `sudo`.
    private static boolean isDenied(String text, int start) {
        return DENIED.matcher(text.substring(0, start)).find();
    }

    private record Spoken(int start, int end, Map<String, String> values) {}

    /// `reboot` is not said where `never reboot` is.
    private static boolean isInside(Spoken spoken, int[] place) {
        return spoken.start() >= place[0]
                && spoken.end() <= place[1]
                && spoken.end() - spoken.start() < place[1] - place[0];
    }

    private static Optional<Spoken> spoken(Recipe.Detail detail, RequestText rest) {
        Set<String> words = rest.words();
        for (Phrase phrase : detail.phrases()) {
            Matcher matcher = phrase.pattern().matcher(rest.text());
            if (phrase.mayBeIn(words) && matcher.find() && !isDenied(rest.text(), matcher.start())) {
                Optional<Map<String, String>> values = phrase.values(matcher);
                if (values.isPresent()) {
                    return Optional.of(new Spoken(matcher.start(), matcher.end(), values.get()));
                }
            }
        }
        return Optional.empty();
    }
}
