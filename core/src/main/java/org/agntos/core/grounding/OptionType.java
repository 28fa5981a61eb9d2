package org.agntos.core.grounding;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.agntos.core.nix.NixValue;

/// The type of an option, read from the text by which NixOS words it, such as `null or list of string`.
///
/// Start with [#parse]. Words that it does not know become an [Anything] that says so, so that nothing right is
/// refused: what is accepted here is still evaluated by Nix. A [NixValue.Expression] fits every type, because only Nix
/// knows its value.
public sealed interface OptionType {

    /// Reads NixOS's text of a type. Never fails.
    static OptionType parse(String text) {
        return OptionTypeParser.parse(text);
    }

    /// What is expected, in words for people, such as `a whole number between 0 and 65535`.
    String expected();

    /// True if the value, which is neither code nor a mistake inside a list or set, is of this type.
    boolean accepts(NixValue value);

    /// Empty if the value is of this type, else what is wrong with it, as a sentence without its full stop.
    default Optional<String> fits(NixValue value) {
        if (value instanceof NixValue.Expression || accepts(value)) {
            return Optional.empty();
        }
        return Optional.of("expected " + expected() + ", but this is " + ValueWords.describe(value));
    }

    /// Every value, because the type takes every value or because its words are not known here.
    ///
    /// @param words what kind of values it takes, such as `JSON value`; empty if the words are not known
    record Anything(String words) implements OptionType {
        /// A type whose words are not known.
        public Anything() {
            this("");
        }

        /// True if the type is known to take every value.
        public boolean isKnown() {
            return !words.isEmpty();
        }

        @Override
        public String expected() {
            return "any value";
        }

        @Override
        public boolean accepts(NixValue value) {
            return true;
        }
    }

    record Nothing() implements OptionType {
        @Override
        public String expected() {
            return "null";
        }

        @Override
        public boolean accepts(NixValue value) {
            return value instanceof NixValue.Null;
        }
    }

    record Bool() implements OptionType {
        @Override
        public String expected() {
            return "true or false";
        }

        @Override
        public boolean accepts(NixValue value) {
            return value instanceof NixValue.Bool;
        }
    }

    /// A whole number between `least` and `most`, both included.
    record Whole(long least, long most) implements OptionType {
        @Override
        public String expected() {
            return "a whole number" + ValueWords.range(least, most);
        }

        @Override
        public boolean accepts(NixValue value) {
            return value instanceof NixValue.Int number && number.value() >= least && number.value() <= most;
        }
    }

    /// A number with a decimal point.
    record Decimal() implements OptionType {
        @Override
        public String expected() {
            return "a number with a decimal point";
        }

        @Override
        public boolean accepts(NixValue value) {
            return value instanceof NixValue.Decimal;
        }
    }

    /// A number, whole or not, between `least` and `most`, both included.
    record NumberWithin(BigDecimal least, BigDecimal most) implements OptionType {
        /// A limit with so many noughts is none.
        private static final int UNLIMITED = -99;

        @Override
        public String expected() {
            if (most.scale() < UNLIMITED) {
                return least.signum() < 0 ? "a number" : "a number of at least " + least.toPlainString();
            }
            return "a number between " + least.toPlainString() + " and " + most.toPlainString();
        }

        @Override
        public boolean accepts(NixValue value) {
            return switch (value) {
                case NixValue.Int whole -> isWithin(BigDecimal.valueOf(whole.value()));
                case NixValue.Decimal decimal -> isWithin(decimal.value());
                case NixValue.Null _,
                        NixValue.Bool _,
                        NixValue.Text _,
                        NixValue.PathLiteral _,
                        NixValue.ListOf _,
                        NixValue.Attributes _,
                        NixValue.PackageReference _,
                        NixValue.Expression _ -> false;
            };
        }

        private boolean isWithin(BigDecimal number) {
            return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
        }
    }

    /// Text. Where `separator` is not empty, several definitions are joined with it.
    record Text(Rule rule, String pattern, String separator) implements OptionType {
        /// What the text may not be.
        public enum Rule {
            ANY,
            NOT_BLANK,
            SINGLE_LINE,
            PATTERN
        }

        @Override
        public String expected() {
            return switch (rule) {
                case ANY -> separator.isEmpty() ? "text" : "lines of text";
                case NOT_BLANK -> "text that is not empty";
                case SINGLE_LINE -> "a single line of text";
                case PATTERN -> "text of the form " + pattern;
            };
        }

        @Override
        public boolean accepts(NixValue value) {
            return value instanceof NixValue.Text text && isRight(text.value());
        }

        private boolean isRight(String text) {
            return switch (rule) {
                case ANY -> true;
                case NOT_BLANK -> !text.isBlank();
                case SINGLE_LINE -> text.indexOf('\n') < 0;
                case PATTERN -> matches(text);
            };
        }

        private boolean matches(String text) {
            try {
                return Pattern.matches(OptionTypeParser.javaPattern(pattern), text);
            } catch (PatternSyntaxException e) {
                return true;
            }
        }
    }

    /// An absolute path, as a path literal or as text.
    record AbsolutePath() implements OptionType {
        @Override
        public String expected() {
            return "an absolute path";
        }

        @Override
        public boolean accepts(NixValue value) {
            return value instanceof NixValue.PathLiteral
                    || value instanceof NixValue.PackageReference
                    || (value instanceof NixValue.Text text && text.value().startsWith("/"));
        }
    }

    record OnePackage() implements OptionType {
        @Override
        public String expected() {
            return "a package, such as pkgs.hello";
        }

        @Override
        public boolean accepts(NixValue value) {
            return value instanceof NixValue.PackageReference
                    || (value instanceof NixValue.Text text && text.value().startsWith("/nix/store/"));
        }
    }

    /// One of a few fixed values.
    record OneOf(List<NixValue> values) implements OptionType {
        public OneOf {
            values = List.copyOf(values);
        }

        @Override
        public String expected() {
            String all = values.stream().map(ValueWords::literal).collect(Collectors.joining(", "));
            return values.size() == 1 ? all : "one of " + all;
        }

        @Override
        public boolean accepts(NixValue value) {
            return values.contains(value);
        }
    }

    record ListOf(OptionType element, boolean isNeverEmpty) implements OptionType {
        @Override
        public String expected() {
            String start = isNeverEmpty ? "a list that is not empty" : "a list";
            return element instanceof Anything ? start : start + ", each item " + element.expected();
        }

        @Override
        public boolean accepts(NixValue value) {
            return value instanceof NixValue.ListOf list
                    && !(isNeverEmpty && list.items().isEmpty())
                    && list.items().stream().allMatch(item -> element.fits(item).isEmpty());
        }

        @Override
        public Optional<String> fits(NixValue value) {
            if (value instanceof NixValue.ListOf list) {
                for (int i = 0; i < list.items().size(); i++) {
                    Optional<String> problem = element.fits(list.items().get(i));
                    if (problem.isPresent()) {
                        return Optional.of("item " + (i + 1) + ": " + problem.get());
                    }
                }
            }
            return OptionType.super.fits(value);
        }
    }

    /// A set of names of one's own, each with a value of one type.
    record AttributesOf(OptionType element) implements OptionType {
        @Override
        public String expected() {
            return element instanceof Anything ? "a set" : "a set, each value " + element.expected();
        }

        @Override
        public boolean accepts(NixValue value) {
            return value instanceof NixValue.Attributes set
                    && set.entries().values().stream()
                            .allMatch(entry -> element.fits(entry).isEmpty());
        }

        @Override
        public Optional<String> fits(NixValue value) {
            if (value instanceof NixValue.Attributes set) {
                for (var entry : set.entries().entrySet()) {
                    Optional<String> problem = element.fits(entry.getValue());
                    if (problem.isPresent()) {
                        return Optional.of(entry.getKey() + ": " + problem.get());
                    }
                }
            }
            return OptionType.super.fits(value);
        }
    }

    /// A set whose names are options of their own.
    record Submodule() implements OptionType {
        @Override
        public String expected() {
            return "a set of options";
        }

        @Override
        public boolean accepts(NixValue value) {
            return value instanceof NixValue.Attributes;
        }
    }

    /// Any one of several types, such as `null or string`.
    record Either(List<OptionType> choices) implements OptionType {
        public Either {
            choices = List.copyOf(choices);
        }

        @Override
        public String expected() {
            return choices.stream()
                    .map(OptionType::expected)
                    .distinct()
                    .collect(Collectors.collectingAndThen(Collectors.toList(), ValueWords::either));
        }

        @Override
        public boolean accepts(NixValue value) {
            return choices.stream().anyMatch(choice -> choice.fits(value).isEmpty());
        }

        /// Speaks of the one choice that has the value's shape, where there is just one.
        @Override
        public Optional<String> fits(NixValue value) {
            if (value instanceof NixValue.Expression || accepts(value)) {
                return Optional.empty();
            }
            List<OptionType> close =
                    choices.stream().filter(choice -> hasShapeOf(choice, value)).toList();
            return close.size() == 1 ? close.getFirst().fits(value) : OptionType.super.fits(value);
        }

        private static boolean hasShapeOf(OptionType type, NixValue value) {
            return (type instanceof ListOf && value instanceof NixValue.ListOf)
                    || (type instanceof AttributesOf && value instanceof NixValue.Attributes);
        }
    }
}
