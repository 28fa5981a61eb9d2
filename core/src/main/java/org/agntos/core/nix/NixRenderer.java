package org.agntos.core.nix;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// Writes values as Nix in the layout of RFC 166. Evaluating the text gives back the value. Pure; any thread.
///
/// A value Nix cannot hold (the character NUL, a relative path) is an [IllegalArgumentException].
public final class NixRenderer {
    private static final int WIDTH = 100;
    private static final int LONG_LIST = 8;
    private static final Pattern PATH = Pattern.compile("(?:/[a-zA-Z0-9._+-]+)+");
    private static final Pattern SELECTION = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_'.-]*");
    private static final int PLAIN_DIGITS = 30;

    private NixRenderer() {}

    /// The value at the left margin.
    public static String render(NixValue value) {
        return render(value, 0);
    }

    /// The value as it stands in a line that is indented by `indent` spaces; the first line is not indented.
    public static String render(NixValue value, int indent) {
        return switch (value) {
            case NixValue.Null _ -> "null";
            case NixValue.Bool(boolean flag) -> Boolean.toString(flag);
            case NixValue.Int(long number) -> integer(number);
            case NixValue.Decimal(BigDecimal number) -> decimal(number);
            case NixValue.Text(String text) ->
                NixStrings.indented(text, indent + 2).orElseGet(() -> NixStrings.quoted(text));
            case NixValue.PathLiteral(String path) -> path(path);
            case NixValue.ListOf(List<NixValue> items) -> list(items, indent);
            case NixValue.Attributes(Map<String, NixValue> entries) -> attributes(entries, indent);
            case NixValue.PackageReference(String attribute) -> packageReference(attribute);
            case NixValue.Expression(String code) -> code.strip();
        };
    }

    /// `pkgs.` and the attribute, quoted where needed.
    private static String packageReference(String attribute) {
        return "pkgs."
                + OptionPath.parse(attribute)
                        .orElseThrow(() -> new IllegalArgumentException("not a package attribute: '" + attribute + "'"))
                        .render();
    }

    private static String integer(long number) {
        return number == Long.MIN_VALUE ? "(-9223372036854775807 - 1)" : Long.toString(number);
    }

    private static String decimal(BigDecimal number) {
        BigDecimal exact = number.stripTrailingZeros();
        if (exact.signum() == 0) {
            return "0.0";
        }
        long magnitude = (long) exact.precision() - exact.scale();
        if (Math.abs(magnitude) <= PLAIN_DIGITS && exact.precision() <= PLAIN_DIGITS) {
            String plain = exact.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = exact.unscaledValue().abs().toString();
        String mantissa = digits.charAt(0) + "." + (digits.length() > 1 ? digits.substring(1) : "0");
        return (exact.signum() < 0 ? "-" : "") + mantissa + "e" + (magnitude - 1);
    }

    private static String path(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path: '" + path + "' (expected: a leading /)");
        }
        return PATH.matcher(path).matches() ? path : "(/. + " + NixStrings.quoted(path) + ")";
    }

    private static String list(List<NixValue> items, int indent) {
        if (items.isEmpty()) {
            return "[ ]";
        }
        return oneLine(items, indent).orElseGet(() -> {
            String margin = " ".repeat(indent + 2);
            StringJoiner lines = new StringJoiner("\n", "[\n", "\n" + " ".repeat(indent) + "]");
            items.forEach(item -> lines.add(margin + item(item, indent + 2)));
            return lines.toString();
        });
    }

    private static Optional<String> oneLine(List<NixValue> items, int indent) {
        if (items.size() > LONG_LIST) {
            return Optional.empty();
        }
        StringJoiner line = new StringJoiner(" ", "[ ", " ]");
        for (NixValue item : items) {
            String text = item(item, 0);
            if (text.contains("\n")) {
                return Optional.empty();
            }
            line.add(text);
        }
        return indent + line.length() <= WIDTH * 2 / 3 ? Optional.of(line.toString()) : Optional.empty();
    }

    /// In a list, what is more than one word needs parentheses.
    private static String item(NixValue value, int indent) {
        String text = render(value, indent);
        return switch (value) {
            case NixValue.Int(long number) when number < 0 && number > Long.MIN_VALUE -> "(" + text + ")";
            case NixValue.Decimal(BigDecimal number) when number.signum() < 0 -> "(" + text + ")";
            case NixValue.Expression _ -> SELECTION.matcher(text).matches() ? text : "(" + text + ")";
            case NixValue.Null _,
                    NixValue.Bool _,
                    NixValue.Int _,
                    NixValue.Decimal _,
                    NixValue.Text _,
                    NixValue.PathLiteral _,
                    NixValue.ListOf _,
                    NixValue.Attributes _,
                    NixValue.PackageReference _ -> text;
        };
    }

    private static String attributes(Map<String, NixValue> entries, int indent) {
        if (entries.isEmpty()) {
            return "{ }";
        }
        String margin = " ".repeat(indent + 2);
        StringJoiner lines = new StringJoiner("\n", "{\n", "\n" + " ".repeat(indent) + "}");
        entries.forEach((name, value) ->
                lines.add(margin + NixIdentifiers.attribute(name) + " = " + render(value, indent + 2) + ";"));
        return lines.toString();
    }
}
