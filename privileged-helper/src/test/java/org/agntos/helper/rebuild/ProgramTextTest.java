package org.agntos.helper.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramTextTest {
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
        assertThat(ProgramText.plain(written)).isEqualTo(shown);
    }

    private static List<String> forPeople(String line) {
        return ProgramText.of(line)
                .filter(shown -> !ProgramText.isForPrograms(shown))
                .toList();
    }

    /// The lines are those of Nix 2.8 and of its sources.
    @Test
    void ofNixsMessagesPeopleAreShownTheWords() {
        String error = "@nix {\"action\":\"msg\",\"level\":0,\"msg\":"
                + "\"\\u001b[31;1merror:\\u001b[0m The option `a' does not exist.\\n- In `x.nix': 1\"}";

        assertThat(forPeople(error)).containsExactly("error: The option `a' does not exist.", "- In `x.nix': 1");
        assertThat(ProgramText.of(error)).contains(error);
        assertThat(forPeople("@nix {\"action\":\"msg\",\"level\":5,\"msg\":\"chatter\"}"))
                .isEmpty();
        assertThat(forPeople(
                        "@nix {\"action\":\"result\",\"fields\":[\"\\u001b[1mcompiling\"],\"id\":13,\"type\":101}"))
                .containsExactly("compiling");
        assertThat(forPeople("@nix {\"action\":\"start\",\"fields\":[\"http://cache/x\"],\"id\":3,\"level\":4,"
                        + "\"text\":\"downloading x\",\"type\":101}"))
                .isEmpty();
        assertThat(forPeople("@nix {\"action\":\"result\",\"fields\":[0,2,0,0],\"id\":10,\"type\":105}"))
                .isEmpty();
    }

    @Test
    void whatIsNoMessageIsALine() {
        assertThat(ProgramText.of("x".repeat(9_000))).singleElement().asString().hasSize(2_000);
        assertThat(forPeople("@nix {\"action\":")).containsExactly(" @nix {\"action\":");
        assertThat(forPeople("@nix []")).containsExactly(" @nix []");
        assertThat(forPeople("@nix {\"action\":\"result\",\"fields\":{},\"id\":\"x\",\"type\":[]}"))
                .isEmpty();
    }
}
