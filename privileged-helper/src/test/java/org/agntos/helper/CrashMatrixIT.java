package org.agntos.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.helper.protocol.Changes;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a helper does to the disk is listed by strace, so that the list is never older than the helper:
/// killed at each of these calls, and with the power cut after each of them, the next helper finds the state
/// before or after.
class CrashMatrixIT {
    /// `-Dagntos.crash.stride=1` kills at every call instead of at every n-th.
    private static final int STRIDE = Integer.getInteger("agntos.crash.stride", 25);

    private static final String CALLS = "openat,write,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,rmdir,"
            + "mkdir,mkdirat,symlink,symlinkat,ftruncate";
    private static final List<String> OUTSIDE_OF_THE_COUNT = List.of("openat");

    @TempDir
    Path folder;

    private static void requireStrace() {
        boolean isThere = Files.isExecutable(Path.of("/usr/bin/strace"));
        assertThat(isThere || !"true".equals(System.getenv("CI")))
                .as("CI has strace")
                .isTrue();
        assumeTrue(isThere, "strace is not installed here");
    }

    private static Map<String, String> environment(PracticeFixture machine) {
        Map<String, String> environment = machine.environment();
        environment.put(NixHere.SWITCH, "none");
        return environment;
    }

    /// A machine with a history: two generations, a file to change, one to delete, one to make.
    private static PracticeFixture machine(Path data) throws IOException {
        PracticeFixture machine =
                new PracticeFixture(Files.createDirectories(data).toRealPath());
        machine.write("options/networking.hostName.nix", "{ networking.hostName = \"desk\"; }\n");
        assertThat(run(machine, machine.install("git"))).isInstanceOf(HelperEvent.Done.class);
        return machine;
    }

    private static HelperRequest.Apply request(PracticeFixture machine) throws IOException {
        return machine.apply(
                Map.of(
                        "packages/htop.nix",
                        PracticeFixture.packageModule("htop"),
                        "home/ada/programs.git.nix",
                        "{ }\n",
                        "options/networking.hostName.nix",
                        "{ networking.hostName = \"lap\"; }\n"),
                Set.of("packages/git.nix"));
    }

    private static SortedMap<String, String> after(HelperRequest.Apply request) {
        SortedMap<String, String> after = new TreeMap<>();
        request.files().writes().forEach((path, content) -> after.put(path.value(), content));
        return after;
    }

    private static HelperEvent run(PracticeFixture machine, HelperRequest request) throws IOException {
        return machine.run(environment(machine), request, _ -> {});
    }

    private static List<String> strace(String... more) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/strace", "-f", "-qq"));
        command.addAll(List.of(more));
        return command;
    }

    private List<DiskModel.Step> trace(PracticeFixture machine, HelperRequest request) throws IOException {
        Path log = folder.resolve("strace.log");
        List<String> prefix = strace("-y", "-xx", "-s", "4000000", "-e", "trace=" + CALLS, "-o", log.toString());
        try (HelperProcess helper = HelperProcess.start(prefix, environment(machine), request)) {
            helper.finish().done();
        }
        return DiskModel.steps(log);
    }

    /// The next helper brings it to before or after, the chain is whole, and the way back is open.
    private static boolean recoverAndJudge(
            PracticeFixture machine, SortedMap<String, String> before, HelperRequest.Apply request, String when)
            throws IOException {
        HelperEvent recovered = run(machine, new HelperRequest.Recover());
        assertThat(recovered).as(when).isInstanceOf(HelperEvent.Done.class);
        assertThat(machine.tree()).as(when).isIn(before, after(request));
        machine.assertChainIsWhole();
        machine.assertNothingIsLeftOver();
        machine.assertGenerationBelongsToTree();
        boolean isDone = machine.tree().equals(after(request));
        if (isDone) {
            undo(machine, when);
        } else {
            assertThat(run(machine, request)).as(when).isInstanceOf(HelperEvent.Done.class);
        }
        assertThat(machine.tree()).as(when).isEqualTo(isDone ? before : after(request));
        machine.assertChainIsWhole();
        return isDone;
    }

    private static void undo(PracticeFixture machine, String when) throws IOException {
        ObjectNode entry = machine.lastEntry();
        Changes changes = Changes.parse(entry.path("changes"));
        SortedMap<TreePath, Optional<Sha256>> present = changes.after();
        HelperRequest undo = new HelperRequest.Undo(
                entry.path("id").asText(),
                Changes.restoring(changes.before(), present).digest(),
                PracticeFixture.REASON);
        assertThat(run(machine, undo)).as(when).isInstanceOf(HelperEvent.Done.class);
    }

    @Test
    void killAtEveryCallThatChangesTheDisk() throws IOException, InterruptedException {
        requireStrace();
        PracticeFixture first = machine(folder.resolve("first"));
        Map<String, Integer> calls = new TreeMap<>();
        for (DiskModel.Step step : trace(first, request(first))) {
            if (!OUTSIDE_OF_THE_COUNT.contains(step.call())) {
                calls.merge(step.call(), 1, Integer::sum);
            }
        }
        int kills = 0;
        int stood = 0;
        int index = 0;
        for (Map.Entry<String, Integer> call : calls.entrySet()) {
            for (int n = 1; n <= call.getValue(); n++) {
                if (index++ % STRIDE == 0) {
                    String when = call.getKey() + " number " + n;
                    PracticeFixture machine = machine(folder.resolve("kill-" + index));
                    SortedMap<String, String> before = machine.tree();
                    HelperRequest.Apply request = request(machine);
                    kills += killAt(machine, request, call.getKey(), n) ? 1 : 0;
                    stood += recoverAndJudge(machine, before, request, when) ? 1 : 0;
                }
            }
        }
        System.out.printf(
                "crash matrix: %d calls that change the disk, %d kills at every %d., %d of these applies stood%n",
                index, kills, STRIDE, stood);
        assertThat(kills).as("helpers that were killed").isPositive();
    }

    /// SIGKILL on entering the n-th such call of a thread. False if it ended before.
    private static boolean killAt(PracticeFixture machine, HelperRequest request, String call, int n)
            throws IOException, InterruptedException {
        List<String> prefix =
                strace("-o", "/dev/null", "-e", "trace=" + call, "-e", "inject=" + call + ":signal=SIGKILL:when=" + n);
        try (HelperProcess helper = HelperProcess.start(prefix, environment(machine), request)) {
            return helper.finish().exit() != 0;
        }
    }

    @Test
    void powerCutAfterEveryCallLeavesBeforeOrAfter() throws IOException {
        requireStrace();
        PracticeFixture machine = machine(folder.resolve("machine"));
        Path root = machine.paths().machineRoot();
        SortedMap<String, String> before = machine.tree();
        HelperRequest.Apply request = request(machine);
        DiskModel disk = new DiskModel(root);
        List<DiskModel.Step> steps = trace(machine, request);
        boolean isLastStanding = false;
        int cuts = 0;
        int stood = 0;
        for (DiskModel.Step step : steps) {
            if (disk.follow(step)) {
                cuts++;
                PracticeFixture cut = new PracticeFixture(
                        Files.createDirectories(folder.resolve("cut-" + cuts)).toRealPath());
                Path cutRoot = cut.paths().machineRoot();
                delete(cutRoot);
                Files.createDirectories(cutRoot);
                disk.lay(cutRoot);
                isLastStanding = recoverAndJudge(cut, before, request, "power cut " + cuts + " after " + step.text());
                stood += isLastStanding ? 1 : 0;
            }
        }
        System.out.printf("power cuts: %d, after which the change stood in %d%n", cuts, stood);
        assertThat(cuts).isGreaterThan(50);
        assertThat(isLastStanding)
                .as("what was reported as done is on the disk")
                .isTrue();
    }

    private static void delete(Path path) throws IOException {
        try (var paths = Files.walk(path)) {
            for (Path entry : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
