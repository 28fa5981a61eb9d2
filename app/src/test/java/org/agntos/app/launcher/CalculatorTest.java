package org.agntos.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalculatorTest {
    @ParameterizedTest
    @CsvSource({
        "0.1+0.2, 0.3",
        "1200*1.19, 1428",
        "2^10, 1024",
        "2^-2, 0.25",
        "-2^2, -4",
        "2^3^2, 512",
        "(1+2)*3, 9",
        "1 - 2 - 3, -4",
        "12/4/3, 1",
        "15%, 0.15",
        "200*15%, 30",
        "7÷2, 3.5",
        "3×-4, -12",
        "9999999999999999+1, 10000000000000000",
        "'1,5+1', 2.5",
        "2*(3+4)*(5-1), 56",
    })
    void whatCanBeReckonedIsExact(String input, String expected) {
        assertThat(Calculator.evaluate(input)).contains(new Calculator.Result(expected, true));
    }

    @Test
    void whatHasNoEndIsRoundedAndSaysSo() {
        assertThat(Calculator.evaluate("1/3")).contains(new Calculator.Result("0.333333333333333", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "1+",
                "1/0",
                "htop",
                "2^(1/2)",
                "1..2+3",
                "(1+2",
                "9^9^9^9",
                "2^100000",
                "2024-11-20x",
                "+"
            })
    void allElseIsNoSum(String input) {
        assertThat(Calculator.evaluate(input)).isEmpty();
    }

    @Test
    void itReckonsAsDecimalsDo() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            BigDecimal a = BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(4));
            BigDecimal b = BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(4));
            BigDecimal c = BigDecimal.valueOf(1 + random.nextInt(999), random.nextInt(3));
            String input = a.toPlainString() + "+" + b.toPlainString() + "*" + c.toPlainString();
            String expected =
                    Calculator.evaluate(input).map(Calculator.Result::value).orElse("none");
            assertThat(new BigDecimal(expected)).as(input).isEqualByComparingTo(a.add(b.multiply(c)));
        }
    }
}
