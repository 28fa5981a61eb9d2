package org.agntos.core.nix;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a value that is written out, without evaluating anything: numbers, strings, lists, sets, `pkgs.x` and
/// `with pkgs; [ x ]`. Everything else is [NixValue.Expression]. For one thread.
final class NixLiteral {
    private static final int MAX_DEPTH = 100;

    private final String source;
    private final List<NixToken> tokens;
    private int at;
    private boolean isWithPkgs;

    private NixLiteral(String source, List<NixToken> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    /// The value these tokens spell; no comments among them. An expression keeps its text.
    static NixValue read(String source, List<NixToken> tokens) {
        NixLiteral literal = new NixLiteral(source, tokens);
        Optional<NixValue> value = literal.whole();
        return value.orElseGet(() -> new NixValue.Expression(
                source.substring(tokens.getFirst().start(), tokens.getLast().end())));
    }

    private Optional<NixValue> whole() {
        if (tokens.size() > 3 && is(0, "with") && is(1, "pkgs") && is(2, ";") && is(3, "[")) {
            isWithPkgs = true;
            at = 3;
        }
        return value(0, true).filter(_ -> at == tokens.size());
    }

    private boolean is(int index, String word) {
        return index < tokens.size() && tokens.get(index).is(source, word);
    }

    private boolean take(String word) {
        boolean isThere = is(at, word);
        at += isThere ? 1 : 0;
        return isThere;
    }

    private Optional<NixValue> value(int depth, boolean allowsSign) {
        if (at >= tokens.size() || depth > MAX_DEPTH) {
            return Optional.empty();
        }
        NixToken token = tokens.get(at);
        String text = token.text(source);
        return switch (token.kind()) {
            case INTEGER, DECIMAL -> number(text);
            case STRING -> taken(string(text));
            case INDENTED_STRING ->
                taken(NixStrings.unindent(text.substring(2, text.length() - 2)).map(NixValue.Text::new));
            case PATH -> taken(text.startsWith("/") ? Optional.of(new NixValue.PathLiteral(text)) : Optional.empty());
            case IDENTIFIER -> word(text);
            case SYMBOL -> bracketed(text, depth, allowsSign);
            case KEYWORD, COMMENT, BAD -> Optional.empty();
        };
    }

    private Optional<NixValue> taken(Optional<? extends NixValue> value) {
        at++;
        return value.map(NixValue.class::cast);
    }

    private static Optional<NixValue.Text> string(String text) {
        return text.startsWith("\"")
                ? NixStrings.unquote(text.substring(1, text.length() - 1)).map(NixValue.Text::new)
                : Optional.of(new NixValue.Text(text));
    }

    private Optional<NixValue> number(String text) {
        at++;
        try {
            return Optional.of(
                    text.chars().allMatch(Character::isDigit)
                            ? new NixValue.Int(Long.parseLong(text))
                            : new NixValue.Decimal(new BigDecimal(text)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private Optional<NixValue> word(String text) {
        at++;
        return switch (text) {
            case "true" -> Optional.of(new NixValue.Bool(true));
            case "false" -> Optional.of(new NixValue.Bool(false));
            case "null" -> Optional.of(new NixValue.Null());
            case "pkgs" -> selection(new StringBuilder());
            default -> isWithPkgs ? selection(new StringBuilder(text)) : Optional.empty();
        };
    }

    /// `.a.b` after what has been read of a package's name.
    private Optional<NixValue> selection(StringBuilder attribute) {
        while (take(".")) {
            if (at >= tokens.size()) {
                return Optional.empty();
            }
            NixToken token = tokens.get(at++);
            boolean isName = token.kind() == NixToken.Kind.IDENTIFIER || token.kind() == NixToken.Kind.STRING;
            if (!isName) {
                return Optional.empty();
            }
            attribute.append(attribute.isEmpty() ? "" : ".").append(token.text(source));
        }
        return attribute.isEmpty()
                ? Optional.empty()
                : Optional.of(new NixValue.PackageReference(attribute.toString()));
    }

    private Optional<NixValue> bracketed(String symbol, int depth, boolean allowsSign) {
        return switch (symbol) {
            case "[" -> list(depth);
            case "{" -> attributes(depth);
            case "(" -> parenthesised(depth);
            case "-" -> allowsSign ? negative(depth) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<NixValue> negative(int depth) {
        at++;
        return value(depth + 1, false).flatMap(value -> switch (value) {
            case NixValue.Int(long number) -> Optional.of(new NixValue.Int(-number));
            case NixValue.Decimal(BigDecimal number) -> Optional.of(new NixValue.Decimal(number.negate()));
            case NixValue.Null _,
                    NixValue.Bool _,
                    NixValue.Text _,
                    NixValue.PathLiteral _,
                    NixValue.ListOf _,
                    NixValue.Attributes _,
                    NixValue.PackageReference _,
                    NixValue.Expression _ -> Optional.empty();
        });
    }

    private Optional<NixValue> parenthesised(int depth) {
        at++;
        return value(depth + 1, true).filter(_ -> take(")"));
    }

    private Optional<NixValue> list(int depth) {
        at++;
        List<NixValue> items = new ArrayList<>();
        while (!take("]")) {
            Optional<NixValue> item = value(depth + 1, false);
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
        }
        return Optional.of(new NixValue.ListOf(items));
    }

    private Optional<NixValue> attributes(int depth) {
        at++;
        Map<String, NixValue> entries = new LinkedHashMap<>();
        while (!take("}")) {
            Optional<String> name = name();
            if (name.isEmpty() || !take("=")) {
                return Optional.empty();
            }
            Optional<NixValue> value = value(depth + 1, true).filter(_ -> take(";"));
            if (value.isEmpty() || entries.put(name.get(), value.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new NixValue.Attributes(entries));
    }

    /// One attribute name; a dotted one is left to Nix.
    private Optional<String> name() {
        if (at >= tokens.size()) {
            return Optional.empty();
        }
        NixToken token = tokens.get(at++);
        return switch (token.kind()) {
            case IDENTIFIER -> Optional.of(token.text(source));
            case STRING -> string(token.text(source)).map(NixValue.Text::value);
            case KEYWORD, INTEGER, DECIMAL, INDENTED_STRING, PATH, SYMBOL, COMMENT, BAD -> Optional.empty();
        };
    }
}
