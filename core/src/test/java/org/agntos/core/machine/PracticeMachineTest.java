package org.agntos.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.agntos.core.grounding.StarterCatalogue;
import org.agntos.core.nix.NixTools;
import org.agntos.core.process.SystemProcessRunner;
import org.agntos.helper.protocol.HelperPaths;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeMachineTest {
    @TempDir
    Path home;

    private Machine machine;
    private HelperPaths paths;

    @BeforeEach
    void make() {
        Map<String, String> environment = Map.of("HOME", home.toString(), "AGNTOS_NIX", "none");
        NixTools nix = new NixTools(new SystemProcessRunner(), environment, home);
        machine = MachineDetection.of(environment).machine(nix, StarterCatalogue::load);
        paths = machine.paths();
    }

    private Map<Path, FileTime> times() throws IOException {
        try (Stream<Path> found = Files.walk(home)) {
            Map<Path, FileTime> times = new TreeMap<>();
            for (Path path : found.filter(Files::isRegularFile).toList()) {
                times.put(path, Files.getLastModifiedTime(path));
            }
            return times;
        }
    }

    @Test
    void preparingLaysEverythingDownAndTwiceChangesNothing() throws IOException {
        machine.prepare();
        assertThat(paths.config().resolve("home")).isDirectory();
        assertThat(paths.practiceSystem().resolve("default.nix")).isNotEmptyFile();
        assertThat(paths.practiceSystem().resolve("options.json"))
                .content()
                .contains("\"services.openssh.enable\":\"boolean\"");
        assertThat(Files.readSymbolicLink(paths.config().resolve("audit.jsonl")))
                .isEqualTo(paths.auditLog());
        Map<Path, FileTime> before = times();
        machine.prepare();
        assertThat(times()).isEqualTo(before);
    }

    /// The folder is one where nothing can be made even if the check fails.
    @Test
    void nothingIsLaidDownInTheRealSystem() throws IOException {
        Path link = Files.createSymbolicLink(home.resolve("link"), Path.of("/proc"));
        for (String config : List.of("/proc/agntos", link + "/agntos")) {
            Map<String, String> environment =
                    Map.of("HOME", home.toString(), "AGNTOS_NIX", "none", "AGNTOS_CONFIG_DIR", config);
            NixTools nix = new NixTools(new SystemProcessRunner(), environment, home);
            Machine astray = MachineDetection.of(environment).machine(nix, StarterCatalogue::load);

            assertThatThrownBy(astray::prepare)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("part of the real system");
            assertThat(astray.paths().machineRoot()).doesNotExist();
        }
    }

    @Test
    void aDamagedFileIsMadeWholeAgain() throws IOException {
        machine.prepare();
        Path file = paths.practiceSystem().resolve("merge.nix");
        String whole = Files.readString(file);
        Files.writeString(file, "half");
        machine.prepare();
        assertThat(file).hasContent(whole);
    }

    @Test
    void manyMayPrepareAtOnce() throws Exception {
        List<Future<Boolean>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                results.add(threads.submit(() -> {
                    machine.prepare();
                    return true;
                }));
            }
        }
        for (Future<Boolean> result : results) {
            assertThat(result.get()).isTrue();
        }
        try (Stream<Path> found = Files.walk(home)) {
            assertThat(found.map(path -> String.valueOf(path.getFileName()))).noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    @Test
    void everyFileOfTheSystemIsAResourceAndLaidDown() throws IOException {
        Path source = Path.of("../nix/practice").toAbsolutePath().normalize();
        try (Stream<Path> found = Files.list(source)) {
            assertThat(found.map(path -> String.valueOf(path.getFileName()))
                            .filter(name -> name.endsWith(".nix") || name.endsWith(".sh")))
                    .containsExactlyInAnyOrderElementsOf(PracticeFiles.SYSTEM);
        }
    }

    @Test
    void aLogThatAgntosOneKeptInTheTreeStays() throws IOException {
        Files.createDirectories(paths.config());
        Files.writeString(paths.config().resolve("audit.jsonl"), "{}\n");
        machine.prepare();
        assertThat(paths.config().resolve("audit.jsonl")).isRegularFile().hasContent("{}");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsAnError() throws IOException {
        Files.writeString(home.resolve(".local"), "a file in place of the folder");
        assertThatThrownBy(machine::prepare).isInstanceOf(IOException.class);
    }

    @Test
    void generationsAreReadFromTheirLinks() throws IOException {
        assertThat(machine.generations()).isEmpty();
        Path profiles = Files.createDirectories(paths.machineRoot().resolve("profiles"));
        for (int number : List.of(1, 2, 10)) {
            Files.createSymbolicLink(profiles.resolve("system-" + number + "-link"), home.resolve("store-" + number));
        }
        Files.writeString(profiles.resolve("system-x-link"), "");
        Files.createSymbolicLink(paths.profile(), Path.of("system-2-link"));
        assertThat(machine.generations()).extracting(Generation::number).containsExactly(10, 2, 1);
        assertThat(machine.generations()).extracting(Generation::isCurrent).containsExactly(false, true, false);
        assertThat(machine.generations().getFirst().date()).isAfter(Instant.EPOCH);
    }

    @Test
    void itSaysThatItIsPractice() {
        assertThat(machine.kind()).isEqualTo(MachineKind.PRACTICE);
        assertThat(machine.describe()).startsWith("Practice machine").contains("without Nix");
        assertThat(machine.hasNix()).isFalse();
        assertThat(machine.nixVersion()).isEmpty();
    }
}
