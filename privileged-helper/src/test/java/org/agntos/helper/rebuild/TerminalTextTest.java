package org.agntos.helper.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain text|plain text",
                "\u001b[31;1merror:\u001b[0m no|error: no",
                "a\tb|a  b",
                "bell\u0007\u0000 end|bell end",
                "cut \u001b[31|cut ",
                "cut \u001b|cut ",
                "\u001bMup|up",
                "Größe 😀|Größe 😀",
                "half \ud83d|half "
            })
    void escapesAndControlsAreRemoved(String written, String shown) {
        assertThat(TerminalText.plain(written)).isEqualTo(shown);
    }
}
