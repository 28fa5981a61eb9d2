package org.agntos.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.helper.protocol.ExitCode;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Reason;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The real helper as a process: what it does, what it refuses, and how it says so.
class HelperIT {
    private static final TreePath HTOP = new TreePath("packages/htop.nix");

    /// With Nix, and as on a machine that has none.
    enum Nix {
        REAL,
        NONE
    }

    @TempDir
    Path data;

    private PracticeFixture machine;
    private Map<String, String> environment;

    @BeforeEach
    void layDown() throws IOException {
        machine = new PracticeFixture(data.toRealPath());
        environment = machine.environment();
        use(Nix.NONE);
    }

    private void use(Nix nix) {
        environment.put(NixHere.SWITCH, nix == Nix.NONE ? "none" : "");
        if (nix == Nix.REAL) {
            requireNix();
        }
    }

    static boolean hasNix() {
        boolean hasNix = NixHere.isThere();
        assertThat(hasNix || !"true".equals(System.getenv("CI")))
                .as("CI has Nix")
                .isTrue();
        return hasNix;
    }

    static void requireNix() {
        assumeTrue(hasNix(), "Nix is not installed here");
    }

    private HelperProcess.Ended run(HelperRequest request) throws IOException {
        HelperProcess.Ended ended = HelperProcess.run(environment, request);
        assertThat(ended.strange()).isEmpty();
        assertThat(ended.events().getFirst()).isEqualTo(new HelperEvent.Hello("2.0.0", 1, "practice"));
        return ended;
    }

    private HelperProcess.Ended runBytes(byte[] input, String... arguments) throws IOException {
        return HelperProcess.run(environment, input, arguments);
    }

    private HelperEvent.Failed refused(HelperRequest request, Reason reason) throws IOException {
        SortedMap<String, String> before = machine.tree();
        HelperEvent.Failed failed = run(request).failed();
        assertThat(failed.reason()).as(failed.message()).isEqualTo(reason);
        assertThat(failed.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(machine.tree()).isEqualTo(before);
        assertThat(machine.lastEntry().path("result").path("status").asText()).isEqualTo("Refused");
        assertThat(failed.auditId()).contains(machine.lastEntry().path("id").asText());
        machine.assertChainIsWhole();
        machine.assertNothingIsLeftOver();
        return failed;
    }

    private static FileChanges deletion(TreePath path, String content) {
        return FileChanges.of(Map.of(), Set.of(path), Map.of(path, Optional.of(Sha256.of(content))));
    }

    @ParameterizedTest
    @EnumSource
    void appliesUndoesAndRollsBack(Nix nix) throws IOException {
        use(nix);
        machine.write("options/networking.hostName.nix", "{ networking.hostName = \"desk\"; }\n");
        SortedMap<String, String> before = machine.tree();

        HelperEvent.Done applied = run(machine.install("htop")).done();

        SortedMap<String, String> after = machine.tree();
        assertThat(after).containsEntry("packages/htop.nix", PracticeFixture.packageModule("htop"));
        assertThat(applied.generationBefore()).contains(1);
        assertThat(applied.generationAfter()).contains(2);
        assertThat(machine.currentGeneration()).contains(2);
        machine.assertGenerationBelongsToTree();

        FileChanges restoring = deletion(HTOP, PracticeFixture.packageModule("htop"));
        HelperEvent.Done undone =
                run(machine.undo(applied.auditId().orElseThrow(), restoring)).done();

        assertThat(machine.tree()).isEqualTo(before);
        assertThat(undone.generationAfter()).contains(3);
        assertThat(machine.lastEntry().path("action").path("entry").asText())
                .isEqualTo(applied.auditId().orElseThrow());
        machine.assertGenerationBelongsToTree();

        FileChanges forward = FileChanges.of(
                Map.of(HTOP, PracticeFixture.packageModule("htop")), Set.of(), Map.of(HTOP, Optional.empty()));
        HelperEvent.Done wentBack = run(machine.rollback(2, forward)).done();

        assertThat(machine.tree()).isEqualTo(after);
        assertThat(wentBack.generationAfter()).contains(2);
        assertThat(machine.lastEntry().path("action").path("generation").asInt())
                .isEqualTo(2);
        machine.assertGenerationBelongsToTree();
        machine.assertChainIsWhole();
        machine.assertNothingIsLeftOver();
    }

    @Test
    void sameRequestTwiceSaysUnchangedAndMakesNoGeneration() throws IOException {
        HelperRequest request = machine.install("htop");
        run(request).done();
        int entries = machine.auditEntries().size();

        HelperEvent.Done again = run(request).done();

        assertThat(again.unchanged()).isTrue();
        assertThat(machine.currentGeneration()).contains(2);
        assertThat(machine.auditEntries()).hasSize(entries);
    }

    @Test
    void entryHoldsThePersonsWordsAndTheContents() throws IOException {
        run(machine.install("htop")).done();

        var entry = machine.lastEntry();
        assertThat(entry.path("prompt").asText()).isEqualTo("please");
        assertThat(entry.path("result").path("status").asText()).isEqualTo("Success");
        assertThat(entry.path("user").asText()).isEqualTo(System.getProperty("user.name"));
        assertThat(entry.path("changes")).hasSize(1);
        assertThat(entry.path("changes").get(0).path("before").isNull()).isTrue();
        Sha256 after = new Sha256(entry.path("changes").get(0).path("after").asText());
        assertThat(machine.paths().snapshot(after)).hasContent(PracticeFixture.packageModule("htop"));
    }

    @Test
    void brokenModuleLeavesEveryByteAndTheGeneration() throws IOException {
        use(Nix.REAL);
        run(machine.install("htop")).done();
        SortedMap<String, String> before = machine.tree();

        HelperEvent.Failed failed = run(machine.apply(
                        Map.of("packages/git.nix", "{ pkgs, ... }: { environment.systemPackages = [ pkgs.gti ]; }\n"),
                        Set.of("packages/htop.nix")))
                .failed();

        assertThat(failed.code()).isEqualTo(ExitCode.FAILED_AND_RESTORED);
        assertThat(failed.reason()).isEqualTo(Reason.BUILD);
        assertThat(failed.problems()).anyMatch(line -> line.contains("gti"));
        assertThat(machine.tree()).isEqualTo(before);
        assertThat(machine.currentGeneration()).contains(2);
        assertThat(machine.lastEntry().path("result").path("status").asText()).isEqualTo("Failed");
        machine.assertGenerationBelongsToTree();
        machine.assertChainIsWhole();
        machine.assertNothingIsLeftOver();
    }

    @Test
    void failedActivationGoesBackToTheFormerGeneration() throws IOException {
        use(Nix.REAL);
        run(machine.install("htop")).done();
        SortedMap<String, String> before = machine.tree();
        Path system =
                machine.paths().machineRoot().resolve("run/current-system").toRealPath();
        Path script = machine.paths().practiceSystem().resolve("switch.sh");
        Files.writeString(script, "#!/bin/sh\necho 'unit sshd failed' >&2\nexit 4\n");

        HelperEvent.Failed failed = run(machine.install("git")).failed();

        assertThat(failed.code()).as(failed.message()).isEqualTo(ExitCode.FAILED_AND_RESTORED);
        assertThat(failed.reason()).isEqualTo(Reason.ACTIVATION);
        assertThat(failed.problems()).contains("unit sshd failed");
        assertThat(machine.tree()).isEqualTo(before);
        assertThat(machine.currentGeneration()).contains(2);
        assertThat(machine.paths().machineRoot().resolve("run/current-system").toRealPath())
                .isEqualTo(system);
        machine.assertGenerationBelongsToTree();
        machine.assertChainIsWhole();
    }

    @Test
    void treeThatCannotBeBuiltCanStillBeMended() throws IOException {
        use(Nix.REAL);
        machine.write("packages/htop.nix", "{ this is no Nix");

        HelperEvent.Done done = run(machine.install("htop")).done();

        assertThat(done.generationBefore()).isEmpty();
        assertThat(done.generationAfter()).contains(1);
        machine.assertGenerationBelongsToTree();
        machine.assertNothingIsLeftOver();
    }

    @Test
    void staleBaseIsRefused() throws IOException {
        HelperRequest request = machine.install("htop");
        machine.write("packages/htop.nix", "# mine\n{ }\n");

        HelperEvent.Failed failed = refused(request, Reason.STALE);

        assertThat(failed.message()).contains("packages/htop.nix");
    }

    @Test
    void otherDigestIsRefused() throws IOException {
        HelperRequest.Apply request = machine.install("htop");

        refused(
                new HelperRequest.Apply("p-1", request.files(), Sha256.ZERO, Optional.empty(), request.reason()),
                Reason.DIGEST);
    }

    @Test
    void undoOfAFileThatWasEditedSinceIsRefused() throws IOException {
        String entry = run(machine.install("htop")).done().auditId().orElseThrow();
        machine.write("packages/htop.nix", "# mine\n{ }\n");

        refused(machine.undo(entry, deletion(HTOP, "# mine\n{ }\n")), Reason.STALE);
    }

    @Test
    void undoOfAnAlteredEntryIsRefused() throws IOException {
        String entry = run(machine.install("htop")).done().auditId().orElseThrow();
        run(machine.install("git")).done();
        Path log = machine.paths().auditLog();
        Files.writeString(log, Files.readString(log).replaceFirst("please", "pleese"));

        HelperEvent.Failed failed = run(machine.undo(entry, deletion(HTOP, PracticeFixture.packageModule("htop"))))
                .failed();

        assertThat(failed.reason()).isEqualTo(Reason.REFUSED);
        assertThat(failed.message()).contains("altered");
    }

    @Test
    void unknownEntryAndGenerationAreRefused() throws IOException {
        FileChanges nothing = FileChanges.of(Map.of(), Set.of(), Map.of());

        assertThat(refused(machine.undo("a-1", nothing), Reason.REFUSED).message())
                .contains("a-1");
        assertThat(refused(machine.rollback(7, nothing), Reason.REFUSED).message())
                .contains("7");
    }

    @Test
    void linksInPlaceOfFilesAndFoldersAreNotFollowed() throws IOException {
        Path outside = Files.createDirectories(data.resolve("outside"));
        Path victim = Files.writeString(outside.resolve("htop.nix"), "{ }\n");
        HelperRequest install = machine.install("htop");
        Path folder = machine.paths().config().resolve("packages");

        Files.createSymbolicLink(folder, outside);
        assertThat(run(install).failed().reason()).isEqualTo(Reason.REFUSED);

        Files.delete(folder);
        Files.createDirectory(folder);
        Path link = Files.createSymbolicLink(folder.resolve("htop.nix"), victim);
        assertThat(run(install).failed().message()).contains("symbolic link");
        assertThat(link).isSymbolicLink();

        Files.delete(link);
        Files.createLink(folder.resolve("htop.nix"), victim);
        assertThat(run(install).failed().message()).contains("hard link");

        assertThat(victim).hasContent("{ }\n");
        assertThat(outside).isDirectoryContaining(file -> file.equals(victim));
        machine.assertChainIsWhole();
    }

    @Test
    void configurationFolderThatIsALinkIsRefused() throws IOException {
        Path real = Files.createDirectories(data.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(data.resolve("link"), real);
        environment.put("AGNTOS_CONFIG_DIR", link.toString());

        assertThat(run(machine.install("htop")).failed().reason()).isEqualTo(Reason.REFUSED);
        assertThat(real).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/agntos-test", "/usr/local/agntos-test", "/run/agntos-test", "/var/agntos-test"})
    void foldersOfTheRealSystemAreRefused(String folder) throws IOException {
        for (String variable : List.of("AGNTOS_CONFIG_DIR", "AGNTOS_LOG_DIR", "AGNTOS_LIB_DIR", "XDG_DATA_HOME")) {
            environment = machine.environment();
            environment.put(variable, folder);

            HelperEvent.Failed failed = run(machine.install("htop")).failed();

            assertThat(failed.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(failed.message()).contains("real system");
        }
        assertThat(Path.of(folder)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKEXEC_UID=nobody", "SUDO_UID=1000", "DOAS_USER=ada"})
    void elevatedInAnotherWayThanByPkexecIsRefusedBeforeAnythingIsRead(String variable) throws IOException {
        environment.put(variable.split("=", -1)[0], variable.split("=", -1)[1]);

        HelperProcess.Ended ended = HelperProcess.run(environment, machine.install("htop"));

        HelperEvent.Failed failed = ended.failed();

        assertThat(failed.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(machine.paths().lib()).doesNotExist();
    }

    @Test
    void oneHelperAtATime() throws IOException {
        Files.createDirectories(machine.paths().lib());
        try (var channel = java.nio.channels.FileChannel.open(
                        machine.paths().lock(),
                        java.nio.file.StandardOpenOption.CREATE,
                        java.nio.file.StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();

            HelperEvent.Failed failed = run(machine.install("htop")).failed();

            assertThat(failed.code()).isEqualTo(ExitCode.BUSY);
            assertThat(machine.tree()).isEmpty();
        }
        run(machine.install("htop")).done();
    }

    @Test
    void badRequestsAreRefusedWithCode64() throws IOException {
        byte[] request = RequestWriter.write(machine.install("htop"));
        byte[] invalid = request.clone();
        invalid[20] = (byte) 0xff;
        byte[] huge = "x".repeat(5_000_000).getBytes(StandardCharsets.UTF_8);

        assertBadRequest(runBytes(invalid, "apply"), "UTF-8");
        assertBadRequest(runBytes(huge, "apply"), "larger than 1 MiB");
        assertBadRequest(runBytes(request, "undo"), "undo");
        assertBadRequest(runBytes(new byte[0], "apply"), "JSON");
        assertBadRequest(runBytes(request), "command line");
        assertBadRequest(runBytes(request, "apply", "--force"), "command line");
        assertBadRequest(runBytes(request, "--version"), "command line");
        assertThat(machine.tree()).isEmpty();
    }

    /// What was sent is not kept, only its hash; and of so many a day none is, so that nobody can fill the
    /// disk.
    @Test
    void requestThatIsNotUnderstoodIsRecorded() throws IOException {
        byte[] request = "{\"protocol\":1,\"verb\":\"apply\"}".getBytes(StandardCharsets.UTF_8);

        HelperEvent.Failed failed = runBytes(request, "apply").failed();

        var entry = machine.lastEntry();
        assertThat(failed.auditId()).contains(entry.path("id").asText());
        assertThat(entry.path("action").path("type").asText()).isEqualTo("Malformed");
        assertThat(entry.path("action").path("request").asText())
                .isEqualTo(Sha256.of(request).hex());
        assertThat(entry.path("result").path("status").asText()).isEqualTo("Refused");
        assertThat(entry.path("result").path("error").asText()).contains("'proposal_id' is missing");
        Files.writeString(
                machine.paths().lib().resolve("malformed.json"),
                "{\"day\":\"" + Instant.now().truncatedTo(ChronoUnit.DAYS) + "\",\"count\":100}");

        assertThat(runBytes(request, "apply").failed().auditId()).isEmpty();
        assertThat(machine.auditEntries()).hasSize(1);
        machine.assertChainIsWhole();
    }

    private static void assertBadRequest(HelperProcess.Ended ended, String why) {
        assertThat(ended.failed().code()).isEqualTo(ExitCode.BAD_REQUEST);
        assertThat(ended.failed().message()).contains(why);
        assertThat(ended.errors()).contains(why).doesNotContain("\tat ");
    }

    @Test
    void requestWithoutNewlineCannotBeCancelled() throws IOException {
        byte[] line = RequestWriter.write(machine.install("htop"));

        runBytes(java.util.Arrays.copyOf(line, line.length - 1), "apply").done();

        assertThat(machine.tree()).containsKey("packages/htop.nix");
    }

    @Test
    void closedInputCancelsBeforeActivation() throws IOException {
        use(Nix.REAL);
        run(machine.install("htop")).done();
        SortedMap<String, String> before = machine.tree();
        makeBuildsSlow();

        try (HelperProcess helper = HelperProcess.start(environment, machine.install("git"))) {
            assertThat(helper.await(event ->
                            event instanceof HelperEvent.Log log && log.line().contains("building")))
                    .isTrue();
            helper.closeInput();
            HelperEvent.Failed failed = helper.finish().failed();

            assertThat(failed.reason()).isEqualTo(Reason.CANCELLED);
            assertThat(failed.code()).isEqualTo(ExitCode.FAILED_AND_RESTORED);
        }
        assertThat(machine.tree()).isEqualTo(before);
        machine.assertGenerationBelongsToTree();
        machine.assertNothingIsLeftOver();
    }

    @Test
    void terminationTakesTheTransactionBack() throws IOException {
        use(Nix.REAL);
        run(machine.install("htop")).done();
        SortedMap<String, String> before = machine.tree();
        makeBuildsSlow();

        try (HelperProcess helper = HelperProcess.start(environment, machine.install("git"))) {
            assertThat(helper.await(event ->
                            event instanceof HelperEvent.Log log && log.line().contains("building")))
                    .isTrue();
            helper.terminate();
            HelperProcess.Ended ended = helper.finish();

            assertThat(ended.last())
                    .isInstanceOfSatisfying(
                            HelperEvent.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(Reason.CANCELLED));
        }
        assertThat(machine.tree()).isEqualTo(before);
        machine.assertNothingIsLeftOver();
    }

    /// A build that would take minutes.
    private void makeBuildsSlow() throws IOException {
        Path expression = machine.paths().practiceSystem().resolve("default.nix");
        Files.writeString(
                expression,
                Files.readString(expression).replace("mkdir -p \"$out/bin\"", "sleep 300; mkdir -p \"$out/bin\""));
    }

    @Test
    void modesDoNotDependOnTheUmask() throws IOException {
        try (HelperProcess helper =
                HelperProcess.start(List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"), environment, "apply")) {
            helper.send(RequestWriter.write(
                    machine.apply(Map.of("home/ada/programs.git.nix", "{ programs.git.enable = true; }\n"), Set.of())));
            helper.finish().done();
        }

        assertMode("rwxr-xr-x", machine.paths().config().resolve("home"));
        assertMode("rwxr-xr-x", machine.paths().config().resolve("home/ada"));
        assertMode("rw-r--r--", machine.paths().config().resolve("home/ada/programs.git.nix"));
        assertMode("rw-r--r--", machine.paths().auditLog());
        assertMode("rw-r--r--", machine.paths().auditHead());
        assertMode("rwx------", machine.paths().journal());
        assertMode("rw-r--r--", machine.paths().manifest(1));
        assertMode("rwxr-xr-x", machine.paths().lib().resolve("snapshots"));
    }

    private static void assertMode(String mode, Path file) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .as(file.toString())
                .isEqualTo(mode);
    }

    @Test
    void recoverHasNothingToDoOnAHealthyMachine() throws IOException {
        run(machine.install("htop")).done();

        HelperEvent.Done done = run(new HelperRequest.Recover()).done();

        assertThat(done.unchanged()).isTrue();
        assertThat(done.recovered()).isEmpty();
    }

    @Test
    void logOfAgntos1IsContinued() throws IOException {
        Files.createDirectories(machine.paths().log());
        String old = "{\"id\":\"a-17\",\"summary\":\"Applied: Install git\",\"ratio\":0.5}";
        Files.writeString(machine.paths().auditLog(), old);

        run(machine.install("htop")).done();

        List<String> lines = Files.readAllLines(machine.paths().auditLog());
        assertThat(lines).hasSize(2).first().isEqualTo(old);
        assertThat(lines.getLast())
                .contains("\"prev\":\"" + Sha256.of(old + "\n").hex() + "\"");
    }

    @Test
    void manyFilesAreOneChange() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            files.put("options/networking.host" + i + ".nix", "{ }\n# " + i + "\n");
        }

        run(machine.apply(files, Set.of())).done();

        assertThat(machine.tree()).containsExactlyEntriesOf(new TreeMap<>(files));
        machine.assertGenerationBelongsToTree();
    }
}
