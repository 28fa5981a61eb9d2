package org.agntos.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agntos.core.cli.Ctl.Ended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home on a disk that is full or must not be written: nothing is changed, what can be read is shown, and the person
/// is told what to do. The disk is a small tmpfs, which only root may mount; elsewhere this says that it was not run.
class AgntctlDiskIT {
    @TempDir
    Path home;

    private boolean isMounted;
    private Ctl ctl;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        isMounted = "root".equals(System.getProperty("user.name"))
                && status("mount", "-t", "tmpfs", "-o", "size=6m", "agntos-test", home.toString()) == 0;
        assumeTrue(isMounted, "a tmpfs cannot be mounted here");
        ctl = new Ctl(home).with("AGNTOS_NIX", "none");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (isMounted) {
            assertThat(status("umount", home.toString())).isZero();
        }
    }

    private static int status(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private String proposed(String request) throws IOException, InterruptedException {
        return ctl.run("propose", request, "--json")
                .hasStatus(0)
                .json()
                .path("id")
                .asText();
    }

    private Path module(String name) {
        return home.resolve(".local/share/agntos/practice/etc/agntos/packages/" + name + ".nix");
    }

    private void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(home.resolve("ballast"))) {
            byte[] block = new byte[4_096];
            while (Files.getFileStore(home).getUsableSpace() > 0) {
                out.write(block);
                out.flush();
            }
        }
    }

    private Ended failed(String... arguments) throws IOException, InterruptedException {
        Ended ended = ctl.run(arguments).hasStatus(1);
        assertThat(ended.messages() + ended.output()).doesNotContain("Exception", "\tat ");
        return ended;
    }

    @Test
    void onAFullDiskNothingIsChangedAndTheRecordIsReadable() throws IOException, InterruptedException {
        ctl.run("apply", proposed("install git"), "--yes").hasStatus(0);
        String htop = proposed("install htop");
        fill();

        assertThat(failed("propose", "install jq", "--json").output()).contains("No space left", "disk has room");
        assertThat(failed("apply", htop, "--yes", "--json").output()).contains("Make room");
        assertThat(failed("memory", "add", "user", "likes tea").messages()).contains("No space left");
        assertThat(module("htop")).doesNotExist();
        ctl.run("audit", "list").hasStatus(0);
        ctl.run("audit", "verify").hasStatus(0);
        ctl.run("proposals").hasStatus(0);

        Files.delete(home.resolve("ballast"));
        ctl.run("apply", htop, "--yes").hasStatus(0);
        assertThat(module("htop")).exists();
        ctl.run("audit", "verify").hasStatus(0);
    }

    @Test
    void onAReadOnlyDiskNothingIsChangedAndTheRecordIsReadable() throws IOException, InterruptedException {
        ctl.run("apply", proposed("install git"), "--yes").hasStatus(0);
        String htop = proposed("install htop");
        assertThat(status("mount", "-o", "remount,ro", home.toString())).isZero();

        assertThat(failed("propose", "install jq", "--json").output()).contains("Read-only", "may be written");
        assertThat(failed("apply", htop, "--yes", "--json").output()).contains("writable");
        assertThat(failed("memory", "add", "user", "likes tea").messages()).contains("Read-only");
        ctl.run("audit", "list").hasStatus(0);
        ctl.run("audit", "verify").hasStatus(0);
        ctl.run("proposals").hasStatus(0);

        assertThat(status("mount", "-o", "remount,rw", home.toString())).isZero();
        assertThat(module("htop")).doesNotExist();
        ctl.run("apply", htop, "--yes").hasStatus(0);
    }
}
