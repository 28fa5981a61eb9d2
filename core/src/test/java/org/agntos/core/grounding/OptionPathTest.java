package org.agntos.core.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionPathTest {
    @Test
    void dotsSeparateAndQuotesProtect() {
        assertThat(OptionPath.segments("a.b-c.d_e")).containsExactly("a", "b-c", "d_e");
        assertThat(OptionPath.segments("a.\"b.c\".d")).containsExactly("a", "b.c", "d");
        assertThat(OptionPath.segments("a.\"say \\\"hi\\\"\"")).containsExactly("a", "say \"hi\"");
        assertThat(OptionPath.segments("users.users.<name>.shell"))
                .containsExactly("users", "users", "<name>", "shell");
        assertThat(OptionPath.segments("\"only\"")).containsExactly("only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a.\"b", "a.\"b\"c", "\"", "\"\\"})
    void whatIsNoPathHasNoSegments(String text) {
        assertThat(OptionPath.segments(text)).isEmpty();
    }
}
