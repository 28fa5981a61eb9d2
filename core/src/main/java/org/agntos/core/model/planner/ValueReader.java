package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionType;
import org.agntos.core.model.planner.recipe.TimeZones;
import org.agntos.core.nix.NixValue;

/// Reads a value as the type of its option wants it: `on` is true for a switch and text for a name.
public final class ValueReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> YES = Set.of("true", "yes", "on", "enabled", "enable", "1");
    private static final Set<String> NO = Set.of("false", "no", "off", "disabled", "disable", "0");

    private final Catalogue catalogue;

    public ValueReader(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// The value as the arguments of `propose` write it; empty if it cannot be of that type. Text that begins with
    /// `[` or `{` is taken for Nix.
    public Optional<JsonNode> read(OptionEntry option, String text) {
        String trimmed = text.strip();
        if (option.path().equals("time.timeZone")) {
            return TimeZones.named(unquoted(trimmed)).map(JSON::textNode);
        }
        return read(OptionType.parse(option.type()), trimmed);
    }

    private Optional<JsonNode> read(OptionType type, String text) {
        return switch (type) {
            case OptionType.Bool _ -> bool(text);
            case OptionType.Whole _, OptionType.Decimal _, OptionType.NumberWithin _ -> number(text);
            case OptionType.Nothing _ -> text.equals("null") ? Optional.of(JSON.nullNode()) : Optional.empty();
            case OptionType.Text _ -> isSentence(text) ? Optional.empty() : Optional.of(JSON.textNode(unquoted(text)));
            case OptionType.AbsolutePath _ ->
                unquoted(text).startsWith("/") ? Optional.of(JSON.textNode(unquoted(text))) : Optional.empty();
            case OptionType.OnePackage _ -> aPackage(text);
            case OptionType.OneOf choices -> oneOf(choices.values(), text);
            case OptionType.ListOf list -> list(list.element(), text);
            case OptionType.AttributesOf _, OptionType.Submodule _ -> nix(text);
            case OptionType.Either either -> either(either.choices(), text);
            case OptionType.Anything _ -> Optional.of(untyped(text));
        };
    }

    /// More than three words without quotes are more likely a remark than a value.
    private static boolean isSentence(String text) {
        return unquoted(text).equals(text) && text.split("\\s+", -1).length > 3 && !text.contains("/");
    }

    private Optional<JsonNode> either(List<OptionType> choices, String text) {
        return choices.stream().flatMap(choice -> read(choice, text).stream()).findFirst();
    }

    private static Optional<JsonNode> bool(String text) {
        String word = unquoted(text).toLowerCase(Locale.ROOT);
        if (YES.contains(word)) {
            return Optional.of(JSON.booleanNode(true));
        }
        return NO.contains(word) ? Optional.of(JSON.booleanNode(false)) : Optional.empty();
    }

    private static Optional<JsonNode> number(String text) {
        String plain = unquoted(text);
        if (plain.matches("-?\\d{1,18}")) {
            return Optional.of(JSON.numberNode(Long.parseLong(plain)));
        }
        return plain.matches("-?\\d{1,18}\\.\\d{1,18}")
                ? Optional.of(JSON.numberNode(new java.math.BigDecimal(plain)))
                : Optional.empty();
    }

    private Optional<JsonNode> aPackage(String text) {
        String name = unquoted(text);
        String attribute = name.startsWith("pkgs.") ? name.substring("pkgs.".length()) : name;
        return catalogue
                .packageAt(attribute)
                .or(() -> catalogue.packageCalled(attribute))
                .map(entry -> code("pkgs." + entry.attribute()));
    }

    private static Optional<JsonNode> oneOf(List<NixValue> values, String text) {
        String word = unquoted(text);
        for (NixValue value : values) {
            switch (value) {
                case NixValue.Text choice
                when choice.value().equalsIgnoreCase(word) -> {
                    return Optional.of(JSON.textNode(choice.value()));
                }
                case NixValue.Int choice
                when String.valueOf(choice.value()).equals(word) -> {
                    return Optional.of(JSON.numberNode(choice.value()));
                }
                case NixValue.Bool choice
                when String.valueOf(choice.value()).equals(word) -> {
                    return Optional.of(JSON.booleanNode(choice.value()));
                }
                case NixValue.Null _
                when word.equals("null") -> {
                    return Optional.of(JSON.nullNode());
                }
                case NixValue.Text _,
                        NixValue.Int _,
                        NixValue.Bool _,
                        NixValue.Null _,
                        NixValue.Decimal _,
                        NixValue.PathLiteral _,
                        NixValue.ListOf _,
                        NixValue.Attributes _,
                        NixValue.PackageReference _,
                        NixValue.Expression _ -> {
                    // Another choice may be meant.
                }
            }
        }
        return Optional.empty();
    }

    private Optional<JsonNode> list(OptionType element, String text) {
        boolean isNix = text.startsWith("[") && text.endsWith("]");
        String inner = isNix ? text.substring(1, text.length() - 1) : text;
        ArrayNode items = JSON.arrayNode();
        boolean isPlain = inner.strip().matches("[^\\p{L}]+") || !(element instanceof OptionType.Text);
        String joint = isNix || isPlain ? "\\s*(?:,|\\band\\b|\\s)\\s*" : "\\s*(?:,|\\band\\b)\\s*";
        for (String part : inner.strip().split(joint, -1)) {
            if (!part.isBlank()) {
                Optional<JsonNode> item = read(element, part);
                if (item.isEmpty()) {
                    return isNix ? Optional.of(code(text)) : Optional.empty();
                }
                items.add(item.get());
            }
        }
        return Optional.of(items);
    }

    private static Optional<JsonNode> nix(String text) {
        return text.startsWith("{") && text.endsWith("}") ? Optional.of(code(text)) : Optional.empty();
    }

    /// The typing of AgntOS 1.x, for options whose type says nothing: code where it looks like code, text otherwise.
    public static JsonNode untyped(String text) {
        if (text.equals("true") || text.equals("false")) {
            return JSON.booleanNode(text.equals("true"));
        }
        if (text.startsWith("[") || text.startsWith("{")) {
            return code(text);
        }
        return number(text)
                .filter(_ -> Stream.of("\"", "'").noneMatch(text::startsWith))
                .orElseGet(() -> JSON.textNode(unquoted(text)));
    }

    static ObjectNode code(String nix) {
        return JSON.objectNode().put("$nix", nix);
    }

    static String unquoted(String text) {
        boolean isQuoted = text.length() >= 2
                && "\"'“`".indexOf(text.charAt(0)) >= 0
                && "\"'”`".indexOf(text.charAt(text.length() - 1)) >= 0;
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }
}
