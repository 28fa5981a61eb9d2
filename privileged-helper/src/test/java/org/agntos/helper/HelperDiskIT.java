package org.agntos.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import org.agntos.helper.protocol.ExitCode;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Disks that are full or must not be written: nothing is changed, and the person is told what to do.
///
/// Small disks are tmpfs, which only root may mount; elsewhere those tests say that they were not run.
class HelperDiskIT {
    @TempDir
    Path data;

    private boolean isMounted;

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (isMounted) {
            assertThat(command("umount", data.toString())).isZero();
        }
    }

    private static int command(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private PracticeFixture onDisk(String options) throws IOException, InterruptedException {
        isMounted = "root".equals(System.getProperty("user.name"))
                && command("mount", "-t", "tmpfs", "-o", options, "agntos-test", data.toString()) == 0;
        assumeTrue(isMounted, "a tmpfs cannot be mounted here");
        return new PracticeFixture(data.toRealPath());
    }

    private static Map<String, String> withoutNix(PracticeFixture machine) {
        Map<String, String> environment = machine.environment();
        environment.put(NixHere.SWITCH, "none");
        return environment;
    }

    /// Fills what is left of the disk but for this many bytes.
    private void fill(long left) throws IOException {
        Path ballast = data.resolve("ballast");
        byte[] block = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (Files.getFileStore(data).getUsableSpace() > left) {
                out.write(block);
                out.flush();
            }
        }
    }

    /// Wherever the room ends, the tree is as before, and as soon as there is room the same request succeeds.
    @Test
    void fullDiskChangesNothingWhereverItEnds() throws IOException, InterruptedException {
        PracticeFixture machine = onDisk("size=4m");
        Map<String, String> environment = withoutNix(machine);
        HelperProcess.run(environment, machine.install("git")).done();
        SortedMap<String, String> before = machine.tree();
        var request = machine.apply(
                Map.of("packages/htop.nix", PracticeFixture.packageModule("htop") + "# " + "x".repeat(20_000) + "\n"),
                Set.of("packages/git.nix"));
        int failures = 0;
        for (long left = 0; left <= 120_000; left += 4_096) {
            fill(left);
            HelperProcess.Ended ended = HelperProcess.run(environment, request);
            Files.delete(data.resolve("ballast"));
            if (ended.last() instanceof HelperEvent.Done) {
                break;
            }
            failures++;
            HelperEvent.Failed failed = ended.failed();
            assertThat(failed.reason()).as("%d bytes left: %s", left, failed).isEqualTo(Reason.DISK);
            assertThat(failed.code()).isEqualTo(ExitCode.FAILED_AND_RESTORED);
            assertThat(failed.next()).contains("Make room");
            assertThat(machine.tree()).isEqualTo(before);
            machine.assertNothingIsLeftOver();
            machine.assertChainIsWhole();
        }
        System.out.printf("full disk: %d places where the room ended%n", failures);
        assertThat(failures).isGreaterThan(2);

        HelperProcess.run(environment, request).done();
        assertThat(machine.tree()).containsOnlyKeys("packages/htop.nix");
        machine.assertChainIsWhole();
    }

    @Test
    void fullDiskWhileNixBuildsChangesNothing() throws IOException, InterruptedException {
        HelperIT.requireNix();
        PracticeFixture machine = onDisk("size=8m");
        Map<String, String> environment = machine.environment();
        HelperProcess.run(environment, machine.install("git")).done();
        SortedMap<String, String> before = machine.tree();
        fill(64_000);

        HelperEvent.Failed failed =
                HelperProcess.run(environment, machine.install("htop")).failed();

        assertThat(failed.code()).as(failed.toString()).isEqualTo(ExitCode.FAILED_AND_RESTORED);
        assertThat(machine.tree()).isEqualTo(before);
        machine.assertNothingIsLeftOver();
        Files.delete(data.resolve("ballast"));
        HelperProcess.run(environment, machine.install("htop")).done();
        machine.assertGenerationBelongsToTree();
        machine.assertChainIsWhole();
    }

    @Test
    void readOnlyDiskChangesNothing() throws IOException, InterruptedException {
        PracticeFixture machine = onDisk("size=4m");
        Map<String, String> environment = withoutNix(machine);
        HelperProcess.run(environment, machine.install("git")).done();
        SortedMap<String, String> before = machine.tree();
        assertThat(command("mount", "-o", "remount,ro", data.toString())).isZero();

        HelperEvent.Failed failed =
                HelperProcess.run(environment, machine.install("htop")).failed();

        assertThat(failed.reason()).isEqualTo(Reason.DISK);
        assertThat(failed.message()).contains("Read-only");
        assertThat(failed.next()).contains("writable");
        assertThat(machine.tree()).isEqualTo(before);
    }

    /// Only an ordinary user is stopped by a mode, so root runs this helper as one.
    @Test
    void folderThatMayNotBeWrittenChangesNothing() throws IOException, InterruptedException {
        PracticeFixture machine = new PracticeFixture(data.toRealPath());
        Map<String, String> environment = withoutNix(machine);
        List<String> prefix = asOrdinaryUser();
        Path folder = machine.paths().config().resolve("packages");
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        String classPath = HelperProcess.classPath();
        if (!prefix.isEmpty()) {
            classPath = readableCopy(classPath);
            assertThat(command("chown", "-R", "65534:65534", data.toString())).isZero();
        }
        try (HelperProcess helper = HelperProcess.start(prefix, classPath, environment, "apply")) {
            helper.send(RequestWriter.write(machine.install("htop")));
            HelperEvent.Failed failed = helper.finish().failed();

            assertThat(failed.reason()).as(failed.toString()).isEqualTo(Reason.DISK);
            assertThat(failed.message()).contains("Permission denied");
            assertThat(machine.tree()).isEmpty();
            assertThat(failed.auditId()).isPresent();
            machine.assertChainIsWhole();
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// The programs, where an ordinary user can read them.
    private String readableCopy(String classPath) throws IOException, InterruptedException {
        Path copy = Files.createDirectory(data.resolve("programs"));
        StringJoiner copies = new StringJoiner(File.pathSeparator);
        for (String entry : List.of(classPath.split(File.pathSeparator, -1))) {
            Path to = copy.resolve(Path.of(entry).getFileName());
            assertThat(command("cp", "-r", entry, to.toString())).isZero();
            copies.add(to.toString());
        }
        return copies.toString();
    }

    private static List<String> asOrdinaryUser() throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        List<String> prefix = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        List<String> probe = new ArrayList<>(prefix);
        probe.addAll(List.of("test", "-x", System.getProperty("java.home") + "/bin/java"));
        assumeTrue(command(probe.toArray(String[]::new)) == 0, "an ordinary user cannot run this Java");
        return prefix;
    }
}
