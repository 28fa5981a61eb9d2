package org.agntos.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Phase;
import org.agntos.helper.protocol.HelperRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at any moment of an apply: the next command finds the state before or after, never one between.
class HelperKillIT {
    /// `-Dagntos.kills=1000` for the whole number.
    private static final int RANDOM_KILLS = Integer.getInteger("agntos.kills", 40);
    private static final int KILLS_PER_PHASE = 1;
    private static final long SEED = 20_261_120;

    @TempDir
    Path data;

    private PracticeFixture machine;
    private Map<String, String> environment;

    /// How the kills ended.
    private int before;

    private int after;
    private int tooLate;

    @BeforeEach
    void layDown() throws IOException {
        machine = new PracticeFixture(data.toRealPath());
        environment = machine.environment();
        machine.write("packages/git.nix", PracticeFixture.packageModule("git"));
        machine.write("options/networking.hostName.nix", "{ networking.hostName = \"desk-0\"; }\n");
    }

    private void withoutNix() {
        environment.put(NixHere.SWITCH, "none");
    }

    /// Changes one file, makes one or removes it, and the other way round in the next round.
    private HelperRequest.Apply change(int round) throws IOException {
        Map<String, String> writes = new TreeMap<>();
        writes.put("options/networking.hostName.nix", "{ networking.hostName = \"desk-" + round + "\"; }\n");
        boolean hasHtop = machine.tree().containsKey("packages/htop.nix");
        String home = "home/ada/programs.git.nix";
        if (hasHtop) {
            return machine.apply(writes, Set.of("packages/htop.nix", home));
        }
        writes.put("packages/htop.nix", PracticeFixture.packageModule("htop"));
        writes.put(home, "{ programs.git.enable = true; }\n");
        return machine.apply(writes, Set.of());
    }

    private static SortedMap<String, String> result(SortedMap<String, String> tree, HelperRequest.Apply request) {
        SortedMap<String, String> result = new TreeMap<>(tree);
        request.files().deletes().forEach(path -> result.remove(path.value()));
        request.files().writes().forEach((path, content) -> result.put(path.value(), content));
        return result;
    }

    /// What has to hold after a kill and one more command.
    private void recoverAndJudge(SortedMap<String, String> old, SortedMap<String, String> wanted, String when)
            throws IOException {
        judge(HelperProcess.run(environment, new HelperRequest.Recover()).done(), old, wanted, when);
    }

    /// Recovers inside this process, which saves a start of Java.
    private void recoverHereAndJudge(SortedMap<String, String> old, SortedMap<String, String> wanted, String when)
            throws IOException {
        HelperEvent last = machine.run(environment, new HelperRequest.Recover(), _ -> {});
        assertThat(last).as(when).isInstanceOf(HelperEvent.Done.class);
        judge((HelperEvent.Done) last, old, wanted, when);
    }

    private void judge(
            HelperEvent.Done recovered, SortedMap<String, String> old, SortedMap<String, String> wanted, String when)
            throws IOException {
        SortedMap<String, String> tree = machine.tree();
        assertThat(tree).as(when).isIn(old, wanted);
        before += tree.equals(old) ? 1 : 0;
        after += tree.equals(wanted) ? 1 : 0;
        machine.assertNothingIsLeftOver();
        machine.assertChainIsWhole();
        if (machine.currentGeneration().isPresent()) {
            machine.assertGenerationBelongsToTree();
        }
        assertThat(recovered.generationAfter()).isEqualTo(machine.currentGeneration());
    }

    private void killInEveryPhase() throws IOException, InterruptedException {
        int round = 0;
        for (Phase phase : Phase.values()) {
            if (phase == Phase.RESTORE) {
                continue;
            }
            for (int i = 0; i < KILLS_PER_PHASE; i++) {
                round++;
                HelperRequest.Apply request = change(round);
                SortedMap<String, String> old = machine.tree();
                try (HelperProcess helper = HelperProcess.start(environment, request)) {
                    HelperEvent awaited = new HelperEvent.PhaseStarted(phase);
                    assertThat(helper.await(awaited::equals))
                            .as("saw %s", phase)
                            .isTrue();
                    helper.kill();
                }
                recoverAndJudge(old, result(old, request), "killed in " + phase);
            }
        }
        System.out.printf("killed in each phase: %d before, %d after%n", before, after);
    }

    @Test
    void killInAnyPhaseWithNixLeavesBeforeOrAfter() throws IOException, InterruptedException {
        HelperIT.requireNix();
        killInEveryPhase();
    }

    @Test
    void killInAnyPhaseWithFoldersLeavesBeforeOrAfter() throws IOException, InterruptedException {
        withoutNix();
        killInEveryPhase();
    }

    /// A killed recovery is recovered too.
    @Test
    void killOfTheRecoveryLeavesBeforeOrAfter() throws IOException, InterruptedException {
        withoutNix();
        HelperProcess.run(environment, change(1)).done();
        for (int round = 2; round < 8; round++) {
            HelperRequest.Apply request = change(round);
            SortedMap<String, String> old = machine.tree();
            killAt(request, Phase.HEALTH, 0);
            killAt(new HelperRequest.Recover(), Phase.RECOVER, round * 2_000L);
            recoverAndJudge(old, result(old, request), "recovery killed in round " + round);
        }
    }

    private void killAt(HelperRequest request, Phase phase, long micros) throws IOException, InterruptedException {
        try (HelperProcess helper = HelperProcess.start(environment, request)) {
            HelperEvent awaited = new HelperEvent.PhaseStarted(phase);
            assertThat(helper.await(awaited::equals)).isTrue();
            tooLate += helper.hasEndedWithin(micros) ? 1 : 0;
            helper.kill();
        }
    }

    /// Half with Nix, half without, if Nix is here.
    @Test
    void killAtRandomMomentsLeavesBeforeOrAfter() throws IOException, InterruptedException {
        boolean hasNix = HelperIT.hasNix();
        Random random = new Random(SEED);
        withoutNix();
        Optional<Long> limit = Optional.empty();
        for (int round = 1; round <= RANDOM_KILLS; round++) {
            if (round == 1 || (hasNix && round == RANDOM_KILLS / 2)) {
                if (round > 1) {
                    environment.remove(NixHere.SWITCH);
                }
                limit = Optional.of(duration(1_000 + round));
            }
            HelperRequest.Apply request = change(round);
            SortedMap<String, String> old = machine.tree();
            long micros = (long) (random.nextDouble() * limit.orElseThrow());
            killAt(request, Phase.LOCK, micros);
            recoverHereAndJudge(old, result(old, request), "round " + round + ", killed after " + micros + " µs");
        }
        System.out.printf(
                "%d kills at random moments (seed %d): %d before, %d after, %d had already ended%n",
                RANDOM_KILLS, SEED, before, after, tooLate);
        assertThat(before).as("kills that came in time").isPositive();
        assertThat(after).as("kills after the point of no return").isPositive();
    }

    /// How long an undisturbed apply takes from its lock to its end, in microseconds.
    private long duration(int round) throws IOException {
        HelperProcess.run(environment, change(round)).done();
        try (HelperProcess helper = HelperProcess.start(environment, change(round + 1))) {
            assertThat(helper.await(event -> event instanceof HelperEvent.PhaseStarted))
                    .isTrue();
            long start = System.nanoTime();
            helper.finish().done();
            return (System.nanoTime() - start) / 1_000;
        }
    }
}
