package org.agntos.core.nix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionPathTest {

    @Test
    void quotedSegmentsKeepTheirDots() {
        OptionPath path = OptionPath.parse("services.nginx.virtualHosts.\"example.org\".root")
                .orElseThrow();
        assertThat(path.segments()).containsExactly("services", "nginx", "virtualHosts", "example.org", "root");
        assertThat(path.render()).isEqualTo("services.nginx.virtualHosts.\"example.org\".root");
    }

    @Test
    void escapesInQuotedSegmentsAreRead() {
        assertThat(OptionPath.parse("a.\"b\\\"c\\${d}\"").orElseThrow().segments())
                .containsExactly("a", "b\"c${d}");
        assertThat(OptionPath.parse(" users.users.ada-1.shell ").orElseThrow().render())
                .isEqualTo("users.users.ada-1.shell");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a..b",
                "a.\"b",
                "a.\"${b}\"",
                "a b",
                "a;b",
                "a=b",
                "a.{b}",
                "a.\"b\"c",
                "a.\"\"",
                "a\nb",
                "a.${b}",
                "a.b # c\n",
                "x/*y*/(z)"
            })
    void whatIsNoPathIsRefused(String text) {
        assertThat(OptionPath.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"users.users.<name>.shell", "boot.loader.grub.devices.*", "a'.b_c.d-e", "käse.x"})
    void namesOfCataloguesAreRead(String text) {
        assertThat(OptionPath.parse(text)).isPresent();
    }

    @Test
    void readingWhatWasRenderedGivesThePathBack() {
        RandomNixValue random = new RandomNixValue(new Random(7));
        for (int i = 0; i < 500; i++) {
            List<String> segments = List.of("x" + random.text(), random.text() + "y");
            OptionPath path = new OptionPath(segments);
            assertThat(OptionPath.parse(path.render())).as(path.render()).contains(path);
        }
    }

    @Test
    void prefixesAreWholeSegments() {
        OptionPath path = OptionPath.of("services", "openssh", "enable");
        assertThat(path.startsWith(OptionPath.of("services", "openssh"))).isTrue();
        assertThat(path.startsWith(OptionPath.of("services", "open"))).isFalse();
        assertThat(path.from(2)).isEqualTo(OptionPath.of("enable"));
        assertThat(OptionPath.of("services").append(path.from(1))).isEqualTo(path);
    }
}
