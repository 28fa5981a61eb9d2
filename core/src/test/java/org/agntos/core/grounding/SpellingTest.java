package org.agntos.core.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @ParameterizedTest
    @CsvSource({
        "htop, htop, 0",
        "htpo, htop, 1",
        "hto, htop, 1",
        "htopp, htop, 1",
        "hxop, htop, 1",
        "fial2ban, fail2ban, 1",
        "ca, abc, 3",
        "'', abc, 3",
        "kitten, sitting, 3",
        "teh gimp, the gimp, 1"
    })
    void slipsAreCounted(String from, String to, int slips) {
        assertThat(Spelling.distance(from, to, 5)).isEqualTo(slips);
        assertThat(Spelling.distance(to, from, 5)).isEqualTo(slips);
        assertThat(Spelling.distance(from, to, slips)).isEqualTo(slips);
    }

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 2", "abcdefgh, hgfedcba, 1", "a, abcdef, 3"})
    void moreSlipsThanAllowedAreOneMoreThanAllowed(String from, String to, int most) {
        assertThat(Spelling.distance(from, to, most)).isEqualTo(most + 1);
    }

    @ParameterizedTest
    @CsvSource({"Google-Chrome, googlechrome", "lib_foo.bar, libfoobar", "notepad++, notepad++", "'Ü b', üb"})
    void caseAndSeparatorsDoNotCount(String name, String key) {
        assertThat(Spelling.key(name)).isEqualTo(key);
    }
}
