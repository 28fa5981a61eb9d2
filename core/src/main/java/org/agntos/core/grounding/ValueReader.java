package org.agntos.core.grounding;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.agntos.core.nix.NixText;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionPath;

/// Reads values as people and models write them: Nix, JSON, or a bare word that the option's type makes a text, a flag
/// or a package. Pure; any thread.
public final class ValueReader {
    private static final Pattern BARE_WORDS = Pattern.compile("[^\\s\\[\\]{}\"',;]+(?:[\\s,]+[^\\s\\[\\]{}\"',;]+)*");

    private ValueReader() {}

    /// What came of reading a value.
    public sealed interface Reading {
        record Value(NixValue value) implements Reading {}

        /// @param message what is wrong, with the text and what was expected
        record Unreadable(String message) implements Reading {}
    }

    /// Reads `text` as a value of `type`. A value that is readable and does not fit the type is returned as it is:
    /// verification says what is wrong with it.
    ///
    /// @param type as NixOS words it (`null or string`); empty where the option is not known
    public static Reading read(String text, String type) {
        String trimmed = text.strip();
        OptionType wanted = OptionType.parse(type);
        if (text.indexOf('\0') >= 0) {
            return new Reading.Unreadable("a value cannot hold the character NUL");
        }
        if (trimmed.isEmpty()) {
            return wanted.accepts(new NixValue.Text(""))
                    ? new Reading.Value(new NixValue.Text(""))
                    : new Reading.Unreadable("the value is empty (expected: " + wanted.expected() + ")");
        }
        Optional<NixValue> literal = json(trimmed).or(() -> NixText.value(trimmed));
        return literal.map(value -> fitted(value, trimmed, wanted)).orElseGet(() -> bare(trimmed, wanted));
    }

    /// The same for a value that came as JSON; an object with the one key `$nix` is Nix text.
    public static NixValue fromJson(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL, MISSING -> new NixValue.Null();
            case BOOLEAN -> new NixValue.Bool(node.booleanValue());
            case NUMBER ->
                node.isIntegralNumber() && node.canConvertToLong()
                        ? new NixValue.Int(node.longValue())
                        : new NixValue.Decimal(node.decimalValue());
            case STRING, BINARY, POJO -> new NixValue.Text(node.asText());
            case ARRAY -> {
                List<NixValue> items = new ArrayList<>();
                node.forEach(item -> items.add(fromJson(item)));
                yield new NixValue.ListOf(items);
            }
            case OBJECT -> fromObject(node);
        };
    }

    private static NixValue fromObject(JsonNode node) {
        String code = node.path("$nix").textValue();
        if (node.size() == 1 && code != null) {
            return NixText.value(code).orElseGet(() -> new NixValue.Expression(code));
        }
        Map<String, NixValue> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> entries.put(entry.getKey(), fromJson(entry.getValue())));
        return new NixValue.Attributes(entries);
    }

    /// Lists and objects of JSON. A Nix list of one item or none looks the same and means the same.
    private static Optional<NixValue> json(String text) {
        return text.startsWith("[") || text.startsWith("{")
                ? StrictJson.parse(text).map(ValueReader::fromJson)
                : Optional.empty();
    }

    /// Brings a value to the type where it means the same: `8080` for a text, `22` for a list, `1` for a decimal.
    private static Reading fitted(NixValue value, String text, OptionType wanted) {
        if (value instanceof NixValue.Expression) {
            boolean isCommaList = text.startsWith("[") && text.contains(",");
            return isCommaList ? bare(text.substring(1, text.length() - 1), wanted) : new Reading.Value(value);
        }
        if (wanted.accepts(value)) {
            return new Reading.Value(value);
        }
        if (value instanceof NixValue.Int(long number)
                && wanted.accepts(new NixValue.Decimal(BigDecimal.valueOf(number)))) {
            return new Reading.Value(new NixValue.Decimal(BigDecimal.valueOf(number)));
        }
        boolean isPlain = !text.startsWith("\"") && !text.startsWith("[") && !text.startsWith("{");
        if (isPlain && wanted.accepts(new NixValue.Text(text))) {
            return new Reading.Value(new NixValue.Text(text));
        }
        NixValue single = new NixValue.ListOf(List.of(value));
        return new Reading.Value(wanted.accepts(single) ? single : value);
    }

    private static Reading bare(String text, OptionType wanted) {
        Optional<Boolean> flag = flag(text);
        if (flag.isPresent() && wanted.accepts(new NixValue.Bool(true)) && !(wanted instanceof OptionType.Anything)) {
            return new Reading.Value(new NixValue.Bool(flag.get()));
        }
        if (wanted.accepts(new NixValue.Text(text))) {
            return new Reading.Value(new NixValue.Text(text));
        }
        if (OptionPath.parse(text).isPresent() && wanted.accepts(new NixValue.PackageReference(text))) {
            return new Reading.Value(new NixValue.PackageReference(text));
        }
        String words = text.strip();
        if (BARE_WORDS.matcher(words).matches()) {
            List<NixValue> items = new ArrayList<>();
            for (String word : words.split("[\\s,]+", -1)) {
                items.add(item(word, wanted));
            }
            if (wanted.accepts(new NixValue.ListOf(items))) {
                return new Reading.Value(new NixValue.ListOf(items));
            }
        }
        return new Reading.Unreadable("'" + text + "' is not a value (expected: " + wanted.expected() + ")");
    }

    /// The first meaning of a word that the list takes.
    private static NixValue item(String word, OptionType list) {
        List<NixValue> meanings = new ArrayList<>();
        NixText.value(word).ifPresent(meanings::add);
        meanings.add(new NixValue.Text(word));
        if (OptionPath.parse(word).isPresent()) {
            meanings.add(new NixValue.PackageReference(word));
        }
        return meanings.stream()
                .filter(meaning -> list.accepts(new NixValue.ListOf(List.of(meaning))))
                .findFirst()
                .orElseGet(meanings::getFirst);
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "on", "enabled", "enable" -> Optional.of(true);
            case "no", "off", "disabled", "disable" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
