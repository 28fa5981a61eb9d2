package org.agntos.core.grounding.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.Concepts;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionType;
import org.agntos.core.grounding.Replacement;
import org.agntos.core.grounding.Search.Kinds;
import org.agntos.core.grounding.StarterCatalogue;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The index over the real lists of NixOS, where they are at hand (`AGNTOS_TEST_DATA`).
class RealDataTest {
    private static final Path DATA = Path.of(System.getenv().getOrDefault("AGNTOS_TEST_DATA", "../../shared/data"));

    /// Names in the concepts that are newer, or older, than the lists of February 2025.
    private static final Set<String> OF_OTHER_RELEASES = Set.of(
            "services.desktopManager.cosmic.enable",
            "services.desktopManager.gnome.enable",
            "services.displayManager.gdm.enable",
            "boot.loader.limine.enable",
            "services.gnome.core-apps.enable",
            "services.logind.settings",
            "programs.zoom-us.enable",
            "hardware.pulseaudio.enable",
            "hardware.opengl.enable",
            "services.lact.enable",
            "services.linkwarden.enable",
            "services.karakeep.enable",
            "services.pocket-id.enable",
            "services.umami.enable",
            "services.filebrowser.enable",
            "services.firewalld.enable",
            "services.tuned.enable",
            "services.beszel.hub.enable",
            "services.victorialogs.enable",
            "services.anubis.instances",
            "services.crowdsec.enable",
            "services.openbao.enable",
            "pkgs.openjdk",
            "pkgs.llvm",
            "pkgs.emacs-pgtk",
            "pkgs.claude-code",
            "pkgs.iperf3",
            "pkgs.espeak-ng",
            "pkgs.gimp3",
            "pkgs.noto-fonts-emoji");

    @TempDir
    static Path work;

    private static IndexSources sources;
    private static Catalogue catalogue;

    @BeforeAll
    static void buildIndex() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.exists(DATA.resolve("nixpkgs-packages.json.gz")), "the lists of NixOS are not in " + DATA);
        sources = new IndexSources(
                List.of(DATA.resolve("nixos-options-2025-02.json.gz")),
                List.of(DATA.resolve("hm-options-release-26.05.json.gz")),
                List.of(DATA.resolve("nixpkgs-packages.json.gz")),
                List.of(DATA.resolve("option-renames-2025-2026.json")));
        IndexFolder folder = new IndexFolder(work.resolve("index"), work.resolve("native"), Clock.systemUTC());
        IndexInfo info = folder.build(sources, "2025-02", StarterCatalogue.load(), IndexProgress.SILENT);
        assertThat(info.packages()).isGreaterThanOrEqualTo(124_693);
        assertThat(info.options() + info.homeOptions()).isEqualTo(26_324);
        catalogue = folder.open(StarterCatalogue.load()).orElseThrow();
    }

    @Test
    void searchFindsWhatPeopleMean() throws IOException {
        JsonNode queries = JsonMapper.builder()
                .build()
                .readTree(DATA.resolve("search-dev.json").toFile());
        Map<String, int[]> found = new TreeMap<>();
        for (JsonNode query : queries) {
            List<Hit> hits = catalogue.search().find(query.get("q").asText(), Kinds.EVERYTHING, 10);
            Set<String> names = new HashSet<>();
            hits.forEach(hit -> names.add((hit.kind() == Hit.Kind.PACKAGE ? "pkg:" : "opt:") + hit.name()));
            boolean isRight = false;
            for (JsonNode relevant : query.get("relevant")) {
                isRight |= names.contains(relevant.asText());
            }
            for (String kind : List.of(query.get("category").asText(), "overall")) {
                int[] count = found.computeIfAbsent(kind, _ -> new int[2]);
                count[0] += isRight ? 1 : 0;
                count[1]++;
            }
        }
        assertThat(share(found, "overall")).isGreaterThanOrEqualTo(0.95);
        assertThat(share(found, "typo")).isGreaterThanOrEqualTo(0.95);
        assertThat(share(found, "intent")).isGreaterThanOrEqualTo(0.80);
    }

    private static double share(Map<String, int[]> found, String kind) {
        int[] count = Objects.requireNonNull(found.get(kind));
        return (double) count[0] / count[1];
    }

    @Test
    void nearlyEveryTypeIsUnderstood() throws IOException, InterruptedException {
        int[] counts = new int[2];
        for (Path file :
                List.of(sources.options().getFirst(), sources.homeOptions().getFirst())) {
            OptionsReader.read(file, new OptionsReader.Found() {
                @Override
                public void option(OptionEntry option) {
                    boolean isUnknown = OptionType.parse(option.type()) instanceof OptionType.Anything anything
                            && !anything.isKnown();
                    counts[isUnknown ? 1 : 0]++;
                }

                @Override
                public void alias(Replacement replacement) {
                    counts[0]++;
                }
            });
        }
        assertThat(counts[0] + counts[1]).isEqualTo(26_324);
        assertThat(counts[1]).as("options whose type's words are not known").isLessThan(130);
    }

    @Test
    void everyNameInTheConceptsIsAFactOfSomeRelease() {
        assertThat(Concepts.load().all().stream().flatMap(concept -> concept.targets().stream()))
                .allMatch(target -> OF_OTHER_RELEASES.contains(target)
                        || (target.startsWith("pkgs.")
                                ? catalogue.packageAt(target.substring(5)).isPresent()
                                : catalogue.option(target).isPresent()
                                        || catalogue.homeOption(target).isPresent()));
    }

    @Test
    void everyListedOptionIsFoundByItsPath() throws IOException, InterruptedException {
        OptionsReader.read(sources.options().getFirst(), new OptionsReader.Found() {
            private int seen;

            @Override
            public void option(OptionEntry option) {
                if (seen++ % 40 == 0) {
                    assertThat(catalogue.option(option.path()).orElseThrow().type())
                            .isEqualTo(option.type());
                }
            }

            @Override
            public void alias(Replacement replacement) {
                assertThat(catalogue.replacement(replacement.name())).isPresent();
            }
        });
    }
}
