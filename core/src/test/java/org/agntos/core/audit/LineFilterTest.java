package org.agntos.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.agntos.helper.protocol.Json;
import org.junit.jupiter.api.Test;

class LineFilterTest {
    private static final String[] PIECES = {
        "install",
        "HTOP",
        "Kelvin \u212A",
        "\u0130stanbul",
        "Straße",
        "\u017Fport",
        "a/b",
        "tab\tand\"quote\\",
        "😀",
        "Ä",
        "k",
        "i",
        "s",
        "/nix"
    };

    /// Words that only look alike in lower case must not be lost either: the Kelvin sign is a `k`, the long s an `s`.
    @Test
    void noLineThatHoldsTheWordsIsLeftOut() {
        Random random = new Random(20261120);
        int left = 0;
        for (int i = 0; i < 20_000; i++) {
            String summary = PIECES[random.nextInt(PIECES.length)] + " " + PIECES[random.nextInt(PIECES.length)];
            ObjectNode entry = Json.object().put("schema", 2).put("id", "x-9").put("summary", summary);
            String line = entry.toString();
            if (random.nextInt(4) == 0) {
                line = line.replace("/", "\\/").replace("Ä", "\\u00c4");
            }
            String word = PIECES[random.nextInt(PIECES.length)].toLowerCase(Locale.ROOT);
            int from = random.nextInt(word.length());
            List<String> words = List.of(word.substring(from).split("\\s+", -1));
            boolean isHeld = words.stream().allMatch(summary.toLowerCase(Locale.ROOT)::contains);

            boolean mayHold = new LineFilter(words).mayHold(line.getBytes(StandardCharsets.UTF_8));

            assertThat(mayHold || !isHeld).as("%s in %s", words, line).isTrue();
            left += mayHold ? 0 : 1;
        }
        assertThat(left).as("left out").isGreaterThan(1_000);
    }
}
