package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.model.planner.Token.Kind;

/// Cuts a request into tokens. Dots, dashes and slashes inside a word belong to it, so paths and versions stay whole.
final class Tokeniser {
    /// Requests are cut here; nobody types more, and the planner must stay quick.
    static final int MAX_LENGTH = 4000;

    /// A word repeats a class and not a group: a group would take a stack frame for every letter.
    private static final Pattern TOKEN = Pattern.compile(
            "(?<quoted>(?<![\\w.])\"[^\"\\n]*\"|“[^”\\n]*”|`[^`\\n]*`|(?<!\\w)'[^'\\n]*'(?!\\w))"
                    + "|(?<stop>[.!?;](?=\\s|$)|[!?;]+|\\n)"
                    + "|(?<equals>=|:(?=\\s|$))"
                    + "|(?<separator>[,&()]|[+/](?=\\s|$))"
                    + "|(?<word>(?:(?<=\\.)\"[^\"\\n]*\"|[^\\s,;=!?&\"“”`()])[^\\s,;=!?&\"“”`()]*?(?=[.:,]*(?:[\\s,;=!?&\"“”`()]|$)))");

    private Tokeniser() {}

    static List<Token> tokens(String request) {
        String text = request.length() > MAX_LENGTH ? request.substring(0, MAX_LENGTH) : request;
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            String found = matcher.group();
            Kind kind = kind(matcher);
            String inner = kind == Kind.QUOTED ? found.substring(1, found.length() - 1) : found;
            tokens.add(new Token(kind, inner, key(inner), matcher.start(), matcher.end()));
        }
        return tokens;
    }

    static String key(String text) {
        return text.toLowerCase(Locale.ROOT).replace("'", "").replace("’", "");
    }

    private static Kind kind(Matcher matcher) {
        if (matcher.group("quoted") != null) {
            return Kind.QUOTED;
        }
        if (matcher.group("stop") != null) {
            return Kind.STOP;
        }
        if (matcher.group("equals") != null) {
            return Kind.EQUALS;
        }
        return matcher.group("separator") != null ? Kind.SEPARATOR : Kind.WORD;
    }
}
