package org.agntos.core.nix.syntax;

/// Cuts Nix text into tokens as Nix does: the longest match wins, and strings and paths have rules of their
/// own. One pass, linear in the length; for one use on one thread.
final class Lexer {
    private final char[] text;
    private final int end;
    private final Tokens tokens;
    private final Problems problems;
    private final Modes modes = new Modes();
    private final Runs runs;
    private int at;

    Lexer(String source, Problems problems) {
        this.end = source.length();
        this.text = new char[end + 4];
        source.getChars(0, end, text, 0);
        this.tokens = new Tokens(end);
        this.problems = problems;
        this.runs = new Runs(text);
    }

    char[] text() {
        return text;
    }

    Tokens run() {
        while (at < end) {
            switch (modes.top()) {
                case Modes.STRING -> string();
                case Modes.INDENTED -> indented();
                case Modes.PATH -> restOfPath();
                default -> code();
            }
        }
        if (modes.top() == Modes.PATH) {
            checkPathEnd();
        }
        tokens.add(TokenKind.END, end);
        return tokens;
    }

    private void take(TokenKind kind, int until) {
        tokens.add(kind, at);
        at = until;
    }

    private void code() {
        char c = text[at];
        if (Characters.isSpace(c)) {
            int i = at + 1;
            while (Characters.isSpace(text[i])) {
                i++;
            }
            take(TokenKind.WHITESPACE, i);
        } else if (Characters.startsName(c)) {
            word();
        } else if (Characters.isPath(c)) {
            if (!path(runs.path(at))) {
                numberOrSymbol(c);
            }
        } else {
            symbol(c);
        }
    }

    private void word() {
        int i = at + 1;
        while (Characters.isName(text[i])) {
            i++;
        }
        char next = text[i];
        boolean mayBePath = next == '/' || next == '.' || next == '+';
        if (mayBePath && path(runs.path(at))) {
            return;
        }
        boolean mayBeUri = next == ':' || next == '.' || next == '+';
        if (mayBeUri && uri(runs.scheme(at))) {
            return;
        }
        take(Keywords.kind(text, at, i), i);
    }

    private boolean uri(int colon) {
        if (text[colon] != ':' || !Characters.isUri(text[colon + 1])) {
            return false;
        }
        int i = colon + 2;
        while (Characters.isUri(text[i])) {
            i++;
        }
        take(TokenKind.URI, i);
        return true;
    }

    /// Takes a path whose first slash would be at `slash`.
    private boolean path(int slash) {
        if (text[slash] != '/') {
            return false;
        }
        int last = pathEnd(slash);
        if (last == slash && !startsInterpolation(slash + 1)) {
            return false;
        }
        take(TokenKind.PATH, Math.max(last, slash + 1));
        modes.push(Modes.PATH);
        return true;
    }

    /// After `/a/b` or `/a/b/`; `slash` itself if no name follows it.
    private int pathEnd(int slash) {
        int i = slash;
        while (text[i] == '/' && Characters.isPath(text[i + 1])) {
            i += 2;
            while (Characters.isPath(text[i])) {
                i++;
            }
        }
        return i > slash && text[i] == '/' ? i + 1 : i;
    }

    private boolean startsInterpolation(int i) {
        return text[i] == '$' && text[i + 1] == '{';
    }

    private void restOfPath() {
        if (startsInterpolation(at)) {
            take(TokenKind.INTERPOLATION_OPEN, at + 2);
            modes.push(Modes.INTERPOLATION);
            return;
        }
        int i = at;
        while (Characters.isPath(text[i])) {
            i++;
        }
        if (text[i] == '/') {
            i = Math.max(pathEnd(i), i + 1);
        }
        if (i > at) {
            take(TokenKind.PATH_PART, i);
        } else {
            checkPathEnd();
            modes.pop();
        }
    }

    private void checkPathEnd() {
        if (text[at - 1] == '/') {
            problems.add(SyntaxProblem.Kind.GRAMMAR, at - 1, at, "a path cannot end in '/'");
        }
    }

    private void numberOrSymbol(char c) {
        if (Characters.isDigit(c)) {
            number();
        } else if (c == '.') {
            if (Characters.isDigit(text[at + 1])) {
                fraction(at);
            } else {
                boolean isEllipsis = text[at + 1] == '.' && text[at + 2] == '.';
                take(isEllipsis ? TokenKind.ELLIPSIS : TokenKind.DOT, isEllipsis ? at + 3 : at + 1);
            }
        } else if (c == '+') {
            pair('+', TokenKind.CONCAT, TokenKind.PLUS);
        } else {
            pair('>', TokenKind.IMPLIES, TokenKind.MINUS);
        }
    }

    private void number() {
        int i = at + 1;
        while (Characters.isDigit(text[i])) {
            i++;
        }
        boolean isFloat = text[i] == '.' && (text[at] != '0' || (i == at + 1 && Characters.isDigit(text[i + 1])));
        if (isFloat) {
            fraction(i);
        } else {
            take(TokenKind.INTEGER, i);
        }
    }

    /// @param point where the point of the number is
    private void fraction(int point) {
        int i = point + 1;
        while (Characters.isDigit(text[i])) {
            i++;
        }
        if (text[i] == 'e' || text[i] == 'E') {
            int digits = text[i + 1] == '+' || text[i + 1] == '-' ? i + 2 : i + 1;
            if (Characters.isDigit(text[digits])) {
                i = digits;
                while (Characters.isDigit(text[i])) {
                    i++;
                }
            }
        }
        take(TokenKind.FLOAT, i);
    }

    private void pair(char second, TokenKind both, TokenKind alone) {
        boolean isPair = text[at + 1] == second;
        take(isPair ? both : alone, isPair ? at + 2 : at + 1);
    }

    private void symbol(char c) {
        switch (c) {
            case '#' -> lineComment();
            case '"' -> open(TokenKind.STRING_OPEN, at + 1, Modes.STRING);
            case '\'' -> quotes();
            case '{' -> open(TokenKind.BRACE_OPEN, at + 1, Modes.BRACES);
            case '}' -> closeBrace();
            case '$' -> dollar();
            case '/' -> slash();
            case '~' -> home();
            case '<' -> less();
            case '[' -> take(TokenKind.BRACKET_OPEN, at + 1);
            case ']' -> take(TokenKind.BRACKET_CLOSE, at + 1);
            case '(' -> take(TokenKind.PAREN_OPEN, at + 1);
            case ')' -> take(TokenKind.PAREN_CLOSE, at + 1);
            case ';' -> take(TokenKind.SEMICOLON, at + 1);
            case ':' -> take(TokenKind.COLON, at + 1);
            case ',' -> take(TokenKind.COMMA, at + 1);
            case '@' -> take(TokenKind.AT, at + 1);
            case '?' -> take(TokenKind.QUESTION, at + 1);
            case '*' -> take(TokenKind.STAR, at + 1);
            case '=' -> pair('=', TokenKind.EQUAL, TokenKind.ASSIGN);
            case '!' -> pair('=', TokenKind.NOT_EQUAL, TokenKind.NOT);
            case '>' -> pair('=', TokenKind.GREATER_EQUAL, TokenKind.GREATER);
            case '&' -> pair('&', TokenKind.AND, TokenKind.BAD);
            case '|' -> {
                if (text[at + 1] == '>') {
                    take(TokenKind.PIPE_INTO, at + 2);
                } else {
                    pair('|', TokenKind.OR_ELSE, TokenKind.BAD);
                }
            }
            default -> {
                boolean isPair = Character.isHighSurrogate(c) && Character.isLowSurrogate(text[at + 1]);
                take(TokenKind.BAD, isPair ? at + 2 : at + 1);
            }
        }
    }

    private void open(TokenKind kind, int until, byte mode) {
        take(kind, until);
        modes.push(mode);
    }

    private void lineComment() {
        int i = at + 1;
        while (i < end && text[i] != '\n' && text[i] != '\r') {
            i++;
        }
        take(TokenKind.LINE_COMMENT, i);
    }

    private void quotes() {
        if (text[at + 1] != '\'') {
            take(TokenKind.BAD, at + 1);
            return;
        }
        int i = at + 2;
        while (text[i] == ' ') {
            i++;
        }
        open(TokenKind.INDENTED_OPEN, text[i] == '\n' ? i + 1 : at + 2, Modes.INDENTED);
    }

    private void closeBrace() {
        boolean isInterpolation = modes.pop() == Modes.INTERPOLATION;
        take(isInterpolation ? TokenKind.INTERPOLATION_CLOSE : TokenKind.BRACE_CLOSE, at + 1);
    }

    private void dollar() {
        if (startsInterpolation(at)) {
            open(TokenKind.INTERPOLATION_OPEN, at + 2, Modes.INTERPOLATION);
        } else {
            take(TokenKind.BAD, at + 1);
        }
    }

    private void slash() {
        if (path(at)) {
            return;
        }
        if (text[at + 1] != '*') {
            pair('/', TokenKind.UPDATE, TokenKind.SLASH);
            return;
        }
        int i = at + 2;
        while (i < end && !(text[i] == '*' && text[i + 1] == '/')) {
            i++;
        }
        if (i >= end) {
            problems.add(SyntaxProblem.Kind.UNCLOSED, at, at + 2, "this comment is never closed: '*/' is missing");
        }
        take(TokenKind.BLOCK_COMMENT, Math.min(end, i + 2));
    }

    private void home() {
        if (!path(at + 1)) {
            take(TokenKind.BAD, at + 1);
        }
    }

    private void less() {
        int i = at + 1;
        while (Characters.isPath(text[i])) {
            i++;
        }
        if (i > at + 1 && text[i] == '/') {
            i = pathEnd(i);
        }
        if (i > at + 1 && text[i] == '>' && text[i - 1] != '/') {
            take(TokenKind.SEARCH_PATH, i + 1);
        } else if (text[at + 1] == '|') {
            take(TokenKind.PIPE_FROM, at + 2);
        } else {
            pair('=', TokenKind.LESS_EQUAL, TokenKind.LESS);
        }
    }

    private void text(TokenKind kind, int until) {
        if (until > at) {
            take(kind, until);
        }
    }

    private void string() {
        int i = at;
        while (i < end && text[i] != '"' && text[i] != '\\' && !startsInterpolation(i)) {
            boolean takesNext = text[i] == '$' && text[i + 1] == '$' && i + 1 < end;
            i += takesNext ? 2 : 1;
        }
        text(TokenKind.STRING_TEXT, i);
        if (at >= end) {
            return;
        }
        switch (text[at]) {
            case '"' -> {
                modes.pop();
                take(TokenKind.STRING_CLOSE, at + 1);
            }
            case '\\' -> take(TokenKind.STRING_ESCAPE, afterCharacter(at + 1));
            default -> open(TokenKind.INTERPOLATION_OPEN, at + 2, Modes.INTERPOLATION);
        }
    }

    private int afterCharacter(int i) {
        boolean isPair = Character.isHighSurrogate(text[i]) && Character.isLowSurrogate(text[i + 1]);
        return Math.min(end, isPair ? i + 2 : i + 1);
    }

    private void indented() {
        int i = at;
        while (i < end && !startsInterpolation(i) && !(text[i] == '\'' && text[i + 1] == '\'')) {
            boolean takesNext = text[i] == '$' && text[i + 1] == '$' && i + 1 < end;
            i += takesNext ? 2 : 1;
        }
        text(TokenKind.INDENTED_TEXT, i);
        if (at >= end) {
            return;
        }
        if (text[at] == '$') {
            open(TokenKind.INTERPOLATION_OPEN, at + 2, Modes.INTERPOLATION);
        } else if (text[at + 2] == '$' || text[at + 2] == '\'') {
            take(TokenKind.INDENTED_ESCAPE, at + 3);
        } else if (text[at + 2] == '\\' && at + 3 < end) {
            take(TokenKind.INDENTED_ESCAPE, afterCharacter(at + 3));
        } else {
            modes.pop();
            take(TokenKind.INDENTED_CLOSE, at + 2);
        }
    }
}
