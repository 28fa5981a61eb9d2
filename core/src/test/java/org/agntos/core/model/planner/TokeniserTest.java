package org.agntos.core.model.planner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokeniserTest {
    @Test
    void aWordOfAnyLengthIsOneToken() {
        assertThat(Tokeniser.tokens("a".repeat(100_000)))
                .singleElement()
                .satisfies(token -> assertThat(token.text()).hasSize(Tokeniser.MAX_LENGTH));
    }

    @Test
    void dotsInsideAWordBelongToIt() {
        assertThat(Tokeniser.tokens("set a.b-c.d, please."))
                .extracting(Token::text)
                .containsExactly("set", "a.b-c.d", ",", "please", ".");
    }
}
