package org.agntos.helper.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.agntos.helper.policy.NixTokens.Token;

/// What a Nix module says it sets, as far as that can be seen without evaluating it: every path that leads to a value,
/// and whether its name is computed. What is no plain set of definitions is [Unclear], and whoever judges must refuse
/// it where a rule might apply.
final class ModuleScan {
    /// The value of a definition that sets nothing.
    static final String EMPTY = "{ }";

    private final String text;
    private final List<Token> tokens;
    private final List<Setting> settings = new ArrayList<>();

    /// @param path of the option; an empty name stands for one that is computed
    /// @param value its text, comments and all
    record Setting(List<String> path, String value) {}

    /// The module cannot be judged. The message is a clause.
    static final class Unclear extends Exception {
        Unclear(String why) {
            super(why);
        }
    }

    private ModuleScan(String text) throws Unclear {
        this.text = text;
        tokens = NixTokens.of(text);
    }

    /// @throws Unclear also for what makes a set more than its definitions: `_type` and `__functor`
    static List<Setting> settings(String module) throws Unclear {
        if (names(module).stream().anyMatch(name -> name.equals("_type") || name.equals("__functor"))) {
            throw new Unclear("it makes a set that is more than its definitions");
        }
        ModuleScan scan = new ModuleScan(module);
        scan.requireTruth();
        scan.body();
        return scan.settings;
    }

    /// Every name in the code, for rules about packages.
    static Set<String> names(String module) throws Unclear {
        Set<String> names = new HashSet<>();
        NixTokens.of(module).forEach(token -> token.name().ifPresent(names::add));
        return names;
    }

    /// In Nix `true` is a name like any other and can be given another meaning.
    private void requireTruth() throws Unclear {
        boolean isInherited = false;
        for (int at = 0; at < tokens.size(); at++) {
            isInherited = is(at, "inherit") || (isInherited && !is(at, ";"));
            boolean isTruth = tokens.get(at).name().equals(Optional.of("true"));
            if (isTruth && (isInherited || is(at + 1, "=") || is(at + 1, "?") || is(at + 1, ","))) {
                throw new Unclear("it gives `true` another meaning");
            }
        }
    }

    /// `{ arguments }:`, `let … in` and `with …;`, any number of them, then the set.
    private void body() throws Unclear {
        int at = 0;
        for (int start = -1; start != at; ) {
            start = at;
            if (is(at, "let")) {
                at = afterLet(at);
            } else if (is(at, "with") || is(at, "assert")) {
                at = endOfValue(at + 1, tokens.size()) + 1;
            } else if (is(at, "{") && (is(after(at), ":") || is(after(at), "@"))) {
                at = is(after(at), ":") ? after(at) + 1 : after(at) + 3;
            } else if (is(at + 1, ":") || is(at, "rec")) {
                at += is(at, "rec") ? 1 : 2;
            } else if (is(at + 1, "@") && is(at + 2, "{")) {
                at = after(at + 2) + 1;
            }
        }
        if (!is(at, "{") || after(at) != tokens.size()) {
            throw new Unclear("it is no plain set of definitions");
        }
        set(at + 1, after(at) - 1, List.of());
    }

    /// The definitions between two tokens.
    private void set(int from, int to, List<String> prefix) throws Unclear {
        int at = from;
        while (at < to) {
            if (is(at, "inherit")) {
                int end = endOfValue(at, to);
                for (int i = is(at + 1, "(") ? after(at + 1) : at + 1; i < end; i++) {
                    add(prefix, tokens.get(i).name().orElse(""), "inherit");
                }
                at = end + 1;
            } else {
                at = definition(at, to, prefix);
            }
        }
    }

    private int definition(int from, int to, List<String> prefix) throws Unclear {
        List<String> path = new ArrayList<>(prefix);
        int at = from;
        while (at < to && !is(at, "=")) {
            if (is(at, "${")) {
                path.add("");
                at = after(at);
            } else {
                path.add(tokens.get(at).name().orElse(""));
                at++;
            }
            if (is(at, ".")) {
                at++;
            } else if (!is(at, "=")) {
                throw new Unclear("it has a definition that cannot be read");
            }
        }
        int value = at + 1;
        int end = endOfValue(value, to);
        if (end <= value) {
            throw new Unclear("it has a definition without a value");
        }
        int open = is(value, "rec") ? value + 1 : value;
        if (is(open, "{") && after(open) == end) {
            set(open + 1, end - 1, path);
            if (open + 2 == end) {
                settings.add(new Setting(path, EMPTY));
            }
        } else {
            settings.add(new Setting(
                    path,
                    text.substring(
                            tokens.get(value).start(), tokens.get(end - 1).end())));
        }
        return end + 1;
    }

    private void add(List<String> prefix, String name, String value) {
        List<String> path = new ArrayList<>(prefix);
        path.add(name);
        settings.add(new Setting(path, value));
    }

    /// The `;` that ends a value: not one in brackets, of a `let`, or of a `with` or `assert` before it.
    private int endOfValue(int from, int to) throws Unclear {
        int pending = 0;
        int at = from;
        while (at < to) {
            if (is(at, "let")) {
                at = afterLet(at);
            } else if (is(at, ";") && pending == 0) {
                return at;
            } else {
                pending += is(at, "with") || is(at, "assert") ? 1 : is(at, ";") ? -1 : 0;
                at = after(at);
            }
        }
        throw new Unclear("a definition does not end");
    }

    private int afterLet(int at) throws Unclear {
        int next = at + 1;
        while (!is(next, "in")) {
            next = is(next, "let") ? afterLet(next) : after(next);
        }
        return next + 1;
    }

    private boolean is(int at, String what) {
        return at < tokens.size() && tokens.get(at).text().equals(what);
    }

    /// The token after this one, or after the bracket that it opens.
    private int after(int at) throws Unclear {
        if (at >= tokens.size()) {
            throw new Unclear("it ends too early");
        }
        Optional<String> close = NixTokens.closing(tokens.get(at).text());
        int next = at + 1;
        if (close.isPresent()) {
            while (!is(next, close.get())) {
                next = after(next);
            }
            next++;
        }
        return next;
    }
}
