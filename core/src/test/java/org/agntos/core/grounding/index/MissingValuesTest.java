package org.agntos.core.grounding.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingValuesTest {
    private static String repaired(String json) throws IOException {
        try (InputStream stream = new MissingValues(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": }           | {\"a\": null}",
                "{\"a\":, \"b\": 1}  | {\"a\":null, \"b\": 1}",
                "{\"a\": {\"b\": }}  | {\"a\": {\"b\": null}}",
                "[{\"a\":]           | [{\"a\":null]",
            })
    void aValueThatIsMissingIsNull(String broken, String whole) throws IOException {
        assertThat(repaired(broken)).isEqualTo(whole);
    }

    @Test
    void everythingElsePassesAsItIs() throws IOException {
        String json = "{\"a: }\": \"b: } \\\" : ,\", \"c\": [1, -2, true, {}], \"ä\": \"\\\\\", \"d\":\n null}";
        assertThat(repaired(json)).isEqualTo(json);
    }

    @Test
    void whatNix28WritesForMetaThatFailsIsRead() throws IOException {
        String nix = """
                {
                  "b": {
                    "name": "b-1.0",
                    "meta": {
                      "description":\s
                    }
                  }
                }
                """;
        assertThat(repaired(nix))
                .contains("null}")
                .doesNotContain("\"description\": \n                    }")
                .hasSize(nix.length() + 4);
    }

    @Test
    void aGapAtTheEdgeOfTheBufferIsSeen() throws IOException {
        for (int length = 65_520; length < 65_545; length++) {
            String json = "{\"" + "x".repeat(length) + "\":}";
            assertThat(repaired(json)).endsWith("\":null}").hasSize(json.length() + 4);
        }
    }
}
