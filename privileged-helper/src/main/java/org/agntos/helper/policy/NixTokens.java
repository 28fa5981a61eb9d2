package org.agntos.helper.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.helper.policy.ModuleScan.Unclear;

/// The words of a Nix text: names, brackets, single signs, and each string as one. Comments are left out.
final class NixTokens {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_'-]*");
    private static final Pattern SKIPPED = Pattern.compile("\\s+|#[^\\n\\r]*|/\\*(?s:.*?)\\*/");
    private static final Pattern PLAIN_NAME = Pattern.compile("\"([^\"\\\\$]*)\"");

    /// A name, a colon and more without a space between is an address, in which quotes and comments mean nothing.
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9%/?:@&=+$,_.!~*'-]");

    private static final Set<String> CLOSING = Set.of("}", "]", ")", "in");
    private static final int MAX_DEPTH = 200;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();

    private NixTokens(String text) {
        this.text = text;
    }

    /// @param start where it begins; @param end where the next one may
    record Token(String text, int start, int end) {
        /// The name it is as part of a path, a quoted one too; empty if it is none, or one with signs in it that could
        /// make another of it.
        Optional<String> name() {
            Matcher quoted = PLAIN_NAME.matcher(text);
            if (quoted.matches()) {
                return Optional.of(quoted.group(1));
            }
            return NAME.matcher(text).matches() ? Optional.of(text) : Optional.empty();
        }
    }

    static List<Token> of(String text) throws Unclear {
        NixTokens tokens = new NixTokens(text);
        int at = 0;
        while (at < text.length()) {
            at = tokens.next(at, 0);
        }
        tokens.requireShallow();
        return tokens.tokens;
    }

    private void requireShallow() throws Unclear {
        int depth = 0;
        for (Token token : tokens) {
            boolean opens = closing(token.text()).isPresent() || token.text().equals("let");
            depth += opens ? 1 : CLOSING.contains(token.text()) ? -1 : 0;
            if (depth > MAX_DEPTH) {
                throw new Unclear("it is nested too deeply");
            }
        }
    }

    static Optional<String> closing(String open) {
        return switch (open) {
            case "{", "${" -> Optional.of("}");
            case "[" -> Optional.of("]");
            case "(" -> Optional.of(")");
            default -> Optional.empty();
        };
    }

    /// Reads one token or what lies between two, and says where the next begins.
    private int next(int at, int depth) throws Unclear {
        Matcher skipped = SKIPPED.matcher(text).region(at, text.length());
        if (skipped.lookingAt()) {
            return skipped.end();
        }
        if (ADDRESS.matcher(text).region(at, text.length()).lookingAt()) {
            throw new Unclear("it has an address without quotes");
        }
        Matcher name = NAME.matcher(text).region(at, text.length());
        int end = at + 1;
        if (text.charAt(at) == '"' || text.startsWith("''", at)) {
            end = string(at, text.charAt(at) == '"' ? "\"" : "''", depth);
        } else if (name.lookingAt()) {
            end = name.end();
        } else if (text.startsWith("${", at) || text.startsWith("==", at)) {
            end = at + 2;
        }
        tokens.add(new Token(text.substring(at, end), at, end));
        return end;
    }

    /// Where a string ends. What stands in its `${ }` is code, with strings of its own.
    private int string(int start, String quote, int depth) throws Unclear {
        if (depth > MAX_DEPTH) {
            throw new Unclear("its strings are nested too deeply");
        }
        int at = start + quote.length();
        while (at < text.length()) {
            if (quote.equals("''") && (text.startsWith("'''", at) || text.startsWith("''$", at))) {
                at += 3;
            } else if (quote.equals("''") && text.startsWith("''\\", at)) {
                at += 4;
            } else if (text.startsWith(quote, at)) {
                return at + quote.length();
            } else if ((quote.equals("\"") && text.charAt(at) == '\\') || text.startsWith("$$", at)) {
                at += 2;
            } else if (text.startsWith("${", at)) {
                at = interpolation(at + 2, depth + 1);
            } else {
                at++;
            }
        }
        throw new Unclear("a string does not end");
    }

    private int interpolation(int start, int depth) throws Unclear {
        NixTokens inner = new NixTokens(text);
        int at = start;
        for (int open = 1; at < text.length(); ) {
            int seen = inner.tokens.size();
            at = inner.next(at, depth);
            if (inner.tokens.size() > seen) {
                String token = inner.tokens.getLast().text();
                open += token.equals("{") || token.equals("${") ? 1 : token.equals("}") ? -1 : 0;
                if (open == 0) {
                    return at;
                }
            }
        }
        throw new Unclear("a string does not end");
    }
}
