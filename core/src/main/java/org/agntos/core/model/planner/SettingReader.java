package org.agntos.core.model.planner;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads `set A to V`, `set A = V`, `A = V` and `rename this computer to V` into a name and a value.
final class SettingReader {
    private static final Set<String> LINKS = Set.of("to", "as", "into", "be");

    private SettingReader() {}

    static Optional<Intent> read(String request, List<Token> objects) {
        List<Token> tokens = withoutStop(objects);
        return assignment(request, tokens, true).or(() -> {
            for (int i = 1; i < tokens.size(); i++) {
                if (tokens.get(i).kind() == Token.Kind.WORD
                        && LINKS.contains(tokens.get(i).key())) {
                    return Optional.of(setting(request, tokens, i, i + 1, true));
                }
            }
            return tokens.isEmpty() ? Optional.empty() : Optional.of(splitAfterPath(request, tokens));
        });
    }

    /// With an equals sign or a colon only; `=` belongs to the option, so a head need not be there.
    static Optional<Intent> readAssignment(String request, List<Token> objects) {
        return assignment(request, objects, false);
    }

    private static Optional<Intent> assignment(String request, List<Token> objects, boolean isExplicit) {
        List<Token> tokens = withoutStop(objects);
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).kind() == Token.Kind.EQUALS && i + 1 < tokens.size()) {
                return Optional.of(setting(request, tokens, i, i + 1, isExplicit));
            }
        }
        return Optional.empty();
    }

    private static Intent splitAfterPath(String request, List<Token> tokens) {
        boolean beginsWithPath = tokens.getFirst().text().contains(".");
        return beginsWithPath
                ? setting(request, tokens, 1, 1, true)
                : setting(request, tokens, tokens.size(), tokens.size(), true);
    }

    private static Intent setting(String request, List<Token> tokens, int nameEnd, int valueStart, boolean isExplicit) {
        List<Token> value = tokens.subList(Math.min(valueStart, tokens.size()), tokens.size());
        String text = value.isEmpty()
                ? ""
                : request.substring(value.getFirst().start(), value.getLast().end());
        return new Intent.Set(tokens.subList(0, nameEnd), text, value, isExplicit);
    }

    private static List<Token> withoutStop(List<Token> tokens) {
        return !tokens.isEmpty() && tokens.getLast().kind() == Token.Kind.STOP
                ? tokens.subList(0, tokens.size() - 1)
                : tokens;
    }
}
