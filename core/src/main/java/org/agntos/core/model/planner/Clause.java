package org.agntos.core.model.planner;

import java.util.List;
import java.util.Optional;

/// A part of a request that asks for one thing.
///
/// @param tokens all of it, polite words included
/// @param head what it asks for by its leading words, empty if they say nothing
/// @param objectStart index in `tokens` of the first word after the head
record Clause(List<Token> tokens, Optional<Heads.Match> head, int objectStart) {
    Clause {
        tokens = List.copyOf(tokens);
    }

    List<Token> objects() {
        return tokens.subList(Math.min(objectStart, tokens.size()), tokens.size());
    }

    Optional<Action> action() {
        return head.map(match -> match.head().action());
    }
}
