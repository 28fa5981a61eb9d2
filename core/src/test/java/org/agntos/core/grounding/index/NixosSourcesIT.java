package org.agntos.core.grounding.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.agntos.core.process.SystemProcessRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Asking Nix for the lists, with stand-ins for its programs: real processes, no NixOS.
class NixosSourcesIT {
    @TempDir
    Path work;

    private Path root;
    private Path programs;

    @BeforeEach
    void makeSystem() throws IOException {
        root = work.resolve("root");
        programs = Files.createDirectories(root.resolve("run/current-system/sw/bin"));
        Files.writeString(root.resolve("run/current-system/nixos-version"), "26.05.1");
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/NIXOS"), "");
        Path manual = Files.createDirectories(work.resolve("built/share/doc/nixos"));
        Files.writeString(manual.resolve("options.json"), SampleSources.OPTIONS);
        Files.writeString(work.resolve("packages.txt"), SampleSources.PACKAGES);
        program("nix-build", "echo evaluating >&2; echo " + work.resolve("built"));
        program("nix-env", "cat " + work.resolve("packages.txt"));
    }

    private void program(String name, String body) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private NixosSources sources() {
        return new NixosSources(new SystemProcessRunner(), Map.of(), root, work.resolve("lists"));
    }

    @Test
    void nixIsAskedForWhatTheSystemDoesNotProvide() throws IOException, InterruptedException {
        MachineSources.Found found = sources().find(IndexProgress.SILENT);
        assertThat(found.revision()).isEqualTo("26.05.1");
        assertThat(found.sources().options()).containsExactly(work.resolve("built/share/doc/nixos/options.json"));
        assertThat(found.sources().packages().getFirst()).hasContent(SampleSources.PACKAGES);
    }

    @Test
    void whatNixSaysWhenItFailsIsTold() throws IOException {
        program("nix-env", "echo '{\"half\": '; echo 'error: no nixpkgs' >&2; exit 1");
        assertThatThrownBy(() -> sources().find(IndexProgress.SILENT))
                .isInstanceOf(IndexFailed.class)
                .hasMessageContaining("exit 1")
                .hasMessageContaining("no nixpkgs");
        assertThat(work.resolve("lists/packages.json")).doesNotExist();
    }

    @Test
    void cancellingEndsNix() throws Exception {
        Path mark = work.resolve("ended-by-itself");
        program("nix-env", "echo '{'; sleep 60; touch " + mark);
        CountDownLatch asking = new CountDownLatch(1);
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread asker = Thread.ofPlatform().start(() -> {
            try {
                sources().find((step, _) -> {
                    if (step.startsWith("asking Nix for all packages")) {
                        asking.countDown();
                    }
                });
            } catch (IOException | InterruptedException e) {
                end.set(e);
            }
        });
        assertThat(asking.await(20, TimeUnit.SECONDS)).isTrue();
        asker.interrupt();
        assertThat(asker.join(Duration.ofSeconds(20))).isTrue();
        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(mark).doesNotExist();
    }
}
