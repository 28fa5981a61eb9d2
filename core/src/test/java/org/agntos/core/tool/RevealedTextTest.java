package org.agntos.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RevealedTextTest {
    @Test
    void whatATerminalWouldObeyIsSpelledOut() {
        assertThat(PlainText.revealed("a\u001b[2K\rb \u202e\u2066\u200b\u2028c\u009b"))
                .isEqualTo("a<U+001B>[2K<U+000D>b <U+202E><U+2066><U+200B><U+2028>c<U+009B>");
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        String text = "+\tüñ 日本 👩‍💻\n";

        assertThat(PlainText.revealed(text)).isSameAs(text);
    }
}
