package org.agntos.core.grounding.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.agntos.core.grounding.StarterCatalogue;
import org.agntos.core.process.SystemProcessRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCatalogueTest {
    @TempDir
    Path work;

    private Path system;
    private MachineCatalogue catalogue;

    @BeforeEach
    void makeMachine() throws IOException {
        system = Files.createDirectories(work.resolve("root/run/current-system"));
        catalogue = catalogue();
    }

    private MachineCatalogue catalogue() {
        IndexFolder folder = new IndexFolder(work.resolve("index"), work.resolve("native"), Clock.systemUTC());
        NixosSources sources =
                new NixosSources(new SystemProcessRunner(), Map.of(), work.resolve("root"), work.resolve("lists"));
        return new MachineCatalogue(folder, sources, StarterCatalogue.load());
    }

    private void provide(String revision) throws IOException {
        Path provided = Files.createDirectories(system.resolve("sw/share/agntos"));
        Files.writeString(provided.resolve("options.json"), SampleSources.OPTIONS);
        Files.writeString(provided.resolve("packages.json"), SampleSources.PACKAGES);
        Files.writeString(system.resolve("nixos-version"), revision + "\n");
    }

    @Test
    void withoutAnIndexTheStarterCatalogueServes() {
        assertThat(catalogue.source()).startsWith("starter catalogue");
        assertThat(catalogue.trouble()).isEmpty();
        assertThat(catalogue.packageAt("htop")).isPresent();
        assertThat(catalogue.stale()).isEmpty();
    }

    @Test
    void whereThereIsNoNixosTheFilesMustBeNamed() {
        assertThatThrownBy(() -> catalogue.find(IndexProgress.SILENT))
                .isInstanceOf(IndexFailed.class)
                .hasMessageContaining("not NixOS");
    }

    @Test
    void theListsOfTheSystemAreTakenAndTakenAnewWhenItsRevisionChanges() throws IOException, InterruptedException {
        provide("25.05.1");
        MachineSources.Found found = catalogue.stale().orElseThrow();
        assertThat(found.revision()).isEqualTo("25.05.1");
        catalogue.build(found, IndexProgress.SILENT);
        assertThat(catalogue.source()).contains("25.05.1");
        assertThat(catalogue.packageAt("htop")).isEmpty();
        assertThat(catalogue.stale()).isEmpty();

        provide("25.05.2");
        assertThat(catalogue.stale().orElseThrow().revision()).isEqualTo("25.05.2");
    }

    @Test
    void anIndexThatAnotherProgramBuiltServesToo() throws IOException, InterruptedException {
        provide("25.05.1");
        MachineCatalogue other = catalogue();
        assertThat(other.source()).startsWith("starter catalogue");
        catalogue.build(catalogue.stale().orElseThrow(), IndexProgress.SILENT);
        other.lookAnew();
        assertThat(other.source()).contains("25.05.1");
    }

    @Test
    void aDamagedIndexIsSaidAndTheStarterCatalogueServes() throws IOException, InterruptedException {
        provide("25.05.1");
        IndexInfo info = catalogue.build(catalogue.stale().orElseThrow(), IndexProgress.SILENT);
        Files.writeString(work.resolve("index").resolve(info.file()), "no database");
        MachineCatalogue other = catalogue();
        assertThat(other.source()).startsWith("starter catalogue");
        assertThat(other.trouble()).contains("cannot be used");
        assertThat(other.stale()).as("so it is built anew").isPresent();
    }
}
