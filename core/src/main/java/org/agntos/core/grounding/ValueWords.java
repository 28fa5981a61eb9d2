package org.agntos.core.grounding;

import java.util.List;
import org.agntos.core.nix.NixValue;

/// Values and ranges in words for people.
final class ValueWords {
    private static final int LONGEST_TEXT = 40;

    private ValueWords() {}

    static String describe(NixValue value) {
        return switch (value) {
            case NixValue.Null _ -> "null";
            case NixValue.Bool bool -> literal(bool);
            case NixValue.Int number -> "the number " + literal(number);
            case NixValue.Decimal number -> "the number " + literal(number);
            case NixValue.Text text -> "the text " + literal(text);
            case NixValue.PathLiteral path -> "the path " + path.value();
            case NixValue.ListOf list -> list.items().isEmpty() ? "an empty list" : "a list";
            case NixValue.Attributes _ -> "a set";
            case NixValue.PackageReference reference -> "the package " + reference.attribute();
            case NixValue.Expression _ -> "Nix code";
        };
    }

    /// A short value as one would type it.
    static String literal(NixValue value) {
        return switch (value) {
            case NixValue.Bool bool -> String.valueOf(bool.value());
            case NixValue.Int number -> String.valueOf(number.value());
            case NixValue.Decimal number -> number.value().toPlainString();
            case NixValue.Text text -> '"' + shortened(text.value()) + '"';
            case NixValue.Null _,
                    NixValue.PathLiteral _,
                    NixValue.ListOf _,
                    NixValue.Attributes _,
                    NixValue.PackageReference _,
                    NixValue.Expression _ -> describe(value);
        };
    }

    private static String shortened(String text) {
        String line = text.replace('\n', ' ');
        return line.codePointCount(0, line.length()) <= LONGEST_TEXT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
    }

    /// ` between 1 and 10`, ` of at least 1`, or nothing where there is no limit.
    static String range(long least, long most) {
        boolean hasLeast = least != Long.MIN_VALUE;
        boolean hasMost = most != Long.MAX_VALUE;
        if (hasLeast && hasMost) {
            return " between " + least + " and " + most;
        }
        if (hasLeast) {
            return " of at least " + least;
        }
        return hasMost ? " of at most " + most : "";
    }

    static String either(List<String> choices) {
        if (choices.size() < 2) {
            return String.join("", choices);
        }
        int last = choices.size() - 1;
        return String.join(", ", choices.subList(0, last)) + " or " + choices.get(last);
    }
}
