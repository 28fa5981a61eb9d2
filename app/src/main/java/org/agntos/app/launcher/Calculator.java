package org.agntos.app.launcher;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reckons with fractions, so that nothing is rounded: `0.1 + 0.2` is `0.3`. Knows `+ - * / ^ %` and brackets and
/// nothing else. Pure.
final class Calculator {
    private static final Pattern ALLOWED = Pattern.compile("[0-9.,+\\-−*×/÷^%()\\s]{3,120}");
    private static final Pattern HAS_WORK = Pattern.compile("[0-9)%]\\s*[+\\-−*×/÷^%]");
    private static final int MOST_BITS = 4096;
    private static final int MOST_DIGITS = 40;
    private static final MathContext SHOWN = new MathContext(15);

    private final String text;
    private int at;

    private Calculator(String text) {
        this.text = text;
    }

    /// What it comes to.
    ///
    /// @param value with a point; rounded only if [#isExact] says so
    record Result(String value, boolean isExact) {}

    /// Empty if `input` is not arithmetic, has no result, or one too large to be shown.
    static Optional<Result> evaluate(String input) {
        if (!ALLOWED.matcher(input).matches() || !HAS_WORK.matcher(input).find()) {
            return Optional.empty();
        }
        Calculator calculator = new Calculator(input.replace(',', '.').replaceAll("\\s", ""));
        try {
            Fraction value = calculator.sum();
            return calculator.at == calculator.text.length() ? Optional.of(shown(value)) : Optional.empty();
        } catch (ArithmeticException | NumberFormatException _) {
            // Not finished yet, divided by zero, or too large: nothing to show.
            return Optional.empty();
        }
    }

    private static Result shown(Fraction value) {
        BigDecimal numerator = new BigDecimal(value.numerator());
        BigDecimal denominator = new BigDecimal(value.denominator());
        try {
            BigDecimal exact = numerator.divide(denominator);
            if (exact.precision() <= MOST_DIGITS && exact.scale() <= MOST_DIGITS) {
                return new Result(plain(exact), true);
            }
        } catch (ArithmeticException _) {
            // Without an end, as a third is.
        }
        BigDecimal rounded = numerator.divide(denominator, SHOWN);
        return new Result(Math.abs(rounded.scale()) > MOST_DIGITS ? rounded.toString() : plain(rounded), false);
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private Fraction sum() {
        Fraction value = product();
        while (at < text.length()) {
            if (take("+")) {
                value = value.plus(product());
            } else if (take("-−")) {
                value = value.plus(product().negated());
            } else {
                break;
            }
        }
        return value;
    }

    private Fraction product() {
        Fraction value = signed();
        while (at < text.length()) {
            if (take("*×")) {
                value = value.times(signed());
            } else if (take("/÷")) {
                value = value.times(signed().inverted());
            } else {
                break;
            }
        }
        return value;
    }

    /// A sign binds weaker than a power: `-2^2` is -4.
    private Fraction signed() {
        if (take("-−")) {
            return signed().negated();
        }
        return take("+") ? signed() : power();
    }

    private Fraction power() {
        Fraction base = number();
        return take("^") ? base.to(signed()) : base;
    }

    private Fraction number() {
        Fraction value;
        if (take("(")) {
            value = sum();
            if (!take(")")) {
                throw new NumberFormatException("a bracket is open");
            }
        } else {
            int start = at;
            while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            value = Fraction.of(new BigDecimal(text.substring(start, at)));
        }
        while (take("%")) {
            value = value.times(new Fraction(BigInteger.ONE, BigInteger.valueOf(100)));
        }
        return value;
    }

    private boolean take(String anyOf) {
        boolean isNext = at < text.length() && anyOf.indexOf(text.charAt(at)) >= 0;
        if (isNext) {
            at++;
        }
        return isNext;
    }

    /// In lowest terms, with a denominator above 0.
    private record Fraction(BigInteger numerator, BigInteger denominator) {
        Fraction {
            if (denominator.signum() == 0) {
                throw new ArithmeticException("divided by zero");
            }
            BigInteger common = numerator.gcd(denominator);
            BigInteger divisor = denominator.signum() < 0 ? common.negate() : common;
            numerator = numerator.divide(divisor);
            denominator = denominator.divide(divisor);
            if (numerator.bitLength() > MOST_BITS || denominator.bitLength() > MOST_BITS) {
                throw new ArithmeticException("too large");
            }
        }

        static Fraction of(BigDecimal decimal) {
            return new Fraction(decimal.unscaledValue(), BigInteger.TEN.pow(Math.max(0, decimal.scale())));
        }

        Fraction plus(Fraction other) {
            return new Fraction(
                    numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                    denominator.multiply(other.denominator));
        }

        Fraction times(Fraction other) {
            return new Fraction(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
        }

        Fraction negated() {
            return new Fraction(numerator.negate(), denominator);
        }

        Fraction inverted() {
            return new Fraction(/* numerator= */ denominator, /* denominator= */ numerator);
        }

        /// Whole powers alone: of the others most have no exact value.
        Fraction to(Fraction exponent) {
            int times = exponent.numerator().intValueExact();
            int bits = Math.max(numerator.bitLength(), denominator.bitLength());
            if (!exponent.denominator().equals(BigInteger.ONE) || (long) Math.abs(times) * bits > MOST_BITS) {
                throw new ArithmeticException("no whole power, or too large");
            }
            Fraction raised = new Fraction(numerator.pow(Math.abs(times)), denominator.pow(Math.abs(times)));
            return times < 0 ? raised.inverted() : raised;
        }
    }
}
