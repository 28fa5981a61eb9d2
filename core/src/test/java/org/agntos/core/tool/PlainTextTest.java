package org.agntos.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlainTextTest {
    @ParameterizedTest
    @MethodSource("written")
    void nothingMovesOrHides(String written, String shown) {
        assertThat(PlainText.withoutSequences(written)).isEqualTo(shown);
    }

    static Stream<Arguments> written() {
        return Stream.of(
                Arguments.of("\u001b[31mred\u001b[0m", "red"),
                Arguments.of("\u001b[38;5;12;1mred\u001b[m\u001b[2K", "red"),
                Arguments.of("\u001b]0;title\u0007text", "text"),
                Arguments.of("\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "link"),
                Arguments.of("\u001b]52;c;c2VjcmV0\u0007x", "x"),
                Arguments.of("\u009b2Jx", "x"),
                Arguments.of("\u001bcx", "<U+001B>cx"),
                Arguments.of("10%\r100%", "100%"),
                Arguments.of("a\u202eb", "a<U+202E>b"),
                Arguments.of("a\u0007b", "a<U+0007>b"));
    }

    @Test
    void linesStay() {
        assertThat(PlainText.withoutSequences("a\r\nb\n")).isEqualTo("a\nb\n");
    }

    @Test
    void longOutputKeepsItsBeginningAndItsEnd() {
        String bounded = RunBashTool.bounded("begin" + "x".repeat(100_000) + "end");
        assertThat(bounded)
                .startsWith("begin")
                .endsWith("end")
                .hasSizeLessThan(13_000)
                .contains("left out");
    }

    @Test
    void binaryOutputIsNamedAndNotShown() {
        assertThat(RunBashTool.bounded("\uFFFD\u0000".repeat(100))).startsWith("[binary data");
    }
}
