package org.agntos.core.grounding.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.Replacement;
import org.agntos.core.grounding.Search.Kinds;
import org.agntos.core.grounding.StarterCatalogue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexFolderTest {
    private static final Catalogue STARTER = StarterCatalogue.load();

    @TempDir
    Path work;

    private IndexFolder folder;

    @BeforeEach
    void makeFolder() {
        folder = new IndexFolder(work.resolve("index"), work.resolve("native"), Clock.systemUTC());
    }

    private IndexInfo build(IndexSources sources, String revision) throws IOException, InterruptedException {
        return folder.build(sources, revision, STARTER, IndexProgress.SILENT);
    }

    private Catalogue catalogue() throws IOException {
        return folder.open(STARTER).orElseThrow();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.folder())) {
            return files.filter(file -> file.toString().endsWith(".db")).toList();
        }
    }

    @Test
    void beforeTheFirstBuildThereIsNone() throws IOException {
        assertThat(folder.current()).isEmpty();
        assertThat(folder.open(STARTER)).isEmpty();
    }

    @Test
    void whatWasBuiltServes() throws IOException, InterruptedException {
        IndexInfo info = build(SampleSources.in(work), "25.05");
        assertThat(info.options()).isEqualTo(5);
        assertThat(info.homeOptions()).isEqualTo(1);
        Catalogue catalogue = catalogue();
        assertThat(catalogue.source()).contains("25.05");
        assertThat(catalogue
                        .option("services.nginx.enable")
                        .orElseThrow()
                        .facts()
                        .declaredIn())
                .containsExactly("nixos/modules/nginx.nix");
        assertThat(catalogue
                        .option("services.nginx.virtualHosts.\"example.org\".root")
                        .orElseThrow()
                        .path())
                .isEqualTo("services.nginx.virtualHosts.<name>.root");
        assertThat(catalogue
                        .option("environment.variables.EDITOR")
                        .orElseThrow()
                        .type())
                .isEqualTo("string");
        assertThat(catalogue.option("services.nginx.nothing")).isEmpty();
        assertThat(catalogue.homeOption("programs.git.enable")).isPresent();
        assertThat(catalogue.option("programs.git.enable")).isEmpty();
        assertThat(catalogue.hasOptionsBelow("services.nginx")).isTrue();
        assertThat(catalogue.hasOptionsBelow("services.nginx.virtualHosts.x")).isTrue();
        assertThat(catalogue.hasOptionsBelow("services.apache")).isFalse();
    }

    @Test
    void packagesKnowTheirModuleAndWhatIsWrongWithThem() throws IOException, InterruptedException {
        build(SampleSources.in(work), "25.05");
        Catalogue catalogue = catalogue();
        assertThat(catalogue.packageAt("nginx").orElseThrow().module()).isEqualTo("services.nginx.enable");
        assertThat(catalogue.packageAt("steam").orElseThrow().isUnfree()).isTrue();
        assertThat(catalogue.packageAt("old").orElseThrow().facts().isInsecure())
                .isTrue();
        assertThat(catalogue.packageAt("htop"))
                .as("the starter catalogue has it, this machine has not")
                .isEmpty();
        assertThat(catalogue.packageAt("nodejs"))
                .as("another name of nodejs_22")
                .isPresent();
        assertThat(catalogue.moduleCalled("nginx").orElseThrow().path()).isEqualTo("services.nginx.enable");
        assertThat(catalogue.nearestPackages("ngnix", 3)).containsExactly("nginx");
        assertThat(catalogue.nearestOptions("services.ngnix.enabel", 3)).first().isEqualTo("services.nginx.enable");
        assertThat(catalogue.options())
                .allMatch(option -> catalogue.option(option.path()).isPresent());
    }

    @Test
    void searchShowsWhatIsHereAlone() throws IOException, InterruptedException {
        build(SampleSources.in(work), "25.05");
        List<Hit> hits = catalogue().search().find("web server", Kinds.EVERYTHING, 10);
        assertThat(hits)
                .extracting(Hit::name)
                .startsWith("services.nginx.enable", "nginx")
                .doesNotContain("caddy");
        assertThat(hits.getFirst().type()).isEqualTo("boolean");
        assertThat(hits.getFirst().defaultText()).isEqualTo("false");
    }

    @Test
    void aRenameHoldsWhereTheNewNameIsHere() throws IOException, InterruptedException {
        build(SampleSources.in(work), "25.05");
        Catalogue catalogue = catalogue();
        assertThat(catalogue.replacement("services.httpd.enable"))
                .contains(new Replacement("services.httpd.enable", "services.nginx.enable", true, "25.05"));
        assertThat(catalogue.replacement("services.web.enable").orElseThrow().next())
                .isEqualTo("services.nginx.enable");
        assertThat(catalogue.replacement("pkgs.apache").orElseThrow().next()).isEqualTo("pkgs.nginx");
        assertThat(catalogue.replacement("environment.variables"))
                .as("a rename of a later release")
                .isEmpty();
        assertThat(catalogue.replacement("services.nginx.enable")).isEmpty();
    }

    @Test
    void aNewIndexTakesThePlaceOfTheOldOneWhichGoes() throws IOException, InterruptedException {
        build(SampleSources.in(work), "25.05");
        Catalogue old = catalogue();
        build(SampleSources.withOptions(work, "{\"a.b\": {\"type\": \"string\"}}"), "25.11");
        assertThat(catalogue().option("a.b")).isPresent();
        assertThat(catalogue().option("services.nginx.enable")).isEmpty();
        assertThat(files()).hasSize(1);
        assertThat(old.option("services.nginx.enable"))
                .as("who still reads the old one can")
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}", "[]", "null", "{\"a\": 1}", "{\"options\": []}"})
    void aListWithoutOptionsIsRefusedAndTheOldIndexKept(String empty) throws IOException, InterruptedException {
        build(SampleSources.in(work), "25.05");
        IndexSources sources = SampleSources.withOptions(work, empty);
        assertThatThrownBy(() -> build(sources, "25.11"))
                .isInstanceOf(IndexFailed.class)
                .hasMessageContaining("holds no options");
        assertThat(catalogue().source()).contains("25.05");
        assertThat(files()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a.b\": {\"type\": \"string\"}, ",
                "{\"a.b\": {\"type\": ",
                "{\"a.b\": {\"type\": \"stri",
                "<html>404</html>",
                "{\"a.b\" {}}",
                "\u0000\u0001\u0002",
            })
    void brokenJsonIsRefusedWithItsPlaceAndTheOldIndexKept(String broken) throws IOException, InterruptedException {
        build(SampleSources.in(work), "25.05");
        IndexSources sources = SampleSources.withOptions(work, broken);
        assertThatThrownBy(() -> build(sources, "25.11"))
                .isInstanceOf(IndexFailed.class)
                .hasMessageContaining("is not valid JSON")
                .hasMessageContaining("line ");
        assertThat(catalogue().source()).contains("25.05");
        assertThat(files()).hasSize(1);
    }

    @Test
    void aMissingOrCutOffFileIsSaid() throws IOException, InterruptedException {
        IndexSources good = SampleSources.in(work);
        IndexSources missing = new IndexSources(List.of(work.resolve("nowhere.json")), List.of(), List.of(), List.of());
        assertThatThrownBy(() -> build(missing, "x")).hasMessageContaining("there is no such file");
        IndexSources isFolder = new IndexSources(List.of(work), List.of(), List.of(), List.of());
        assertThatThrownBy(() -> build(isFolder, "x")).isInstanceOf(IndexFailed.class);
        byte[] packed = {0x1f, (byte) 0x8b, 8, 0, 0};
        Path cut = Files.write(work.resolve("cut.json.gz"), packed);
        IndexSources damaged = new IndexSources(good.options(), List.of(), List.of(cut), List.of());
        assertThatThrownBy(() -> build(damaged, "x")).hasMessageContaining("is damaged");
    }

    /// `-Dagntos.big.line=2048` makes it the 2 GB that were tried.
    @Test
    void oneEndlessLineDoesNotFillTheMemory() throws IOException {
        long megabytes = Integer.getInteger("agntos.big.line", 48);
        Path big = work.resolve("big.json");
        byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream stream = Files.newOutputStream(big)) {
            stream.write("{\"a.b\": {\"description\": \"".getBytes(StandardCharsets.US_ASCII));
            for (long i = 0; i < megabytes; i++) {
                stream.write(block);
            }
            stream.write("\", \"type\": \"string\"}}".getBytes(StandardCharsets.US_ASCII));
        }
        IndexSources sources = new IndexSources(List.of(big), List.of(), List.of(), List.of());
        assertThatThrownBy(() -> build(sources, "x"))
                .isInstanceOf(IndexFailed.class)
                .hasMessageContaining("far too large");
        Files.delete(big);
    }

    @Test
    void aDatabaseCutOffIsNoticed() throws IOException, InterruptedException {
        IndexInfo info = build(SampleSources.in(work), "25.05");
        Path file = folder.folder().resolve(info.file());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
        assertThatThrownBy(this::catalogue).isInstanceOf(IndexFailed.class).hasMessageContaining("cut off");
        build(SampleSources.in(work), "25.05");
        assertThat(catalogue().packageAt("nginx")).isPresent();
    }

    @Test
    void aDatabaseFullOfOtherBytesIsNoticed() throws IOException, InterruptedException {
        IndexInfo info = build(SampleSources.in(work), "25.05");
        Path file = folder.folder().resolve(info.file());
        byte[] noise = new byte[(int) info.bytes()];
        Files.write(file, noise);
        assertThatThrownBy(this::catalogue).isInstanceOf(IndexFailed.class);
        Files.writeString(folder.folder().resolve("current.json"), "{\"format\": 2, \"fi");
        assertThatThrownBy(this::catalogue).isInstanceOf(IndexFailed.class);
        build(SampleSources.in(work), "25.05");
        assertThat(catalogue().packageAt("nginx")).isPresent();
        assertThat(files()).hasSize(1);
    }

    @Test
    void whatAKilledBuilderLeftIsRemoved() throws IOException, InterruptedException {
        build(SampleSources.in(work), "25.05");
        Files.writeString(folder.folder().resolve(".new-half.db"), "half");
        Files.writeString(folder.folder().resolve("24.11-0000.db"), "old");
        assertThat(catalogue().source()).contains("25.05");
        build(SampleSources.in(work), "25.11");
        assertThat(files()).hasSize(1);
    }

    @Test
    void buildersAtTheSameTimeWaitForEachOther() throws Exception {
        IndexSources sources = SampleSources.in(work);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<IndexInfo>> builds = Stream.generate(() -> threads.submit(() -> {
                        start.await();
                        return build(sources, "25.05");
                    }))
                    .limit(4)
                    .toList();
            start.countDown();
            for (Future<IndexInfo> info : builds) {
                assertThat(info.get().revision()).isEqualTo("25.05");
            }
        }
        assertThat(files()).hasSize(1);
        assertThat(catalogue().packageAt("nginx")).isPresent();
    }

    @Test
    void aCancelledBuildLeavesTheOldIndex() throws IOException, InterruptedException {
        build(SampleSources.in(work), "25.05");
        IndexSources sources = SampleSources.in(work);
        assertThatThrownBy(() -> folder.build(sources, "25.11", STARTER, (step, _) -> {
                    if (step.equals("arranging")) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(catalogue().source()).contains("25.05");
        assertThat(files()).hasSize(1);
    }
}
