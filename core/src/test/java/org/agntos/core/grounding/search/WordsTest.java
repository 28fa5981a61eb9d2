package org.agntos.core.grounding.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.agntos.core.grounding.Hit;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void aNameFallsIntoItsParts() {
        assertThat(Words.parts("allowedTCPPorts")).containsExactly("allowed", "tcp", "ports");
        assertThat(Words.parts("systemd-boot")).containsExactly("systemd", "boot");
        assertThat(Words.parts("fail2ban")).containsExactly("fail2ban");
        assertThat(Words.parts("postgresql_16")).containsExactly("postgresql", "16");
        assertThat(Words.parts("_1password-gui")).containsExactly("1password", "gui");
    }

    @Test
    void wordsThatSayNothingAreLeftOut() {
        assertThat(Words.ofText("I want to watch TV series from my NAS!", 20))
                .containsExactly("watch", "tv", "series", "nas");
        assertThat(Words.ofText("C++ and C#", 20)).containsExactly("c++", "c#");
    }

    @Test
    void aWordAndItsPluralHaveOneForm() {
        assertThat(Words.stem("ports")).isEqualTo("port");
        assertThat(Words.stem("batteries")).isEqualTo("battery");
        assertThat(Words.stem("patches")).isEqualTo("patch");
        assertThat(Words.stem("redis")).isEqualTo("redis");
        assertThat(Words.stem("access")).isEqualTo("access");
        assertThat(Words.stem("status")).isEqualTo("status");
    }

    @Test
    void theHeadOfANameIsTheThingItself() {
        assertThat(Heads.of(Hit.Kind.OPTION, "services.openssh.enable")).containsExactly("openssh");
        assertThat(Heads.of(Hit.Kind.OPTION, "boot.loader.systemd-boot.enable")).containsExactly("systemdboot");
        assertThat(Heads.of(Hit.Kind.OPTION, "services.openssh.listenAddresses"))
                .containsExactly("listenaddresses");
        assertThat(Heads.of(Hit.Kind.OPTION, "services.redis.servers.<name>.enable"))
                .containsExactly("redis");
        assertThat(Heads.of(Hit.Kind.PACKAGE, "python3Packages.numpy")).containsExactly("numpy");
    }
}
