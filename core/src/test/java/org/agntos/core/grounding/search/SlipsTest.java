package org.agntos.core.grounding.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.agntos.core.grounding.Spelling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlipsTest {
    private static int slips(String word, String other, int most) {
        byte[] letters = ("..." + other + "...").getBytes(StandardCharsets.UTF_8);
        return new Slips(word.getBytes(StandardCharsets.UTF_8), most).count(letters, 3, letters.length - 3);
    }

    @ParameterizedTest
    @CsvSource({"ngnix, nginx, 1", "postgrsql, postgresql, 1", "dcoker, docker, 1", "htop, htop, 0", "abc, xyz, 3"})
    void aSwapOfNeighboursAndALetterTooFewAreOneSlipEach(String word, String other, int expected) {
        assertThat(slips(word, other, 2)).isEqualTo(expected);
    }

    @Test
    void itCountsWhatTheSpellingCounts() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String word = word(random);
            String other = word(random);
            int most = 1 + random.nextInt(2);
            if (Math.abs(word.length() - other.length()) <= most) {
                assertThat(slips(word, other, most))
                        .as("%s and %s, at most %d", word, other, most)
                        .isEqualTo(Spelling.distance(word, other, most));
            }
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }
}
