package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.List;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.Search;
import org.agntos.core.model.planner.Intent.Name;
import org.agntos.core.model.planner.Plan.Choice;

/// What could be done that is nearest to words that were not understood. Safe for any thread.
final class NearestWishes {
    private static final int MOST = 4;

    private final Catalogue catalogue;
    private final NameFinder names;

    NearestWishes(Catalogue catalogue, NameFinder names) {
        this.catalogue = catalogue;
        this.names = names;
    }

    /// What can be done with the names among the words, or else what can be done at all.
    String sentence(List<Token> tokens) {
        List<String> offers = new ArrayList<>();
        for (Token token : tokens) {
            if (token.isName() && token.key().length() > 2 && !CommonWords.isEnglish(token.key())) {
                offer(names.exactly(new Name(List.of(token))), offers);
            }
        }
        return offers.isEmpty()
                ? HelpText.NEAREST
                : "Nearest to it I can do this: "
                        + Phrases.choice(offers.stream()
                                .distinct()
                                .limit(MOST)
                                .map(one -> "“" + one + "”")
                                .toList()) + ".";
    }

    /// What a search finds for the words, as wishes.
    List<Choice> choices(String words) {
        List<Choice> choices = new ArrayList<>();
        for (Hit hit : catalogue.search().find(SearchWords.telling(words), Search.Kinds.EVERYTHING, MOST)) {
            boolean isModule = hit.kind() == Hit.Kind.OPTION && hit.name().endsWith(".enable");
            if ((isModule && hit.name().indexOf('<') < 0) || hit.kind() == Hit.Kind.PACKAGE) {
                String wish = isModule
                        ? "enable " + hit.name().substring(0, hit.name().lastIndexOf('.'))
                        : "install " + hit.name();
                choices.add(
                        new Choice(wish, hit.description().lines().findFirst().orElse("")));
            }
        }
        return choices;
    }

    private static void offer(Found found, List<String> offers) {
        switch (found) {
            case Found.APackage(PackageEntry entry, String _) -> {
                offers.add("install " + entry.attribute());
                offers.add("why is " + entry.attribute() + " here");
            }
            case Found.AModule(var option, String _) -> {
                offers.add("enable " + ThingPlanner.shortName(option.path()));
                offers.add("why is " + ThingPlanner.shortName(option.path()) + " here");
            }
            case Found.Several _, Found.Nothing _ -> {
                // Nothing real to offer.
            }
        }
    }
}
