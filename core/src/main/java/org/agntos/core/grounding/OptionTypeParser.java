package org.agntos.core.grounding;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.grounding.OptionType.Text.Rule;
import org.agntos.core.nix.NixValue;

/// Reads the text by which NixOS words a type. Words that it does not know become [OptionType.Anything].
final class OptionTypeParser {
    private static final OptionType ANY_TEXT = new OptionType.Text(Rule.ANY, "", "");
    private static final String LIST = "list of ";
    private static final String PATTERN = "string matching the pattern ";
    private static final Pattern WITH_PATTERN = Pattern.compile("(?:list of |null or )?" + PATTERN + ".*");
    private static final Pattern ATTRIBUTES = Pattern.compile("(?:lazy )?attribute set of (.*)");
    private static final Pattern BETWEEN =
            Pattern.compile(".*between (-?[0-9]+(?:\\.[0-9]+)?) and (-?[0-9]+(?:\\.[0-9]+)?) .*");
    private static final Pattern ONLY_VALUE = Pattern.compile("value (.*) \\(singular enum\\)");
    private static final Pattern JOINED = Pattern.compile("strings concatenated with \"(.*)\"");
    private static final Pattern WHOLE = Pattern.compile("(?:(?:\\d+ bit )?(?:un)?signed )?integer(?:[ ,;].*)?");
    private static final Pattern ENUM_ITEM =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(-?\\d+)|(true|false|null|<null>)(?=,|$)");
    /// Formats that can hold whatever Nix can write down.
    private static final Pattern DATA = Pattern.compile(
            "(?:JSON|Json|TOML|YAML|YAML 1\\.1|HOCON|XML|PHP|Elixir|CUE|lua|Lua) value|[A-Za-z.]+ configuration value");
    private static final Set<String> OPEN = Set.of("anything", "unspecified value", "unspecified", "raw value");
    private static final Pattern ATOM =
            Pattern.compile("(?:INI |Nix config )?atom \\(null, bool, int, float(?:,| or) (?:string|str).*\\)");
    private static final BigDecimal LARGEST = new BigDecimal("1e300");
    private static final OptionType ONE_VALUE = new OptionType.Either(List.of(
            new OptionType.Nothing(),
            new OptionType.Bool(),
            new OptionType.NumberWithin(LARGEST.negate(), LARGEST),
            new OptionType.Text(Rule.ANY, "", ""),
            new OptionType.AbsolutePath(),
            new OptionType.OnePackage()));

    private OptionTypeParser() {}

    static OptionType parse(String type) {
        String text = unwrap(type.strip()
                .replace(" newlines or colons", " newlines")
                .replace(" convertible to it", "")
                .replace("signed integer or floating point number", "number")
                .replace("integer or floating point number", "number")
                .replace("nonnegative number, meaning", "number, meaning"));
        if (WITH_PATTERN.matcher(text).matches()) {
            return withPattern(text);
        }
        List<String> choices = alternatives(text);
        if (choices.size() > 1) {
            return either(choices.stream().map(OptionTypeParser::parse).toList());
        }
        return single(text);
    }

    /// The type of what stands inside a set of this type: `string` for `attribute set of string`, `anything` where a
    /// set
    /// takes anything; empty if the type is no set.
    static Optional<String> elementOf(String type) {
        for (String choice : alternatives(unwrap(type.strip()))) {
            String text = unwrap(choice.replace(" convertible to it", ""));
            Matcher attributes = ATTRIBUTES.matcher(text);
            if (attributes.matches()) {
                String element = unwrap(attributes.group(1));
                return Optional.of(element.equals("submodule") ? "anything" : element);
            }
            OptionType read = parse(text);
            boolean isOpen = read instanceof OptionType.Anything
                    || read instanceof OptionType.Submodule
                    || read instanceof OptionType.AttributesOf;
            if (isOpen) {
                return Optional.of("anything");
            }
        }
        return Optional.empty();
    }

    private static OptionType either(List<OptionType> choices) {
        List<OptionType.Anything> open = choices.stream()
                .filter(OptionType.Anything.class::isInstance)
                .map(OptionType.Anything.class::cast)
                .toList();
        if (open.isEmpty()) {
            return new OptionType.Either(choices);
        }
        return open.stream().allMatch(OptionType.Anything::isKnown) ? open.getFirst() : new OptionType.Anything();
    }

    private static OptionType withPattern(String text) {
        if (text.startsWith(LIST)) {
            return new OptionType.ListOf(withPattern(text.substring(LIST.length())), false);
        }
        if (text.startsWith("null or ")) {
            OptionType pattern = withPattern(text.substring("null or ".length()));
            return new OptionType.Either(List.of(new OptionType.Nothing(), pattern));
        }
        return new OptionType.Text(Rule.PATTERN, text.substring(PATTERN.length()), "");
    }

    private static OptionType single(String text) {
        Matcher attributes = ATTRIBUTES.matcher(text);
        if (attributes.matches()) {
            return new OptionType.AttributesOf(parse(attributes.group(1)));
        }
        if (text.startsWith(LIST)) {
            return new OptionType.ListOf(parse(text.substring(LIST.length())), false);
        }
        if (text.startsWith("non-empty ") && parse(text.substring(10)) instanceof OptionType.ListOf list) {
            return new OptionType.ListOf(list.element(), true);
        }
        if (text.startsWith("one of ")) {
            return enumeration(text.substring("one of ".length()));
        }
        Matcher only = ONLY_VALUE.matcher(text);
        if (only.matches()) {
            return enumeration(only.group(1));
        }
        return number(text).or(() -> text(text)).orElseGet(() -> simple(text));
    }

    private static OptionType simple(String text) {
        if (begins(text, "submodule") || begins(text, "open submodule")) {
            return new OptionType.Submodule();
        }
        if (isSet(text)) {
            return new OptionType.AttributesOf(new OptionType.Anything("anything"));
        }
        if (ATOM.matcher(text).matches()) {
            return ONE_VALUE;
        }
        if (DATA.matcher(text).matches() || OPEN.contains(text)) {
            return new OptionType.Anything(text);
        }
        if (begins(text, "null")) {
            return new OptionType.Nothing();
        }
        if (begins(text, "boolean")) {
            return new OptionType.Bool();
        }
        if (begins(text, "package")) {
            return new OptionType.OnePackage();
        }
        boolean isPath = begins(text, "path") || begins(text, "absolute path");
        return isPath ? new OptionType.AbsolutePath() : new OptionType.Anything();
    }

    private static boolean isSet(String text) {
        return begins(text, "attribute set")
                || begins(text, "attrsOf")
                || begins(text, "DAG of")
                || text.startsWith("section of a");
    }

    private static Optional<OptionType> number(String text) {
        if (begins(text, "positive integer")) {
            return Optional.of(new OptionType.Whole(1, Long.MAX_VALUE));
        }
        if (begins(text, "unsigned integer") || begins(text, "nonnegative integer")) {
            return Optional.of(new OptionType.Whole(0, Long.MAX_VALUE));
        }
        Matcher between = BETWEEN.matcher(text);
        boolean hasLimits = between.matches();
        if (WHOLE.matcher(text).matches()) {
            return Optional.of(
                    hasLimits
                            ? new OptionType.Whole(Long.parseLong(between.group(1)), Long.parseLong(between.group(2)))
                            : new OptionType.Whole(Long.MIN_VALUE, Long.MAX_VALUE));
        }
        if (text.equals("number") || begins(text, "number, meaning >=0")) {
            BigDecimal least = text.equals("number") ? LARGEST.negate() : BigDecimal.ZERO;
            return Optional.of(new OptionType.NumberWithin(least, LARGEST));
        }
        if ((begins(text, "number") || begins(text, "float")) && hasLimits) {
            return Optional.of(
                    new OptionType.NumberWithin(new BigDecimal(between.group(1)), new BigDecimal(between.group(2))));
        }
        return begins(text, "floating point number") ? Optional.of(new OptionType.Decimal()) : Optional.empty();
    }

    private static Optional<OptionType> text(String text) {
        Matcher joined = JOINED.matcher(text);
        if (joined.matches()) {
            return Optional.of(new OptionType.Text(
                    Rule.ANY, "", joined.group(1).replace("\\n", "\n").replace("\\t", "\t")));
        }
        if (begins(text, "non-empty string")) {
            return Optional.of(new OptionType.Text(Rule.NOT_BLANK, "", ""));
        }
        if (begins(text, "single-line string")) {
            return Optional.of(new OptionType.Text(Rule.SINGLE_LINE, "", ""));
        }
        boolean isText = begins(text, "string") || text.equals("(optionally newline-terminated) single-line string");
        return isText ? Optional.of(ANY_TEXT) : Optional.empty();
    }

    private static OptionType enumeration(String items) {
        List<NixValue> values = new ArrayList<>();
        Matcher item = ENUM_ITEM.matcher(items);
        int end = 0;
        while (item.find() && items.substring(end, item.start()).matches(",? ?")) {
            values.add(enumValue(item));
            end = item.end();
        }
        return end == items.length() && !values.isEmpty() ? new OptionType.OneOf(values) : new OptionType.Anything();
    }

    private static NixValue enumValue(Matcher item) {
        if (item.group(1) != null) {
            return new NixValue.Text(item.group(1).replaceAll("\\\\(.)", "$1"));
        }
        if (item.group(2) != null) {
            return new NixValue.Int(Long.parseLong(item.group(2)));
        }
        return item.group().contains("null")
                ? new NixValue.Null()
                : new NixValue.Bool(item.group().equals("true"));
    }

    private static boolean begins(String text, String word) {
        return text.startsWith(word)
                && (text.length() == word.length() || " ,;".indexOf(text.charAt(word.length())) >= 0);
    }

    /// `(list of string)` → `list of string`; `(a) or (b)` stays.
    private static String unwrap(String text) {
        if (!text.startsWith("(") || !text.endsWith(")")) {
            return text;
        }
        int depth = 0;
        for (int i = 0; i < text.length() - 1; i++) {
            depth += step(text.charAt(i));
            if (depth == 0) {
                return text;
            }
        }
        return unwrap(text.substring(1, text.length() - 1).strip());
    }

    /// `null or (list of (a or b))` → `null`, `(list of (a or b))`.
    private static List<String> alternatives(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += step(text.charAt(i));
            if (depth == 0 && text.startsWith(" or ", i)) {
                parts.add(text.substring(start, i));
                start = i + 4;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static int step(char bracket) {
        return switch (bracket) {
            case '(' -> 1;
            case ')' -> -1;
            default -> 0;
        };
    }

    /// The POSIX pattern of a type as Java writes it.
    static String javaPattern(String posix) {
        return posix.replace("[:alnum:]", "\\p{Alnum}")
                .replace("[:alpha:]", "\\p{Alpha}")
                .replace("[:digit:]", "\\p{Digit}")
                .replace("[:lower:]", "\\p{Lower}")
                .replace("[:upper:]", "\\p{Upper}")
                .replace("[:print:]", "\\p{Print}")
                .replace("[:space:]", "\\s")
                .replace("[:xdigit:]", "\\p{XDigit}");
    }
}
