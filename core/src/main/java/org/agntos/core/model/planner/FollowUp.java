package org.agntos.core.model.planner;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agntos.core.model.planner.Intent.Name;
import org.agntos.core.model.planner.Plan.Choice;
import org.agntos.core.model.planner.Plan.Question;

/// Understands `the second one`, `2`, `yes` and a bare name as the answer to what was asked last.
final class FollowUp {
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth");

    private final List<Intent> earlier;
    private final List<Choice> choices;

    FollowUp(List<Intent> earlier, List<Question> questions) {
        this.earlier = earlier;
        this.choices = questions.size() == 1 ? questions.getFirst().choices() : List.of();
    }

    /// The earlier wish with the chosen name; empty if this is no answer.
    Optional<Intent> answer(String request) {
        return chosen(plain(request))
                .flatMap(choice -> earlier.stream()
                        .flatMap(intent -> with(intent, choice.label()).stream())
                        .findFirst());
    }

    /// What was chosen, where choosing means to ask for it anew.
    Optional<String> newRequest(String request) {
        boolean isOfRecipe =
                earlier.stream().anyMatch(intent -> intent instanceof Intent.Fulfil || intent instanceof Intent.Choose);
        return isOfRecipe ? chosen(plain(request)).map(Choice::label) : Optional.empty();
    }

    private static String plain(String request) {
        return request.strip().toLowerCase(Locale.ROOT).replaceAll("[.!?]+$", "");
    }

    private Optional<Choice> chosen(String answer) {
        if (choices.isEmpty()) {
            return Optional.empty();
        }
        if (choices.size() == 1 && answer.matches("yes|yep|yeah|y|sure|ok|okay|please|yes please|that one|right")) {
            return Optional.of(choices.getFirst());
        }
        String plain = answer.replaceAll("^(?:the|number|i mean|i meant|take|use)\\s+", "")
                .replaceAll("\\s+(?:one|please)$", "");
        int number = plain.matches("[1-9]") ? Integer.parseInt(plain) - 1 : ORDINALS.indexOf(plain);
        if (number >= 0 && number < choices.size()) {
            return Optional.of(choices.get(number));
        }
        return choices.stream()
                .filter(choice -> choice.label().toLowerCase(Locale.ROOT).equals(plain))
                .findFirst();
    }

    private static Optional<Intent> with(Intent intent, String label) {
        List<Token> tokens = Tokeniser.tokens(label);
        List<Name> names = List.of(new Name(tokens));
        return switch (intent) {
            case Intent.Install _ -> Optional.of(new Intent.Install(names, List.of()));
            case Intent.Remove _ -> Optional.of(new Intent.Remove(names));
            case Intent.Enable _ -> Optional.of(new Intent.Enable(names));
            case Intent.Disable _ -> Optional.of(new Intent.Disable(names));
            case Intent.Why _ -> Optional.of(new Intent.Why(names.getFirst()));
            case Intent.Set set -> Optional.of(new Intent.Set(tokens, set.value(), set.valueTokens(), true));
            case Intent.Ports _,
                    Intent.Assign _,
                    Intent.RemoveRecent _,
                    Intent.Changes _,
                    Intent.Undo _,
                    Intent.GoBack _,
                    Intent.Remember _,
                    Intent.Forget _,
                    Intent.ShowMemory _,
                    Intent.Inspect _,
                    Intent.Search _,
                    Intent.Help _,
                    Intent.Greeting _,
                    Intent.Confirm _,
                    Intent.Unsafe _,
                    Intent.Fulfil _,
                    Intent.Choose _,
                    Intent.Diagnose _,
                    Intent.Generations _,
                    Intent.NotUnderstood _,
                    Intent.Aside _ -> Optional.empty();
        };
    }
}
