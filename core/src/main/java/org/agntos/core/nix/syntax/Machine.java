package org.agntos.core.nix.syntax;

import java.util.Arrays;

/// What all parts of the parser share: the place in the text, the things begun and not ended (on a stack of
/// their own, so that no depth of nesting can overflow the thread's), and the nodes made so far.
@SuppressWarnings("EnumOrdinal") // Kinds are kept as small numbers in arrays, never stored.
final class Machine {
    private static final State[] STATES = State.values();
    private static final int FRAME = 4;
    private static final int FEWEST = 64;
    private static final String QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019";
    private static final int LONGEST_NAME = 40;

    final Tokens tokens;
    final Nodes nodes;
    private final char[] text;
    private final Problems problems;
    private final int[] open = new int[STATES.length];
    private int[] frames = new int[FEWEST * FRAME];
    private int depth;
    private int word;

    Machine(char[] text, Tokens tokens, Problems problems) {
        this.text = text;
        this.tokens = tokens;
        this.problems = problems;
        this.nodes = new Nodes(tokens.words());
    }

    // ---- the place in the text

    int word() {
        return word;
    }

    TokenKind kind() {
        return tokens.wordKind(word);
    }

    /// The kind `ahead` words further on.
    TokenKind kind(int ahead) {
        return tokens.wordKind(Math.min(word + ahead, tokens.words() - 1));
    }

    boolean is(TokenKind kind) {
        return kind() == kind;
    }

    /// Goes on to the next word; the end stays.
    void skip() {
        if (word < tokens.words() - 1) {
            word++;
        }
    }

    boolean take(TokenKind kind) {
        boolean isThere = kind() == kind;
        if (isThere) {
            skip();
        }
        return isThere;
    }

    /// Whether nothing, not even white space, is before the present word and after the one before it.
    boolean isAdjacent() {
        return word > 0 && tokens.token(word) == tokens.token(word - 1) + 1;
    }

    /// Whether an expression can begin with the present word.
    boolean startsExpression() {
        return switch (kind()) {
            case IF, ASSERT, WITH, LET, NOT, MINUS -> true;
            default -> startsSimple();
        };
    }

    /// Whether an expression that needs no parentheses as an argument can begin with the present word.
    boolean startsSimple() {
        return switch (kind()) {
            case IDENTIFIER,
                    REC,
                    INTEGER,
                    FLOAT,
                    URI,
                    SEARCH_PATH,
                    PATH,
                    STRING_OPEN,
                    INDENTED_OPEN,
                    BRACE_OPEN,
                    BRACKET_OPEN,
                    PAREN_OPEN -> true;
            case LET -> kind(1) == TokenKind.BRACE_OPEN;
            default -> false;
        };
    }

    /// Whether `a.b =` begins here, which can only be a definition.
    boolean startsDefinition() {
        int ahead = 0;
        while (ahead < LONGEST_NAME) {
            TokenKind kind = kind(ahead);
            if (kind == TokenKind.STRING_OPEN) {
                ahead = kind(ahead + 1) == TokenKind.STRING_TEXT ? ahead + 2 : ahead + 1;
                kind = kind(ahead) == TokenKind.STRING_CLOSE ? TokenKind.IDENTIFIER : TokenKind.BAD;
            }
            if (kind != TokenKind.IDENTIFIER && kind != TokenKind.OR) {
                return false;
            }
            TokenKind next = kind(ahead + 1);
            if (next != TokenKind.DOT) {
                return next == TokenKind.ASSIGN;
            }
            ahead += 2;
        }
        return false;
    }

    // ---- things begun

    void wantExpression() {
        push(State.EXPRESSION);
    }

    void push(State state) {
        push(state, word, nodes.count(), 0);
    }

    /// @param firstWord where it begins; @param firstNode its first child to be; @param extra a number of
    /// its own
    void push(State state, int firstWord, int firstNode, int extra) {
        int at = depth * FRAME;
        if (at == frames.length) {
            frames = Arrays.copyOf(frames, frames.length * 2);
        }
        frames[at] = state.ordinal();
        frames[at + 1] = firstWord;
        frames[at + 2] = firstNode;
        frames[at + 3] = extra;
        open[state.ordinal()]++;
        depth++;
    }

    void pop() {
        depth--;
        open[frames[depth * FRAME]]--;
    }

    boolean isDone() {
        return depth == 0;
    }

    State state() {
        return STATES[frames[(depth - 1) * FRAME]];
    }

    /// The innermost thing goes on in another state.
    void become(State state) {
        int at = (depth - 1) * FRAME;
        open[frames[at]]--;
        open[state.ordinal()]++;
        frames[at] = state.ordinal();
    }

    int firstWord() {
        return frames[(depth - 1) * FRAME + 1];
    }

    int firstNode() {
        return frames[(depth - 1) * FRAME + 2];
    }

    int extra() {
        return frames[(depth - 1) * FRAME + 3];
    }

    void setExtra(int extra) {
        frames[(depth - 1) * FRAME + 3] = extra;
    }

    /// How many things in this state have begun and not ended.
    int open(State state) {
        return open[state.ordinal()];
    }

    // ---- nodes

    /// The innermost thing ends here as a node.
    void finish(NodeKind kind) {
        nodes.add(kind, firstWord(), Math.max(word, firstWord()), firstNode());
        pop();
    }

    /// The present word is a node without children.
    void leaf(NodeKind kind) {
        nodes.add(kind, word, word + 1, nodes.count());
        skip();
    }

    void missing() {
        nodes.add(NodeKind.MISSING, word, word, nodes.count());
    }

    // ---- what is wrong

    /// About the present word.
    void problemHere(String message) {
        problemAt(word, message);
    }

    void problemAt(int wordAt, String message) {
        problems.add(SyntaxProblem.Kind.GRAMMAR, tokens.wordStart(wordAt), tokens.wordEnd(wordAt), message);
    }

    void unclosed(int opening, String what) {
        problem(SyntaxProblem.Kind.UNCLOSED, opening, "this " + what + " is never closed");
    }

    void problem(SyntaxProblem.Kind kind, int wordAt, String message) {
        problems.add(kind, tokens.wordStart(wordAt), tokens.wordEnd(wordAt), message);
    }

    /// About the present word, which cannot stand here. @param expected what could, such as `';'`
    void unexpected(String expected) {
        String here = is(TokenKind.BAD)
                ? "the character " + character() + " means nothing here"
                : kind().words() + " cannot stand here";
        problemHere(here + "; expected: " + expected);
    }

    private String character() {
        int start = tokens.wordStart(word);
        String shown = new String(text, start, tokens.wordEnd(word) - start);
        if (shown.equals("\uFEFF")) {
            return "U+FEFF, a byte order mark,";
        }
        if (QUOTES.contains(shown)) {
            return "'" + shown + "' is no quote of Nix, which writes \"; it";
        }
        return shown.codePointAt(0) > ' ' ? "'" + shown + "'" : "number " + shown.codePointAt(0);
    }

    /// Something is missing right after the word before. At the end of a text with brackets still open
    /// nothing is said: the open bracket is what is wrong.
    void problemBefore(String message) {
        problemBefore(SyntaxProblem.Kind.GRAMMAR, message);
    }

    /// The same, where only a semicolon is missing. @param where begins with a comma, or is empty
    void semicolonBefore(String where) {
        problemBefore(SyntaxProblem.Kind.SEMICOLON, "a semicolon is missing here" + where);
    }

    private void problemBefore(SyntaxProblem.Kind kind, String message) {
        if (is(TokenKind.END) && isInBrackets()) {
            return;
        }
        int offset = word == 0 ? 0 : tokens.wordEnd(word - 1);
        problems.add(kind, offset, offset, message);
    }

    private boolean isInBrackets() {
        return open(State.PARENTHESES) > 0
                || open(State.LIST) > 0
                || openBraces() > 0
                || open(State.INTERPOLATION) > 0
                || open(State.INHERIT_FROM) > 0
                || open(State.STRING) > 0
                || open(State.INDENTED_STRING) > 0
                || open(State.LET) > 0;
    }

    private int openBraces() {
        return open(State.SET)
                + open(State.RECURSIVE_SET)
                + open(State.LET_SET)
                + open(State.PATTERN)
                + open(State.PATTERN_NEXT)
                + open(State.FORMAL_DEFAULT);
    }

    /// Whether something that has begun can end with, or go on after, the present word: then whoever does
    /// not expect it ends instead of skipping it.
    boolean isAwaited() {
        return switch (kind()) {
            case END -> true;
            case PAREN_CLOSE -> open(State.PARENTHESES) + open(State.INHERIT_FROM) > 0;
            case BRACKET_CLOSE -> open(State.LIST) > 0;
            case BRACE_CLOSE -> openBraces() > 0;
            case INTERPOLATION_CLOSE -> open(State.INTERPOLATION) > 0;
            case STRING_CLOSE, STRING_TEXT, STRING_ESCAPE -> open(State.STRING) > 0;
            case INDENTED_CLOSE, INDENTED_TEXT, INDENTED_ESCAPE -> open(State.INDENTED_STRING) > 0;
            case SEMICOLON ->
                open(State.BINDING_VALUE) + open(State.INHERIT) + open(State.WITH_SET) + open(State.ASSERT_CONDITION)
                        > 0;
            case INHERIT -> open(State.BINDING_VALUE) > 0;
            case THEN -> open(State.IF_CONDITION) > 0;
            case ELSE -> open(State.IF_THEN) > 0;
            case IN -> open(State.LET) > 0;
            case COMMA -> open(State.FORMAL_DEFAULT) > 0;
            default -> false;
        };
    }
}
