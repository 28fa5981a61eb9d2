package org.agntos.helper.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agntos.helper.NixHere;
import org.agntos.helper.PracticeFixture;
import org.agntos.helper.protocol.Changes;
import org.agntos.helper.protocol.ExitCode;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Phase;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The transaction in this process, with generations as plain folders, stopped at every event it sends.
class TransactionTest {
    @TempDir
    Path data;

    private PracticeFixture machine;
    private Map<String, String> environment;

    /// Stands for SIGKILL: nothing of the transaction catches it.
    private static final class Killed extends Error {}

    @BeforeEach
    void layDown() throws IOException {
        machine = new PracticeFixture(data.toRealPath());
        environment = machine.environment();
        environment.put(NixHere.SWITCH, "none");
        machine.write("packages/git.nix", "{ } # git\n");
        machine.write("packages/htop.nix", "{ } # old\n");
    }

    private HelperRequest.Apply request() throws IOException {
        return machine.apply(
                Map.of("packages/htop.nix", "{ } # new\n", "home/ada/programs.git.nix", "{ }\n"),
                Set.of("packages/git.nix"));
    }

    private HelperEvent run(HelperRequest request, Consumer<HelperEvent> events) throws IOException {
        return machine.run(environment, request, events);
    }

    private HelperEvent.Done recover() throws IOException {
        HelperEvent last = run(new HelperRequest.Recover(), new ArrayList<>()::add);
        assertThat(last).isInstanceOf(HelperEvent.Done.class);
        return (HelperEvent.Done) last;
    }

    private static Consumer<HelperEvent> killAt(int event) {
        List<HelperEvent> seen = new ArrayList<>();
        return sent -> {
            seen.add(sent);
            if (seen.size() > event) {
                throw new Killed();
            }
        };
    }

    private static Consumer<HelperEvent> at(Phase phase, Act act) {
        return event -> {
            if (event.equals(new HelperEvent.PhaseStarted(phase))) {
                try {
                    act.run();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }

    @FunctionalInterface
    private interface Act {
        void run() throws IOException;
    }

    @Test
    void killAtEveryEventLeavesBeforeOrAfter() throws IOException {
        SortedMap<String, String> before = machine.tree();
        SortedMap<String, String> after =
                new TreeMap<>(Map.of("packages/htop.nix", "{ } # new\n", "home/ada/programs.git.nix", "{ }\n"));
        int event = 0;
        while (machine.tree().equals(before)) {
            Consumer<HelperEvent> killer = killAt(event++);
            assertThat(catchThrowable(() -> run(request(), killer))).isInstanceOf(Killed.class);
            HelperEvent.Done recovered = recover();

            assertThat(machine.tree()).as("killed at event %d", event).isIn(before, after);
            assertThat(recovered.unchanged()).isEqualTo(recovered.recovered().isEmpty());
            machine.assertChainIsWhole();
            machine.assertNothingIsLeftOver();
            assertThat(recover().unchanged()).isTrue();
        }
        assertThat(event).as("events until it stood").isGreaterThan(10);
        assertThat(machine.tree()).isEqualTo(after);
        machine.assertGenerationBelongsToTree();
        assertThat(machine.lastEntry().path("result").path("status").asText()).isEqualTo("Success");
    }

    @Test
    void interruptedChangeIsRecordedAsTakenBack() throws IOException {
        assertThat(catchThrowable(() -> run(request(), at(Phase.HEALTH, () -> {
                    throw new Killed();
                }))))
                .isInstanceOf(Killed.class);

        HelperEvent.Done recovered = recover();

        assertThat(recovered.recovered()).singleElement().asString().contains("Install htop", "taken back");
        assertThat(machine.lastEntry().path("action").path("type").asText()).isEqualTo("Recover");
        assertThat(recovered.auditId()).contains(machine.lastEntry().path("id").asText());
    }

    @Test
    void whatSomebodyWroteAfterTheKillIsKept() throws IOException {
        assertThat(catchThrowable(() -> run(request(), at(Phase.HEALTH, () -> {
                    throw new Killed();
                }))))
                .isInstanceOf(Killed.class);
        machine.write("packages/htop.nix", "{ } # by hand\n");

        recover();

        assertThat(machine.tree()).containsEntry("packages/htop.nix", "{ } # old\n");
        assertThat(machine.paths().snapshot(Sha256.of("{ } # by hand\n"))).hasContent("{ } # by hand\n");
    }

    @Test
    void errorOfOursRestoresEverythingToo() throws IOException {
        SortedMap<String, String> before = machine.tree();

        HelperEvent last = run(request(), at(Phase.HEALTH, () -> {
            throw new IllegalStateException("a bug");
        }));

        assertThat(last).isInstanceOfSatisfying(HelperEvent.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(ExitCode.BUG);
            assertThat(failed.message()).contains("a bug");
        });
        assertThat(machine.tree()).isEqualTo(before);
        assertThat(machine.currentGeneration()).contains(1);
        machine.assertNothingIsLeftOver();
        machine.assertChainIsWhole();
    }

    @Test
    void fileThatBecomesALinkMidwayIsNotFollowed() throws IOException {
        Path victim = Files.writeString(data.resolve("victim"), "precious");
        Path file = machine.paths().config().resolve("packages/htop.nix");

        run(request(), at(Phase.REBUILD, () -> {
            if (Files.readString(file).contains("new")) {
                Files.delete(file);
                Files.createSymbolicLink(file, victim);
            }
        }));

        assertThat(victim).hasContent("precious");
    }

    @Test
    void firstGenerationThatCannotBeKeptStopsTheChange() throws IOException {
        SortedMap<String, String> before = machine.tree();
        Path blocker = Files.writeString(machine.paths().machineRoot().resolve("generations"), "in the way");

        HelperEvent last = run(request(), new ArrayList<>()::add);

        assertThat(last).isInstanceOfSatisfying(HelperEvent.Failed.class, failed -> {
            assertThat(failed.code()).isNotEqualTo(ExitCode.FAILED_NOT_RESTORED);
            assertThat(failed.problems().toString()).contains("generations");
        });
        assertThat(machine.tree()).isEqualTo(before);
        machine.assertNothingIsLeftOver();
        Files.delete(blocker);
        assertThat(run(request(), new ArrayList<>()::add)).isInstanceOf(HelperEvent.Done.class);
        machine.assertGenerationBelongsToTree();
    }

    @Test
    void damagedJournalStopsEverythingAndSaysSo() throws IOException {
        Files.createDirectories(machine.paths().journal());
        Files.writeString(machine.paths().journal().resolve("transaction.json"), "{\"schema\":1,");
        SortedMap<String, String> before = machine.tree();

        HelperEvent last = run(request(), new ArrayList<>()::add);

        assertThat(last).isInstanceOfSatisfying(HelperEvent.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(ExitCode.FAILED_NOT_RESTORED);
            assertThat(failed.message()).contains("transaction.json");
        });
        assertThat(machine.tree()).isEqualTo(before);
    }

    /// Nothing is done that cannot be recorded, and the answer names the file and the way out.
    @ParameterizedTest
    @ValueSource(strings = {"audit-head.json", "audit.jsonl"})
    @Timeout(30)
    void damagedRecordStopsEverythingAndSaysHowToGoOn(String name) throws Exception {
        Path file = name.equals("audit.jsonl")
                ? machine.paths().auditLog()
                : machine.paths().auditHead();
        run(request(), new ArrayList<>()::add);
        SortedMap<String, String> before = machine.tree();
        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        HelperRequest next = machine.apply(Map.of("packages/htop.nix", "{ } # newer\n"), Set.of());

        HelperEvent last = run(next, new ArrayList<>()::add);

        assertThat(last).isInstanceOfSatisfying(HelperEvent.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(failed.message()).contains(file + " is a pipe or device");
            assertThat(failed.kept()).contains("Nothing was changed");
            assertThat(failed.next()).contains("mv " + file);
        });
        assertThat(machine.tree()).isEqualTo(before);
        Files.delete(file);
        assertThat(run(next, new ArrayList<>()::add)).isInstanceOf(HelperEvent.Done.class);
    }

    /// The base is as the person saw it again, and still the approval is used up.
    @Test
    void approvalCountsOnceEvenAfterAnUndo() throws IOException {
        HelperRequest.Apply request = machine.apply(Map.of("packages/htop.nix", "{ } # new\n"), Set.of());
        HelperEvent.Done done = (HelperEvent.Done) run(request, new ArrayList<>()::add);
        Changes changes = request.files().hashes();
        Sha256 restoring = Changes.restoring(changes.before(), changes.after()).digest();
        run(new HelperRequest.Undo(done.auditId().orElseThrow(), restoring, request.reason()), new ArrayList<>()::add);
        SortedMap<String, String> undone = machine.tree();

        HelperEvent again = run(request, new ArrayList<>()::add);

        assertThat(again).isInstanceOfSatisfying(HelperEvent.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(failed.message()).contains("its approval is used up");
        });
        assertThat(machine.tree()).isEqualTo(undone).containsEntry("packages/htop.nix", "{ } # old\n");
        HelperRequest proposedAnew = new HelperRequest.Apply(
                "p-anew", request.files(), request.digest(), Optional.empty(), request.reason());
        assertThat(run(proposedAnew, new ArrayList<>()::add)).isInstanceOf(HelperEvent.Done.class);
    }

    @Test
    void approvalIsUsedUpAlsoIfTheHelperIsKilledAfterTheLine() throws IOException {
        HelperRequest.Apply request = request();
        assertThat(catchThrowable(() -> run(request, at(Phase.COMMIT, () -> {
                    throw new Killed();
                }))))
                .isInstanceOf(Killed.class);

        recover();

        assertThat(machine.paths().applied().resolve(request.proposalId())).exists();
    }

    @Test
    void idsAreNamedByTime() {
        String id = Transaction.newId(Instant.ofEpochSecond(1, 5));

        assertThat(id).isEqualTo("a-" + Long.toHexString(1_000_000_005L));
    }

    private Path snapshot(String content) {
        return machine.paths().snapshot(Sha256.of(content));
    }

    /// Folders stand for generations here: one that is removed needs its contents no more.
    @Test
    void contentsThatNothingNeedsAreRemovedAfterAnActWhenTheAdministratorSaysSo() throws IOException {
        for (String text : List.of("{ } # one\n", "{ } # two\n", "{ } # three\n")) {
            run(machine.apply(Map.of("packages/htop.nix", text), Set.of()), new ArrayList<>()::add);
        }
        try (Stream<Path> generation = Files.walk(machine.paths().profile().resolveSibling("system-2-link"))) {
            generation
                    .sorted(Comparator.reverseOrder())
                    .forEach(file -> assertThat(file.toFile().delete()).isTrue());
        }
        Files.writeString(machine.paths().config().resolve("retention.toml"), "snapshots_days = 0\n");
        Files.setLastModifiedTime(snapshot("{ } # one\n"), FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(snapshot("{ } # two\n"), FileTime.from(Instant.EPOCH));

        HelperEvent last =
                run(machine.apply(Map.of("packages/htop.nix", "{ } # four\n"), Set.of()), new ArrayList<>()::add);

        assertThat(last).isInstanceOf(HelperEvent.Done.class);
        assertThat(snapshot("{ } # one\n")).doesNotExist();
        assertThat(snapshot("{ } # two\n")).exists();
        assertThat(snapshot("{ } # four\n")).exists();
        Files.writeString(machine.paths().config().resolve("retention.toml"), "days = 1\n");
        List<HelperEvent> events = new ArrayList<>();
        run(machine.apply(Map.of("packages/htop.nix", "{ } # five\n"), Set.of()), events::add);
        assertThat(events.toString()).contains("No former contents were removed", "unknown key days");
    }
}
