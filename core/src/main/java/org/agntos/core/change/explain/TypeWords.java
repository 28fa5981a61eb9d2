package org.agntos.core.change.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionType;
import org.agntos.core.nix.NixRenderer;
import org.agntos.core.nix.NixText;
import org.agntos.core.nix.NixValue;

/// Says what is wrong with a value: what was given, what is wanted and one example that would fit. Pure; any thread.
public final class TypeWords {
    private static final Set<String> YES = Set.of("yes", "true", "on", "enable", "enabled", "1");
    private static final Set<String> NO = Set.of("no", "false", "off", "disable", "disabled", "0");
    private static final int LONGEST_EXAMPLE = 60;

    private TypeWords() {}

    /// One sentence, and an example where one is known.
    ///
    /// @param option the path as it is shown
    public static String sentence(String option, OptionType type, NixValue value) {
        String wrong = type.fits(value).orElse("expected " + type.expected());
        int expected = wrong.indexOf("expected ");
        String item = expected > 0 ? " (" + wrong.substring(0, expected).replaceFirst(":\\s*$", "") + ")" : "";
        String words = wrong.substring(Math.max(0, expected) + "expected ".length());
        return option + item + " takes " + words.replaceFirst(", but this is ", ", but is given ") + ".";
    }

    /// A line that would be accepted, such as `services.openssh.enable = true;`; empty where none is known.
    ///
    /// @param meant what the person likely meant, which is the best example
    public static String example(String path, OptionType type, Optional<OptionEntry> entry, Optional<NixValue> meant) {
        return meant.map(NixRenderer::render)
                .or(() -> given(entry, type))
                .or(() -> example(type).map(NixRenderer::render))
                .filter(text -> text.length() <= LONGEST_EXAMPLE && text.indexOf('\n') < 0)
                .map(text -> path + " = " + text + ";")
                .orElse("");
    }

    /// The example or default that the option itself has, if it is one that can be read.
    private static Optional<String> given(Optional<OptionEntry> entry, OptionType type) {
        return entry.flatMap(option -> List.of(option.facts().example(), option.defaultText()).stream()
                .map(text -> NixText.value(text).orElse(new NixValue.Null()))
                .filter(value ->
                        !(value instanceof NixValue.Null || value instanceof NixValue.Expression || isEmpty(value)))
                .filter(type::accepts)
                .map(NixRenderer::render)
                .findFirst());
    }

    private static boolean isEmpty(NixValue value) {
        return value.equals(new NixValue.ListOf(List.of()))
                || value.equals(new NixValue.Attributes(Map.of()))
                || value.equals(new NixValue.Text(""));
    }

    private static Optional<NixValue> example(OptionType type) {
        return switch (type) {
            case OptionType.Bool _ -> Optional.of(new NixValue.Bool(true));
            case OptionType.Whole(long least, long most) ->
                Optional.of(
                        new NixValue.Int(least <= 8080 && most >= 8080 ? 8080 : Math.max(least, Math.min(1, most))));
            case OptionType.Decimal _ -> Optional.of(new NixValue.Decimal(new BigDecimal("0.5")));
            case OptionType.NumberWithin(BigDecimal least, BigDecimal _) -> Optional.of(new NixValue.Decimal(least));
            case OptionType.Text text ->
                Optional.<NixValue>of(new NixValue.Text("text")).filter(text::accepts);
            case OptionType.AbsolutePath _ -> Optional.of(new NixValue.Text("/path/to/file"));
            case OptionType.OnePackage _ -> Optional.of(new NixValue.PackageReference("hello"));
            case OptionType.OneOf(List<NixValue> values) -> values.stream().findFirst();
            case OptionType.ListOf(OptionType element, boolean _) ->
                example(element).map(item -> new NixValue.ListOf(List.of(item)));
            case OptionType.AttributesOf(OptionType element) ->
                example(element).map(item -> new NixValue.Attributes(Map.of("name", item)));
            case OptionType.Either(List<OptionType> choices) ->
                choices.stream().flatMap(choice -> example(choice).stream()).findFirst();
            case OptionType.Anything _, OptionType.Nothing _, OptionType.Submodule _ -> Optional.empty();
        };
    }

    /// The value in the form the option takes, where it is plain what was meant: `"yes"` for `true`, `"8080"` for
    /// `8080`, one thing for a list of it.
    public static Optional<NixValue> meant(OptionType type, NixValue value, Catalogue catalogue) {
        return candidates(type, value, catalogue).stream()
                .filter(candidate -> !candidate.equals(value) && type.accepts(candidate))
                .findFirst();
    }

    private static List<NixValue> candidates(OptionType type, NixValue value, Catalogue catalogue) {
        List<NixValue> found = new ArrayList<>(one(value, catalogue));
        if (value instanceof NixValue.ListOf(List<NixValue> items)) {
            if (items.size() == 1) {
                found.add(items.getFirst());
            }
            if (type instanceof OptionType.ListOf(OptionType element, boolean _)) {
                found.add(new NixValue.ListOf(items.stream()
                        .map(item -> element.accepts(item)
                                ? item
                                : meant(element, item, catalogue).orElse(item))
                        .toList()));
            }
        } else {
            List.copyOf(found).forEach(item -> found.add(new NixValue.ListOf(List.of(item))));
            found.add(new NixValue.ListOf(List.of(value)));
        }
        if (value instanceof NixValue.Attributes(Map<String, NixValue> entries)
                && type instanceof OptionType.AttributesOf(OptionType element)) {
            Map<String, NixValue> right = new LinkedHashMap<>();
            entries.forEach((name, entry) -> right.put(
                    name,
                    element.accepts(entry)
                            ? entry
                            : meant(element, entry, catalogue).orElse(entry)));
            found.add(new NixValue.Attributes(right));
        }
        return found;
    }

    private static List<NixValue> one(NixValue value, Catalogue catalogue) {
        return switch (value) {
            case NixValue.Text(String text) -> ofText(text.strip(), catalogue);
            case NixValue.Int(long number) -> List.of(new NixValue.Text(Long.toString(number)));
            case NixValue.Decimal(BigDecimal number) -> List.of(new NixValue.Text(number.toPlainString()));
            case NixValue.Bool(boolean flag) -> List.of(new NixValue.Text(flag ? "yes" : "no"));
            case NixValue.PackageReference(String attribute) -> List.of(new NixValue.Text(attribute));
            case NixValue.Null _,
                    NixValue.PathLiteral _,
                    NixValue.ListOf _,
                    NixValue.Attributes _,
                    NixValue.Expression _ -> List.of();
        };
    }

    private static List<NixValue> ofText(String text, Catalogue catalogue) {
        List<NixValue> found = new ArrayList<>();
        String word = text.toLowerCase(Locale.ROOT);
        if (YES.contains(word) || NO.contains(word)) {
            found.add(new NixValue.Bool(YES.contains(word)));
        }
        if (text.matches("-?[0-9]{1,18}")) {
            found.add(new NixValue.Int(Long.parseLong(text)));
        }
        String attribute = text.startsWith("pkgs.") ? text.substring("pkgs.".length()) : text;
        if (catalogue.packageAt(attribute).isPresent()) {
            found.add(new NixValue.PackageReference(attribute));
        }
        return found;
    }
}
