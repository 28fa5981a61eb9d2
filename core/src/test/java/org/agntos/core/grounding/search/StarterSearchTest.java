package org.agntos.core.grounding.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.Search;
import org.agntos.core.grounding.Search.Kinds;
import org.agntos.core.grounding.StarterCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The search over what every installation has.
class StarterSearchTest {
    private static final Search SEARCH = StarterCatalogue.load().search();

    private static List<String> names(String query) {
        return SEARCH.find(query, Kinds.EVERYTHING, 10).stream().map(Hit::name).toList();
    }

    @ParameterizedTest
    @CsvSource({
        // the whole name
        "htop, htop",
        "services.openssh.enable, services.openssh.enable",
        // how it begins
        "jelly, services.jellyfin.enable",
        "thunder, thunderbird",
        // a path
        "services.tailscale, services.tailscale.enable",
        "networking.firewall, networking.firewall.enable",
        "programs.fire, programs.firefox.enable",
        // several words
        "allowed tcp ports, networking.firewall.allowedTCPPorts",
        "time zone, time.timeZone",
        "auto upgrade, system.autoUpgrade.enable",
        // a slip
        "ngnix, services.nginx.enable",
        "firefxo, programs.firefox.enable",
        "dcoker, virtualisation.docker.enable",
        "services.opensssh, services.openssh.enable",
        // a wish
        "reverse proxy, services.nginx.enable",
        "watch tv series from my nas, services.jellyfin.enable",
        "I want to print documents, services.printing.enable",
        "message broker, services.rabbitmq.enable",
        "make my laptop battery last longer, services.tlp.enable",
    })
    void whatIsMeantIsAmongTheFirst(String query, String meant) {
        assertThat(names(query)).contains(meant);
    }

    @Test
    void theSwitchOfAModuleComesBeforeTheBarePackage() {
        for (String thing : List.of("firefox", "git", "nginx", "tmux", "steam", "openssh")) {
            List<String> names = names(thing);
            String first = names.stream()
                    .filter(name -> name.equals(thing) || name.endsWith("." + thing + ".enable"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(thing + " is not among " + names));
            assertThat(first).as(names.toString()).endsWith(".enable");
        }
    }

    @Test
    void onlyWhatIsAskedForIsFound() {
        assertThat(SEARCH.find("ssh", Kinds.PACKAGES, 20)).isNotEmpty().allMatch(hit -> hit.kind() == Hit.Kind.PACKAGE);
        assertThat(SEARCH.find("ssh", Kinds.OPTIONS, 20)).isNotEmpty().allMatch(hit -> hit.kind() == Hit.Kind.OPTION);
        assertThat(SEARCH.find("s", Kinds.EVERYTHING, 7)).hasSize(7);
    }

    @Test
    void theBestComesFirstAndNothingTwice() {
        for (String query : List.of("vim", "music", "services.", "web server", "fonts")) {
            List<Hit> hits = SEARCH.find(query, Kinds.EVERYTHING, 50);
            assertThat(hits).extracting(Hit::score).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(hits).extracting(hit -> hit.kind() + hit.name()).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatHoldsNoWordFindsNothing() {
        assertThat(SEARCH.find("", Kinds.EVERYTHING, 10)).isEmpty();
        assertThat(SEARCH.find(" .,;-/ ", Kinds.EVERYTHING, 10)).isEmpty();
        assertThat(SEARCH.find("htop", Kinds.EVERYTHING, 0)).isEmpty();
        assertThat(SEARCH.find("qqqqzzzzxxxx", Kinds.EVERYTHING, 10)).isEmpty();
    }

    @Test
    void anythingMayBeTyped() {
        for (String query : List.of(
                "a".repeat(100_000), "ä ö ü", "日本語", "\u0000", "....", "*", "<name>", "a.b.c.d.e.f.g.h", "'\"; DROP")) {
            assertThat(SEARCH.find(query, Kinds.EVERYTHING, 10)).hasSizeLessThanOrEqualTo(10);
        }
    }
}
