package org.agntos.helper.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a Nix module says it sets, as far as that can be seen without evaluating it: every path that leads to
/// a value, and whether its name is computed. What is no plain set of definitions is [Unclear], and whoever
/// judges must refuse it where a rule might apply. The helper judges by it, and who verifies a change tells
/// by it what the helper will say.
public final class ModuleScan {
    /// The value of a definition that sets nothing.
    public static final String EMPTY = "{ }";

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_'-]*";
    private static final String SKIPPED = "\\s+|#[^\\n\\r]*|/\\*(?s:.*?)(?:\\*/|\\z)";
    /// A colon with no space around it makes an address, in which quotes and comments mean nothing.
    private static final String ADDRESS = "(?<=[A-Za-z0-9+.-]):[A-Za-z0-9%/?:@&=+$,_.!~*'-]";

    private static final Pattern CODE =
            Pattern.compile("(?<skipped>" + SKIPPED + ")|(?<address>" + ADDRESS + ")|" + NAME + "|\\$\\{|==|''|(?s:.)");
    /// What a string is made of up to its end, or up to code in it.
    private static final Map<String, Pattern> IN_STRING = Map.of(
            "\"", Pattern.compile("(?s)(?:\\\\.|\\$\\$|[^\"\\\\$]|\\$(?!\\{))*+(?<mark>\"|\\$\\{)"),
            "''", Pattern.compile("(?s)(?:'''|''\\$|''\\\\.|\\$\\$|[^'$]|'(?!')|\\$(?!\\{))*+(?<mark>''|\\$\\{)"));
    private static final Pattern PLAIN_NAME = Pattern.compile("(" + NAME + ")|\"([^\"\\\\$]*)\"");
    private static final Map<String, String> CLOSING = Map.of("{", "}", "${", "}", "[", "]", "(", ")", "let", "in");
    /// Definitions with these names bring in what is not there to be seen.
    private static final Set<String> OPAQUE = Set.of("imports", "disabledModules", "_module", "config");

    private static final int MAX_DEPTH = 200;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    /// For each token the number of the next one, or of that after the bracket or `let` that it opens.
    private final List<Integer> after = new ArrayList<>();

    private final Deque<Integer> brackets = new ArrayDeque<>();
    private final List<Setting> settings = new ArrayList<>();

    /// A name, a bracket, a sign, or a whole string. @param start where it begins; @param end where the next
    /// one may
    private record Token(String text, int start, int end) {
        /// The name it is as part of a path, a quoted one too; empty if it is none, or one with signs in it
        /// that could make another of it.
        String name() {
            Matcher name = PLAIN_NAME.matcher(text);
            return name.matches() ? Objects.requireNonNullElse(name.group(1), name.group(2)) : "";
        }
    }

    /// @param path of the option; an empty name stands for one that is computed
    /// @param value its text, comments and all
    public record Setting(List<String> path, String value) {}

    /// The module cannot be judged. The message is a clause.
    public static final class Unclear extends Exception {
        Unclear(String why) {
            super(why);
        }
    }

    private ModuleScan(String text) throws Unclear {
        this.text = text;
        tokenize();
        requireKnownWords();
        body();
    }

    /// @throws Unclear also for what makes a set more than its definitions: `_type` and `__functor`
    public static ModuleScan of(String module) throws Unclear {
        return new ModuleScan(module);
    }

    public List<Setting> settings() {
        return settings;
    }

    /// Every name in the code, for rules about packages.
    public Set<String> names() {
        return tokens.stream().map(Token::name).collect(Collectors.toSet());
    }

    /// The option itself, without `config` and without the specialisation that it is for.
    private static List<String> plain(List<String> path) throws Unclear {
        String first = path.getFirst();
        if (first.equals("config") && path.size() > 1) {
            return plain(path.subList(1, path.size()));
        }
        if (first.equals("specialisation")) {
            boolean isPlain = path.size() > 3 && path.get(2).equals("configuration");
            require(isPlain, "it computes a specialisation");
            return plain(path.subList(3, path.size()));
        }
        require(!OPAQUE.contains(first), "what `" + first + "` brings in is not part of it");
        return path;
    }

    /// Cuts the text into tokens. A string is one token: what stands in its `${ }` is code with strings of
    /// its own, which is read to know where it ends.
    private void tokenize() throws Unclear {
        Deque<String> open = new ArrayDeque<>();
        int start = 0;
        for (int at = 0; at < text.length(); ) {
            Pattern inString = open.isEmpty() ? null : IN_STRING.get(open.peek());
            Matcher next = (inString == null ? CODE : inString)
                    .matcher(text)
                    .useTransparentBounds(true)
                    .region(at, text.length());
            require(next.lookingAt(), "a string does not end");
            String found = inString == null ? next.group() : next.group("mark");
            require(inString != null || next.group("address") == null, "it has an address without quotes");
            require(open.size() < MAX_DEPTH, "its strings are nested too deeply");
            boolean isOutside = open.isEmpty();
            start = isOutside ? at : start;
            at = next.end();
            if (inString == null && next.group("skipped") != null) {
                continue;
            }
            if (found.equals(open.peek())) {
                open.pop();
            } else if (inString == null && IN_STRING.containsKey(found)) {
                open.push(found);
            } else if (!isOutside && CLOSING.getOrDefault(found, "").equals("}")) {
                open.push("}");
            }
            if (open.isEmpty()) {
                add(new Token(text.substring(start, at), start, at));
            }
        }
        require(open.isEmpty() && brackets.isEmpty(), "it ends too early");
    }

    /// Takes one more token, and notes where the next one is that does not lie within a bracket or a `let`.
    private void add(Token token) throws Unclear {
        int at = tokens.size();
        tokens.add(token);
        after.add(at + 1);
        if (CLOSING.containsKey(token.text)) {
            brackets.push(at);
            require(brackets.size() < MAX_DEPTH, "it is nested too deeply");
        } else if (CLOSING.containsValue(token.text)) {
            String opened = brackets.isEmpty() ? "" : tokens.get(brackets.peek()).text;
            require(token.text.equals(CLOSING.get(opened)), "its brackets do not match");
            after.set(brackets.pop(), at + 1);
        }
    }

    private static void require(boolean claim, String otherwise) throws Unclear {
        if (!claim) {
            throw new Unclear(otherwise);
        }
    }

    /// In Nix `true` is a name like any other and can be given another meaning.
    private void requireKnownWords() throws Unclear {
        boolean isInherited = false;
        for (int at = 0; at < tokens.size(); at++) {
            String name = tokens.get(at).name();
            isInherited = is(at, "inherit") || (isInherited && !is(at, ";"));
            boolean isGiven = isInherited || is(at + 1, "=") || is(at + 1, "?") || is(at + 1, ",");
            require(!name.equals("true") || !isGiven, "it gives `true` another meaning");
            boolean isMore = name.equals("_type") || name.equals("__functor");
            require(!isMore, "it makes a set that is more than its definitions");
        }
    }

    /// `{ arguments }:`, `let … in` and `with …;`, any number of them, then the set.
    private void body() throws Unclear {
        int at = 0;
        for (int start = -1; start != at; ) {
            start = at;
            if (is(at, "with") || is(at, "assert")) {
                at = endOfValue(at + 1, tokens.size()) + 1;
            } else if (is(at, "let") || is(at, "rec")) {
                at = after(at);
            } else if (is(at, "{") && is(after(at), "@")) {
                at = after(at) + 3;
            } else if (is(at + 1, "@") && is(at + 2, "{")) {
                at = after(at + 2) + 1;
            } else if (at < tokens.size() && is(after(at), ":")) {
                at = after(at) + 1;
            }
        }
        require(is(at, "{") && after(at) == tokens.size(), "it is no plain set of definitions");
        set(at + 1, tokens.size() - 1, List.of());
    }

    /// The definitions between two tokens.
    private void set(int from, int to, List<String> prefix) throws Unclear {
        for (int at = from; at < to; ) {
            int end = endOfValue(at, to);
            if (is(at, "inherit")) {
                for (int i = is(at + 1, "(") ? after(at + 1) : at + 1; i < end; i++) {
                    List<String> path = new ArrayList<>(prefix);
                    path.add(tokens.get(i).name());
                    settings.add(new Setting(plain(path), "inherit"));
                }
            } else {
                definition(at, end, prefix);
            }
            at = end + 1;
        }
    }

    private void definition(int from, int end, List<String> prefix) throws Unclear {
        List<String> path = new ArrayList<>(prefix);
        int at = from - 1;
        do {
            at++;
            path.add(at < end ? tokens.get(at).name() : "");
            at = after(at);
        } while (is(at, "."));
        require(is(at, "=") && at + 1 < end, "it has a definition that cannot be read");
        int value = at + 1;
        int open = is(value, "rec") ? value + 1 : value;
        boolean isSet = is(open, "{") && after(open) == end;
        if (isSet && open + 2 < end) {
            set(open + 1, end - 1, path);
        } else {
            String written = text.substring(
                    tokens.get(value).start(), tokens.get(end - 1).end());
            settings.add(new Setting(plain(path), isSet ? EMPTY : written));
        }
    }

    /// The `;` that ends a value: not one in brackets, of a `let`, or of a `with` or `assert` before it.
    private int endOfValue(int from, int to) throws Unclear {
        int pending = 0;
        for (int at = from; at < to; at = after(at)) {
            if (is(at, ";") && pending-- == 0) {
                return at;
            }
            pending += is(at, "with") || is(at, "assert") ? 1 : 0;
        }
        throw new Unclear("a definition does not end");
    }

    private boolean is(int at, String what) {
        return at < tokens.size() && tokens.get(at).text.equals(what);
    }

    private int after(int at) {
        return at < tokens.size() ? after.get(at) : at + 1;
    }
}
