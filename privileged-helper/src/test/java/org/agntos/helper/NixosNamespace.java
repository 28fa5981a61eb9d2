package org.agntos.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.HelperRequest;

/// A small NixOS in mount and process namespaces of its own: the fixed paths of a real machine, real Nix, a
/// real profile, a stand-in for `nixos-rebuild`, and generation 1 in use. Wants root. `namespace.sh` beside
/// the stand-ins makes it, also for a tier in another module. Closing it ends everything in it.
///
/// What is to go wrong is said by files of [#STAND_IN], see `switch-to-configuration`.
public final class NixosNamespace extends MachineFixture implements AutoCloseable {
    /// Inside: `activation` (a word for every generation), `failed-anyway` (lines of units), `activations` (a
    /// log).
    public static final String STAND_IN = "/run/stand-in/";

    private static final Path SCRIPT = Path.of("src/test/resources/org/agntos/helper/nixos/namespace.sh");

    private final Process holder;
    private final long init;

    /// Where the configuration comes from.
    public enum Kind {
        CHANNEL,
        FLAKE
    }

    /// Which of the two programs `nixos-rebuild` is.
    public enum Rebuild {
        NG,
        BASH
    }

    /// Whether systemd seems to run.
    public enum Systemd {
        WITH,
        WITHOUT
    }

    private NixosNamespace(Process holder, long init) {
        super(paths(init));
        this.holder = holder;
        this.init = init;
    }

    private static HelperPaths paths(long init) {
        HelperPaths inside = HelperPaths.system();
        Path root = Path.of("/proc/" + init + "/root");
        return new HelperPaths(
                outside(root, inside.config()),
                outside(root, inside.log()),
                outside(root, inside.lib()),
                root,
                outside(root, inside.profile()));
    }

    private static Path outside(Path root, Path inside) {
        return root.resolve(Path.of("/").relativize(inside));
    }

    public static NixosNamespace start(Kind kind, Rebuild rebuild, Systemd systemd) throws IOException {
        requireRootAndNix();
        List<String> command = List.of(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "--propagation",
                "private",
                "sh",
                SCRIPT.toAbsolutePath().toString(),
                "nixos-" + kind.name().toLowerCase(Locale.ROOT),
                rebuild.name().toLowerCase(Locale.ROOT),
                systemd.name().toLowerCase(Locale.ROOT));
        Process holder = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output = holder.inputReader(StandardCharsets.UTF_8);
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new AssertionError("the namespace could not be made: " + said);
            }
            said.add(line);
        }
        return new NixosNamespace(
                holder, holder.children().findFirst().orElseThrow().pid());
    }

    /// Skips the test where it cannot run, and fails it where it must.
    public static void requireRootAndNix() throws IOException {
        boolean isRoot = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        boolean isPossible = isRoot && NixHere.isThere();
        assertThat(isPossible || !"true".equals(System.getenv("CI")))
                .as("CI is root and has Nix")
                .isTrue();
        assumeTrue(isPossible, "this needs root and Nix");
    }

    /// What starts a program inside.
    public List<String> prefix() {
        return List.of("nsenter", "--target", Long.toString(init), "--mount", "--pid", "--");
    }

    /// What pkexec leaves of an environment. @param uid who asked
    public static Map<String, String> pkexec(int uid) {
        return Map.of("PKEXEC_UID", Integer.toString(uid), "PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "HOME", "/root");
    }

    /// Starts the helper inside, as pkexec would for the user 1000.
    HelperProcess start(HelperRequest request) throws IOException {
        HelperProcess helper = HelperProcess.start(prefix(), pkexec(1000), request);
        return helper;
    }

    HelperProcess.Ended run(HelperRequest request) throws IOException {
        try (HelperProcess helper = start(request)) {
            return helper.finish();
        }
    }

    /// Runs a program inside to its end. @return what it wrote, without the last newline
    public String shell(String script) throws IOException {
        Process process = background(script);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int status = process.waitFor();
            assertThat(status).as(script + ": " + output).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return output.strip();
    }

    /// Starts a program inside.
    public Process background(String script) throws IOException {
        List<String> command = new ArrayList<>(prefix());
        command.addAll(List.of("/usr/bin/env", "-i", "PATH=/run/current-system/sw/bin:/usr/sbin:/usr/bin:/bin"));
        command.addAll(List.of("sh", "-c", script));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /// The real path inside of a link inside.
    public String real(String link) throws IOException {
        return shell("readlink -f " + link);
    }

    /// Writes a file by its path inside.
    public void put(String path, String content) throws IOException {
        Files.writeString(file(path), content);
    }

    /// A file inside, by its path there. Absolute links in it lead outside.
    public Path file(String path) {
        return outside(paths.machineRoot(), Path.of(path));
    }

    /// The generation that is current is the one that runs, and the one that belongs to the tree.
    public void assertSystemIsGeneration(int generation) throws IOException {
        assertThat(currentGeneration()).contains(generation);
        assertThat(real("/run/current-system")).isEqualTo(real("/nix/var/nix/profiles/system"));
        assertThat(file("/var/lib/agntos/build")).doesNotExist();
    }

    @Override
    public void close() throws IOException {
        holder.getOutputStream().close();
        try {
            if (!holder.waitFor(20, TimeUnit.SECONDS)) {
                holder.destroyForcibly();
                throw new AssertionError("the namespace does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
