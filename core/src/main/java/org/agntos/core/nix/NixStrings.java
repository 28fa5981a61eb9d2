package org.agntos.core.nix;

import java.util.Optional;

/// The two forms of Nix strings. Both give back exactly the text they were made from.
final class NixStrings {
    private NixStrings() {}

    /// `"…"` on one line.
    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '$' -> out.append(i + 1 < text.length() && text.charAt(i + 1) == '{' ? "\\$" : "$");
                case '\0' -> throw new IllegalArgumentException("a Nix string cannot hold the character NUL");
                default -> out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /// `''…''` over several lines, indented by `indent` spaces; empty where that form could not give back the text.
    static Optional<String> indented(String text, int indent) {
        if (!fitsIndentedForm(text)) {
            return Optional.empty();
        }
        String margin = " ".repeat(indent);
        StringBuilder out = new StringBuilder("''\n");
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean isLast = i == lines.length - 1;
            if (isLast && lines[i].isEmpty()) {
                out.append(" ".repeat(Math.max(0, indent - 2)));
            } else if (!lines[i].isEmpty()) {
                out.append(margin).append(lines[i].replace("''", "'''").replace("${", "''${"));
            }
            if (!isLast) {
                out.append('\n');
            }
        }
        return Optional.of(out.append("''").toString());
    }

    /// Nix removes the common indentation and reads `''` and `$` in its own ways; texts that such rules would change
    /// stay in the quoted form.
    private static boolean fitsIndentedForm(String text) {
        int firstBreak = text.indexOf('\n');
        boolean isOneLine = firstBreak < 0 || firstBreak == text.length() - 1;
        if (isOneLine || text.contains("'''") || text.contains("'$") || text.endsWith("'") || text.endsWith("$")) {
            return false;
        }
        boolean isFlush = false;
        for (String line : text.split("\n", -1)) {
            if ((!line.isEmpty() && line.isBlank()) || line.chars().anyMatch(c -> c < ' ' && c != '\t')) {
                return false;
            }
            isFlush |= !line.isEmpty() && line.charAt(0) != ' ';
        }
        return isFlush;
    }

    /// The text between the quotes of a `"…"` token, without escapes; empty if it holds an interpolation.
    static Optional<String> unquote(String body) {
        StringBuilder out = new StringBuilder(body.length());
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '$' && body.startsWith("${", i)) {
                return Optional.empty();
            }
            if (c == '$' && body.startsWith("$$", i)) {
                out.append("$$");
                i++;
            } else if (c == '\\' && i + 1 < body.length()) {
                out.append(escaped(body.charAt(++i)));
            } else {
                out.append(c);
            }
        }
        return Optional.of(out.toString());
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }
}
