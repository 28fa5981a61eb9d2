package org.agntos.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agntos.helper.protocol.ExitCode;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Reason;
import org.agntos.helper.protocol.HelperRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What surrounds a helper and is none of its business: another helper at the same time, the umask, the
/// limits.
class HelperSurroundingsIT {
    @TempDir
    Path data;

    private PracticeFixture machine;
    private Map<String, String> environment;

    @BeforeEach
    void layDown() throws IOException {
        machine = new PracticeFixture(data.toRealPath());
        environment = machine.environment();
        environment.put(NixHere.SWITCH, "none");
    }

    private HelperProcess start(String limit, HelperRequest request) throws IOException {
        return HelperProcess.start(List.of("sh", "-c", limit + "; exec \"$@\"", "sh"), environment, request);
    }

    /// The later one waits for its turn or is told that another is at work; each is whole, one after the
    /// other.
    @Test
    void twoAtOnceAreNeverInterleaved() throws IOException {
        for (int round = 0; round < 4; round++) {
            SortedMap<String, String> expected = new TreeMap<>(machine.tree());
            int entries = Files.exists(machine.paths().auditLog())
                    ? machine.auditEntries().size()
                    : 0;
            Map<String, String> first =
                    Map.of("packages/one.nix", "{ } # one " + round + "\n", "options/a.nix", "{ }\n");
            Map<String, String> second =
                    Map.of("packages/two.nix", "{ } # two " + round + "\n", "options/b.nix", "{ }\n");
            int done = 0;
            try (HelperProcess one = start(":", machine.apply(first, Set.of()));
                    HelperProcess two = start(":", machine.apply(second, Set.of()))) {
                Map<Map<String, String>, HelperEvent> ended =
                        Map.of(first, one.finish().last(), second, two.finish().last());
                for (Map.Entry<Map<String, String>, HelperEvent> each : ended.entrySet()) {
                    if (each.getValue() instanceof HelperEvent.Failed failed) {
                        assertThat(failed.reason()).isEqualTo(Reason.BUSY);
                    } else {
                        expected.putAll(each.getKey());
                        done++;
                    }
                }
            }
            assertThat(done).as("helpers that came to their turn").isPositive();
            assertThat(machine.tree()).isEqualTo(expected);
            assertThat(machine.auditEntries()).hasSize(entries + done);
            machine.assertGenerationBelongsToTree();
            machine.assertChainIsWhole();
            machine.assertNothingIsLeftOver();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "077"})
    void whatItMakesHasItsModeWhateverTheUmask(String umask) throws IOException {
        HelperRequest request =
                machine.apply(Map.of("home/ada/programs.git.nix", "{ }\n", "packages/htop.nix", "{ }\n"), Set.of());
        try (HelperProcess helper = start("umask " + umask, request)) {
            helper.finish().done();
        }
        for (Path folder : List.of(
                machine.paths().config(), machine.paths().log(), machine.paths().lib())) {
            try (Stream<Path> entries = Files.walk(folder)) {
                for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(entry));
                    boolean isLock = entry.equals(machine.paths().lock());
                    assertThat(mode).as(entry.toString()).isEqualTo(isLock ? "rw-------" : "rw-r--r--");
                }
            }
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(machine.paths().journal())))
                .isEqualTo("rwx------");
        machine.assertChainIsWhole();
        machine.assertNothingIsLeftOver();
    }

    @Test
    void noRoomForAByteRestoresEverythingAndSaysSo() throws IOException {
        SortedMap<String, String> before = machine.tree();
        HelperRequest request = machine.install("htop");

        HelperEvent.Failed failed;
        try (HelperProcess helper = start("ulimit -f 0", request)) {
            failed = helper.finish().failed();
        }

        assertThat(failed.code()).isEqualTo(ExitCode.FAILED_AND_RESTORED);
        assertThat(failed.reason()).isEqualTo(Reason.DISK);
        assertThat(machine.tree()).isEqualTo(before);
        machine.assertNothingIsLeftOver();
        try (HelperProcess helper = start(":", request)) {
            helper.finish().done();
        }
        machine.assertGenerationBelongsToTree();
        machine.assertChainIsWhole();
    }
}
