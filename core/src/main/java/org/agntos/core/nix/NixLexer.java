package org.agntos.core.nix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts Nix text into tokens, strings with their interpolations whole. It never fails: what it cannot read is a
/// [NixToken.Kind#BAD] token. For one thread.
final class NixLexer {
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_'-]*");
    private static final Pattern NUMBER =
            Pattern.compile("(?:(?:[1-9][0-9]*\\.[0-9]*|0?\\.[0-9]+)(?:[Ee][+-]?[0-9]+)?)|[0-9]+");
    private static final Pattern PATH =
            Pattern.compile("(?:[a-zA-Z0-9._+-]*|~)(?:/[a-zA-Z0-9._+-]+)+/?|<[a-zA-Z0-9._+-]+(?:/[a-zA-Z0-9._+-]+)*>");
    private static final Pattern URI = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:[a-zA-Z0-9%/?:@&=+$,_.!~*'-]+");
    private static final Pattern SYMBOLS =
            Pattern.compile("\\.\\.\\.|==|!=|<=|>=|&&|\\|\\||->|\\+\\+|//|\\$\\{|[^\\s]");
    private static final int MAX_DEPTH = 200;

    private final String source;
    private final List<NixToken> tokens = new ArrayList<>();
    private int at;

    private NixLexer(String source) {
        this.source = source;
    }

    static List<NixToken> tokens(String source) {
        NixLexer lexer = new NixLexer(source);
        while (lexer.at < source.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char c = source.charAt(at);
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            at++;
        } else if (c == '#') {
            int end = source.indexOf('\n', at);
            add(NixToken.Kind.COMMENT, end < 0 ? source.length() : end);
        } else if (source.startsWith("/*", at)) {
            int end = source.indexOf("*/", at + 2);
            add(end < 0 ? NixToken.Kind.BAD : NixToken.Kind.COMMENT, end < 0 ? source.length() : end + 2);
        } else if (c == '"') {
            string(stringEnd(at, 0), NixToken.Kind.STRING);
        } else if (source.startsWith("''", at)) {
            string(indentedEnd(at, 0), NixToken.Kind.INDENTED_STRING);
        } else {
            word();
        }
    }

    private void string(int end, NixToken.Kind kind) {
        add(end < 0 ? NixToken.Kind.BAD : kind, end < 0 ? source.length() : end);
    }

    private void word() {
        if (take(PATH, NixToken.Kind.PATH) || take(URI, NixToken.Kind.STRING)) {
            return;
        }
        Matcher number = at(NUMBER);
        if (number.lookingAt()) {
            add(isWhole(number.group()) ? NixToken.Kind.INTEGER : NixToken.Kind.DECIMAL, number.end());
            return;
        }
        Matcher word = at(WORD);
        if (word.lookingAt()) {
            boolean isKeyword = NixIdentifiers.isKeyword(word.group());
            add(isKeyword ? NixToken.Kind.KEYWORD : NixToken.Kind.IDENTIFIER, word.end());
            return;
        }
        Matcher symbol = at(SYMBOLS);
        int end = symbol.lookingAt() ? symbol.end() : at + 1;
        boolean isNix = end - at > 1 || "{}[]();:,.=?@!<>+-*/".indexOf(source.charAt(at)) >= 0;
        add(isNix ? NixToken.Kind.SYMBOL : NixToken.Kind.BAD, end);
    }

    private static boolean isWhole(String number) {
        return number.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private boolean take(Pattern pattern, NixToken.Kind kind) {
        Matcher matcher = at(pattern);
        if (!matcher.lookingAt()) {
            return false;
        }
        add(kind, matcher.end());
        return true;
    }

    private Matcher at(Pattern pattern) {
        return pattern.matcher(source).region(at, source.length());
    }

    private void add(NixToken.Kind kind, int end) {
        tokens.add(new NixToken(kind, at, end));
        at = end;
    }

    /// The offset after the closing quote, or -1.
    private int stringEnd(int from, int depth) {
        int i = from + 1;
        while (i < source.length() && depth < MAX_DEPTH) {
            char c = source.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\') {
                i += 2;
            } else if (source.startsWith("$$", i)) {
                i += 2;
            } else if (source.startsWith("${", i)) {
                i = interpolationEnd(i + 2, depth + 1);
                if (i < 0) {
                    return -1;
                }
            } else {
                i++;
            }
        }
        return -1;
    }

    private int indentedEnd(int from, int depth) {
        int i = from + 2;
        while (i < source.length() && depth < MAX_DEPTH) {
            if (source.startsWith("''", i)) {
                if (source.startsWith("''\\", i)) {
                    i += 4;
                } else if (source.startsWith("'''", i) || source.startsWith("''$", i)) {
                    i += 3;
                } else {
                    return i + 2;
                }
            } else if (source.startsWith("$$", i)) {
                i += 2;
            } else if (source.startsWith("${", i)) {
                i = interpolationEnd(i + 2, depth + 1);
                if (i < 0) {
                    return -1;
                }
            } else {
                i++;
            }
        }
        return -1;
    }

    /// The offset after the brace that closes an interpolation, or -1.
    private int interpolationEnd(int from, int depth) {
        int open = 1;
        int i = from;
        while (i < source.length()) {
            char c = source.charAt(i);
            if (c == '{') {
                open++;
                i++;
            } else if (c == '}') {
                i++;
                if (--open == 0) {
                    return i;
                }
            } else if (c == '"' || source.startsWith("''", i)) {
                i = c == '"' ? stringEnd(i, depth) : indentedEnd(i, depth);
                if (i < 0) {
                    return -1;
                }
            } else if (c == '#') {
                int end = source.indexOf('\n', i);
                i = end < 0 ? source.length() : end;
            } else if (source.startsWith("/*", i)) {
                int end = source.indexOf("*/", i + 2);
                i = end < 0 ? source.length() : end + 2;
            } else {
                i++;
            }
        }
        return -1;
    }
}
