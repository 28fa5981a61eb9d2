package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.model.planner.Token.Kind;

/// Cuts a request into clauses: at the end of a sentence, and at a comma or joining word where a new head follows, as
/// in `install htop and git, enable ssh and open port 8080`.
final class ClauseSplitter {
    private static final Set<String> JOINS = Set.of("and", "then", "also", "plus", "but", "und");
    /// Heads that so often are nouns that they do not begin a clause inside another one.
    private static final Set<String> ONLY_FIRST = Set.of(
            "like",
            "have",
            "love",
            "need",
            "want",
            "missing",
            "note",
            "man",
            "changes",
            "status",
            "history",
            "audit",
            "timeline",
            "list",
            "run",
            "use",
            "find",
            "allow",
            "start",
            "host",
            "specs",
            "commands",
            "help",
            "make",
            "uptime",
            "hostname",
            "usage",
            "load",
            "forward",
            "show",
            "search",
            "try");

    private ClauseSplitter() {}

    static List<Clause> clauses(List<Token> tokens) {
        List<Clause> clauses = new ArrayList<>();
        int start = 0;
        while (start < tokens.size()) {
            int end = clauseEnd(tokens, start);
            List<Token> part = tokens.subList(start, end);
            if (part.stream().anyMatch(Token::isName)) {
                clauses.add(clause(part));
            }
            start = Math.max(end, start + 1);
        }
        return clauses;
    }

    private static Clause clause(List<Token> part) {
        int head = Heads.skipPolite(part, 0);
        Optional<Heads.Match> match = Heads.at(part, head);
        if (match.isEmpty() && head > 0) {
            // The polite word itself may be the head, as in "have" or "again".
            match = Heads.at(part, 0);
        }
        return new Clause(part, match, match.map(Heads.Match::end).orElse(head));
    }

    private static int clauseEnd(List<Token> tokens, int start) {
        boolean takesText = clause(tokens.subList(start, tokens.size()))
                .action()
                .filter(Action::takesText)
                .isPresent();
        for (int i = start; i < tokens.size(); i++) {
            takesText |= beginsNixValue(tokens, i);
            if (tokens.get(i).kind() == Kind.STOP
                    && !(takesText && tokens.get(i).text().equals(";"))) {
                return i + 1;
            }
            if (!takesText && i > start && isJoin(tokens.get(i)) && beginsClause(tokens, i)) {
                return i;
            }
        }
        return tokens.size();
    }

    /// `= {` or `= [`: what follows is Nix and is not to be cut.
    private static boolean beginsNixValue(List<Token> tokens, int at) {
        return at > 0
                && tokens.get(at - 1).kind() == Kind.EQUALS
                && (tokens.get(at).text().startsWith("{")
                        || tokens.get(at).text().startsWith("["));
    }

    private static boolean isJoin(Token token) {
        return token.kind() == Kind.SEPARATOR || (token.kind() == Kind.WORD && JOINS.contains(token.key()));
    }

    private static boolean beginsClause(List<Token> tokens, int join) {
        int next = Heads.skipPolite(tokens, join + 1);
        if (next >= tokens.size()) {
            return false;
        }
        Optional<Heads.Match> match = Heads.at(tokens, next);
        return match.isPresent()
                && match.get().end() < tokens.size()
                && !ONLY_FIRST.contains(match.get().head().words().getFirst())
                && (match.get().head().action() != Action.WHY);
    }
}
