package org.agntos.core.nix.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the likely cause where something is never closed. A missing quote makes text of code and code of
/// text up to the end, and for a missing bracket the outermost one seems open; layout tells more.
final class Suspects {
    private final Source source;
    private final Tokens tokens;

    private Suspects(Source source) {
        this.source = source;
        this.tokens = source.tokens();
    }

    /// The problems without those that only follow from the one that caused them.
    static List<SyntaxProblem> refine(Source source, List<SyntaxProblem> problems) {
        boolean isUnclosed = problems.stream().anyMatch(problem -> problem.kind() == SyntaxProblem.Kind.UNCLOSED);
        return isUnclosed ? new Suspects(source).refine(problems) : problems;
    }

    private List<SyntaxProblem> refine(List<SyntaxProblem> problems) {
        Optional<SyntaxProblem> cause = unclosedText(problems).or(() -> unclosedBracket(problems));
        if (cause.isEmpty()) {
            return problems;
        }
        List<SyntaxProblem> refined = new ArrayList<>();
        for (SyntaxProblem problem : problems) {
            if (problem.kind() != SyntaxProblem.Kind.UNCLOSED
                    && problem.offset() < cause.get().offset()) {
                refined.add(problem);
            }
        }
        refined.add(cause.get());
        return refined;
    }

    /// A `"` without an end: the first text that goes on over a line in which a definition ended is the
    /// likelier one.
    private Optional<SyntaxProblem> unclosedText(List<SyntaxProblem> problems) {
        Optional<SyntaxProblem> last = problems.stream()
                .filter(problem -> problem.kind() == SyntaxProblem.Kind.UNCLOSED && isQuote(problem.offset()))
                .findFirst();
        return last.map(problem -> earlier(problem.offset())
                .map(offset -> new SyntaxProblem(
                        SyntaxProblem.Kind.UNCLOSED,
                        offset,
                        offset + 1,
                        "this text is not closed in its line; probably '\"' is missing there"))
                .orElse(problem));
    }

    private boolean isQuote(int offset) {
        char c = source.text()[offset];
        return c == '"' || c == '\'';
    }

    private Optional<Integer> earlier(int limit) {
        for (int word = 0; word + 1 < tokens.words() && tokens.wordStart(word) < limit; word++) {
            boolean isText = tokens.wordKind(word) == TokenKind.STRING_OPEN
                    && tokens.wordKind(word + 1) == TokenKind.STRING_TEXT;
            if (isText) {
                String text = source.word(word + 1);
                int end = text.indexOf('\n');
                if (end >= 0 && text.substring(0, end).strip().endsWith(";")) {
                    return Optional.of(tokens.wordStart(word));
                }
            }
        }
        return Optional.empty();
    }

    /// Where brackets are open at the end: the first one whose closing bracket stands further left than its
    /// own line.
    private Optional<SyntaxProblem> unclosedBracket(List<SyntaxProblem> problems) {
        Ints open = new Ints();
        int suspect = -1;
        for (int word = 0; word < tokens.words(); word++) {
            switch (tokens.wordKind(word)) {
                case BRACE_OPEN, BRACKET_OPEN, PAREN_OPEN, INTERPOLATION_OPEN -> open.add(word);
                case BRACE_CLOSE, BRACKET_CLOSE, PAREN_CLOSE, INTERPOLATION_CLOSE -> {
                    if (open.size() > 0) {
                        int opening = open.pop();
                        suspect = suspect < 0 && isLeftOf(word, opening) ? opening : suspect;
                    }
                }
                default -> {}
            }
        }
        if (open.size() == 0 || suspect < 0) {
            return Optional.empty();
        }
        int start = tokens.wordStart(suspect);
        boolean isNamed = problems.stream()
                .anyMatch(problem -> problem.kind() == SyntaxProblem.Kind.UNCLOSED && problem.offset() > start);
        return isNamed
                ? Optional.empty()
                : Optional.of(new SyntaxProblem(
                        SyntaxProblem.Kind.UNCLOSED,
                        start,
                        tokens.wordEnd(suspect),
                        "this " + tokens.wordKind(suspect).words() + " is never closed"));
    }

    private boolean isLeftOf(int closing, int opening) {
        int indent = indent(tokens.wordStart(closing));
        int before = tokens.wordStart(closing) - indent;
        boolean isFirstInLine = before == 0 || source.text()[before - 1] == '\n';
        return isFirstInLine && indent < lineIndent(tokens.wordStart(opening));
    }

    /// How many blanks are right before an offset.
    private int indent(int offset) {
        int start = offset;
        while (start > 0 && source.text()[start - 1] == ' ') {
            start--;
        }
        return offset - start;
    }

    /// How many blanks the line of an offset begins with.
    private int lineIndent(int offset) {
        int start = offset;
        while (start > 0 && source.text()[start - 1] != '\n') {
            start--;
        }
        int end = start;
        while (source.text()[end] == ' ') {
            end++;
        }
        return end - start;
    }
}
