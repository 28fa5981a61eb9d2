package org.agntos.app.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/// Cuts Nix text into tokens, in one pass and without ever failing: what it does not know becomes an operator or plain
/// token, and what is not closed ends with the text. For one use on one thread.
final class NixLexer {
    private static final Set<String> KEYWORDS =
            Set.of("if", "then", "else", "assert", "with", "let", "in", "rec", "inherit", "or");
    private static final Set<String> LITERALS = Set.of("true", "false", "null");
    private static final Set<String> LONG_OPERATORS =
            Set.of("++", "//", "->", "==", "!=", "<=", ">=", "&&", "||", "|>", "<|");

    private enum Mode {
        CODE,
        STRING,
        INDENTED_STRING,
        PATH
    }

    private static final class Frame {
        private final Mode mode;
        private int openBraces;

        private Frame(Mode mode) {
            this.mode = mode;
        }
    }

    private final String text;
    private final List<Span> tokens = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private int at;
    private int tokenStart;
    /// No path begins before this index; keeps the search for one linear.
    private int noPathBefore;

    private NixLexer(String text) {
        this.text = text;
    }

    /// Identifiers and white space come as [SpanKind#PLAIN].
    static List<Span> tokens(String text) {
        NixLexer lexer = new NixLexer(text);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        frames.push(new Frame(Mode.CODE));
        while (at < text.length()) {
            Frame frame = frames.element();
            switch (frame.mode) {
                case CODE -> code(frame);
                case STRING -> string();
                case INDENTED_STRING -> indentedString();
                case PATH -> restOfPath();
            }
        }
    }

    private void code(Frame frame) {
        tokenStart = at;
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            takeWhile(Character::isWhitespace);
            emit(SpanKind.PLAIN);
        } else if (c == '#') {
            takeWhile(other -> other != '\n');
            emit(SpanKind.COMMENT);
        } else if (looksAt("/*")) {
            int end = text.indexOf("*/", at + 2);
            at = end < 0 ? text.length() : end + 2;
            emit(SpanKind.COMMENT);
        } else if (c == '"') {
            open(1, SpanKind.STRING, Mode.STRING);
        } else if (looksAt("''")) {
            open(2, SpanKind.STRING, Mode.INDENTED_STRING);
        } else if (looksAt("${")) {
            open(2, SpanKind.INTERPOLATION, Mode.CODE);
        } else if (c == '}' && frame.openBraces == 0 && frames.size() > 1) {
            at++;
            emit(SpanKind.INTERPOLATION);
            frames.pop();
        } else {
            word(frame, c);
        }
    }

    private void word(Frame frame, char c) {
        if (startsPath(c)) {
            at++;
            takeWhile(other -> isPathCharacter(other) || other == '/');
            emit(SpanKind.PATH);
            if (looksAt("${")) {
                frames.push(new Frame(Mode.PATH));
            }
        } else if (c == '<' && searchPathEnd() > 0) {
            at = searchPathEnd();
            emit(SpanKind.PATH);
        } else if (isNameStart(c)) {
            takeWhile(NixLexer::isNamePart);
            nameOrUri();
        } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            number();
        } else {
            operator(frame, c);
        }
    }

    private void nameOrUri() {
        if (looksAt("://")) {
            takeWhile(other -> other > ' ' && "\"';)]}".indexOf(other) < 0);
            emit(SpanKind.STRING);
            return;
        }
        String name = text.substring(tokenStart, at);
        emit(KEYWORDS.contains(name) ? SpanKind.KEYWORD : LITERALS.contains(name) ? SpanKind.LITERAL : SpanKind.PLAIN);
    }

    private void number() {
        takeWhile(NixLexer::isDigit);
        if (peek(0) == '.' && isDigit(peek(1))) {
            at++;
            takeWhile(NixLexer::isDigit);
        }
        boolean isSigned = peek(1) == '+' || peek(1) == '-';
        if ((peek(0) == 'e' || peek(0) == 'E') && isDigit(peek(isSigned ? 2 : 1))) {
            at += isSigned ? 2 : 1;
            takeWhile(NixLexer::isDigit);
        }
        emit(SpanKind.NUMBER);
    }

    private void operator(Frame frame, char c) {
        if (c == '{') {
            frame.openBraces++;
        } else if (c == '}' && frame.openBraces > 0) {
            frame.openBraces--;
        }
        boolean isLong = at + 2 <= text.length() && LONG_OPERATORS.contains(text.substring(at, at + 2));
        at += looksAt("...") ? 3 : isLong ? 2 : Character.charCount(text.codePointAt(at));
        emit(SpanKind.OPERATOR);
    }

    private void string() {
        tokenStart = at;
        while (at < text.length()) {
            if (text.charAt(at) == '"') {
                close(1);
                return;
            } else if (text.charAt(at) == '\\') {
                escape(2);
            } else if (looksAt("$${")) {
                at += 3;
            } else if (looksAt("${")) {
                interpolate();
                return;
            } else {
                at++;
            }
        }
        emit(SpanKind.STRING);
    }

    private void indentedString() {
        tokenStart = at;
        while (at < text.length()) {
            if (looksAt("''\\")) {
                escape(4);
            } else if (looksAt("''$") || looksAt("'''")) {
                escape(3);
            } else if (looksAt("''")) {
                close(2);
                return;
            } else if (looksAt("$${")) {
                at += 3;
            } else if (looksAt("${")) {
                interpolate();
                return;
            } else {
                at++;
            }
        }
        emit(SpanKind.STRING);
    }

    private void restOfPath() {
        tokenStart = at;
        if (looksAt("${")) {
            open(2, SpanKind.INTERPOLATION, Mode.CODE);
            return;
        }
        takeWhile(other -> isPathCharacter(other) || other == '/');
        if (at > tokenStart) {
            emit(SpanKind.PATH);
        }
        if (!looksAt("${")) {
            frames.pop();
        }
    }

    private void open(int length, SpanKind kind, Mode inside) {
        at += length;
        emit(kind);
        frames.push(new Frame(inside));
    }

    private void close(int length) {
        at += length;
        emit(SpanKind.STRING);
        frames.pop();
    }

    private void interpolate() {
        emit(SpanKind.STRING);
        open(2, SpanKind.INTERPOLATION, Mode.CODE);
    }

    private void escape(int length) {
        emit(SpanKind.STRING);
        at = Math.min(text.length(), at + length);
        if (Character.isLowSurrogate(peek(0)) && Character.isHighSurrogate(text.charAt(at - 1))) {
            at++;
        }
        emit(SpanKind.ESCAPE);
    }

    private boolean startsPath(char c) {
        if (c == '/' || (c == '~' && peek(1) == '/')) {
            int name = c == '/' ? 1 : 2;
            return isPathCharacter(peek(name)) || looksAt(c == '/' ? "/${" : "~/${");
        }
        if (!isPathCharacter(c) || at < noPathBefore) {
            return false;
        }
        int end = at;
        while (end < text.length() && isPathCharacter(text.charAt(end))) {
            end++;
        }
        boolean isPath = end + 1 < text.length()
                && text.charAt(end) == '/'
                && (isPathCharacter(text.charAt(end + 1)) || text.startsWith("${", end + 1));
        if (!isPath) {
            noPathBefore = end;
        }
        return isPath;
    }

    /// The index after `<nixpkgs/lib>`, 0 if there is none here.
    private int searchPathEnd() {
        int end = at + 1;
        while (end < text.length() && (isPathCharacter(text.charAt(end)) || text.charAt(end) == '/')) {
            end++;
        }
        return end > at + 1 && end < text.length() && text.charAt(end) == '>' ? end + 1 : 0;
    }

    private void emit(SpanKind kind) {
        if (at > tokenStart) {
            tokens.add(new Span(tokenStart, at, kind));
        }
        tokenStart = at;
    }

    private interface CharacterTest {
        boolean test(char c);
    }

    private void takeWhile(CharacterTest test) {
        while (at < text.length() && test.test(text.charAt(at))) {
            at++;
        }
    }

    private boolean looksAt(String expected) {
        return text.startsWith(expected, at);
    }

    private char peek(int offset) {
        return at + offset < text.length() ? text.charAt(at + offset) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '-' || c == '\'';
    }

    private static boolean isPathCharacter(char c) {
        return isNameStart(c) || isDigit(c) || c == '.' || c == '-' || c == '+';
    }
}
