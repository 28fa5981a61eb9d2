package org.agntos.core.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agntos.core.change.RequestWriter;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// A small NixOS with a system bus, polkit, pkexec and an installed AgntOS, in namespaces of its own:
/// `namespace.sh` of the helper's tests makes the NixOS, `polkit.sh` the rest. Wants root. Nothing of the
/// real machine is written.
///
/// Who lives there: `ada`, the administrator; `gil`, of the group agntos; `ned` and `ben`, who are neither.
/// The password
/// of each is `secret of` and the name.
final class PolkitLab implements AutoCloseable {
    static final String HELPER = "/run/lab/agntos/libexec/agntos-helper";
    static final String PKEXEC = "pkexec --disable-internal-agent " + HELPER + " ";
    static final TreePath HTOP = new TreePath("packages/htop.nix");

    private static final long PATIENCE_SECONDS = 90;
    private static final Path NAMESPACE =
            Path.of("../privileged-helper/src/test/resources/org/agntos/helper/nixos/namespace.sh");
    private static final Path POLKIT = Path.of("src/test/resources/org/agntos/core/helper/polkit.sh");
    private static final List<String> PROGRAMS = List.of(
            "unshare",
            "nsenter",
            "setpriv",
            "setsid",
            "script",
            "dbus-daemon",
            "pkexec",
            "pkcheck",
            "pkaction",
            "pkttyagent",
            "useradd",
            "chpasswd",
            "nix-build");

    private final Process holder;
    private final long init;

    /// How a program ended. @param strange lines of its standard output that are no events
    record Ended(int exit, List<HelperEvent> events, List<String> strange, String errors) {
        HelperEvent.Done done() {
            if (!events.isEmpty() && events.getLast() instanceof HelperEvent.Done done && exit == 0) {
                return done;
            }
            throw new AssertionError("not done: " + this);
        }

        HelperEvent.Failed failed() {
            if (!events.isEmpty()
                    && events.getLast() instanceof HelperEvent.Failed failed
                    && exit == failed.code().status()) {
                return failed;
            }
            throw new AssertionError("not failed: " + this);
        }
    }

    private PolkitLab(Process holder, long init) {
        this.holder = holder;
        this.init = init;
    }

    /// Skips the test where this cannot be had, and fails it on a build server.
    static PolkitLab start() throws IOException {
        List<String> missing =
                PROGRAMS.stream().filter(Predicate.not(PolkitLab::isThere)).toList();
        require(missing.isEmpty(), "these programs are missing: " + missing);
        require(Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")), "it needs root");
        require(Files.isDirectory(Path.of("/nix")), "there is no /nix to put a store over");
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
                NAMESPACE.toAbsolutePath().toString(),
                "nixos-channel",
                "ng",
                "without");
        Process holder = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output = holder.inputReader(StandardCharsets.UTF_8);
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                require(false, "namespaces cannot be made: " + said);
            } else {
                said.add(line);
            }
        }
        PolkitLab lab = new PolkitLab(
                holder, holder.toHandle().children().findFirst().orElseThrow().pid());
        lab.install();
        return lab;
    }

    private static void require(boolean condition, String why) {
        String sentence = "The tier with real polkit cannot run here: " + why + ".";
        if ("true".equals(System.getenv("CI"))) {
            assertThat(condition).as(sentence).isTrue();
        }
        assumeTrue(condition, sentence);
    }

    private static boolean isThere(String program) {
        return Stream.of("/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder + program)));
    }

    private void install() {
        String path = System.getProperty("java.class.path", "");
        Predicate<String> helper = entry -> entry.contains("privileged-helper") || entry.contains("/jackson-");
        Predicate<String> program = entry -> helper.test(entry)
                || entry.endsWith("/core/target/classes")
                || entry.matches(".*/core/target/core-[^/]*\\.jar")
                || entry.matches(".*/(slf4j|picocli|sqlite|java-diff-utils)[^/]*\\.jar");
        List<String> command = List.of(
                "sh",
                POLKIT.toAbsolutePath().toString(),
                Path.of("..").toAbsolutePath().normalize().toString(),
                System.getProperty("java.home", ""),
                entries(path, helper),
                entries(path, program),
                entries(
                        path,
                        entry -> program.test(entry) || entry.endsWith("test-classes") || entry.contains("/jspecify")));
        Ended ended = run(command, new byte[0]);
        assertThat(ended.strange()).as(ended.errors()).endsWith("ready");
    }

    private static String entries(String classPath, Predicate<String> wanted) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .filter(wanted)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// A file inside.
    Path file(String inside) {
        return Path.of("/proc/" + init + "/root" + inside);
    }

    /// Starts polkit anew with these files as rules.
    void rules(String... files) {
        root("/run/lab/polkit-with " + String.join(" ", files));
    }

    static String sampleRule(String name) {
        return Path.of("../packaging/polkit/rules", name)
                .toAbsolutePath()
                .normalize()
                .toString();
    }

    /// What root's shell says. It must succeed.
    String root(String script) {
        Ended ended = run(List.of("sh", "-c", script), new byte[0]);
        assertThat(ended.exit()).as(script + ": " + ended).isZero();
        return String.join("\n", ended.strange());
    }

    /// Runs a script as a person, without a terminal, to its end.
    Ended as(String person, byte[] input, String script) {
        return run(personally(person, script), input);
    }

    /// Sends a request through pkexec as a person.
    Ended pkexec(String person, HelperRequest request) {
        return as(person, uncancellable(request), PKEXEC + request.verb().word() + "; exit $?");
    }

    /// Starts a script as a person, without a terminal.
    Process start(String person, String script) throws IOException {
        return process(personally(person, script)).start();
    }

    private static List<String> personally(String person, String script) {
        return List.of(
                "setpriv",
                "--reuid=" + person,
                "--regid=" + person,
                "--init-groups",
                "setsid",
                "--wait",
                "env",
                "-i",
                "HOME=/run/lab/home/" + person,
                "USER=" + person,
                "LOGNAME=" + person,
                "PATH=/usr/bin:/bin",
                "TERM=dumb",
                "bash",
                "-c",
                script);
    }

    private ProcessBuilder process(List<String> command) {
        List<String> full =
                new ArrayList<>(List.of("nsenter", "--target", Long.toString(init), "--mount", "--pid", "--wd=/"));
        full.addAll(command);
        return new ProcessBuilder(full);
    }

    private Ended run(List<String> command, byte[] input) {
        try {
            Process process = process(command).start();
            CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.errorReader()));
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(process.inputReader()));
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input);
            } catch (IOException _) {
                // It ended without reading; its exit says why.
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                throw new AssertionError("no end of " + command);
            }
            return ended(process.exitValue(), output.join(), errors.join());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(command.toString(), e);
        }
    }

    static Ended ended(int exit, String output, String errors) {
        List<HelperEvent> events = new ArrayList<>();
        List<String> strange = new ArrayList<>();
        output.lines().forEach(line -> {
            Optional<HelperEvent> event = EventReader.parse(line);
            event.ifPresentOrElse(events::add, () -> strange.add(line));
        });
        return new Ended(exit, events, strange, errors);
    }

    private static String text(BufferedReader reader) {
        return reader.lines().collect(Collectors.joining("\n"));
    }

    /// The request as somebody sends it who closes the input at once, which is no wish to cancel without a
    /// newline.
    static byte[] uncancellable(HelperRequest request) {
        byte[] line = RequestWriter.write(request);
        return Arrays.copyOf(line, line.length - 1);
    }

    /// Everything that a transaction may change.
    String state() throws IOException {
        return tree() + "\n" + audit();
    }

    /// The managed tree, the generations, the system in use.
    String tree() {
        return root("cd /etc/agntos; find . -exec stat -c '%n %U %a' {} + | sort; find . -type f -exec sha256sum {} +"
                + " | sort; ls -l --time-style=+ /nix/var/nix/profiles/; readlink -f /run/current-system");
    }

    /// A change that makes htop's file anew, always with other bytes.
    HelperRequest.Apply change(String comment) throws IOException {
        return change(HTOP, "# " + comment + "\n{ pkgs, ... }: { environment.systemPackages = [ pkgs.htop ]; }\n");
    }

    HelperRequest.Apply change(TreePath path, String content) throws IOException {
        FileChanges files = FileChanges.of(Map.of(path, content), Set.of(), Map.of(path, present(path)));
        return new HelperRequest.Apply(
                "p-" + System.nanoTime(),
                files,
                files.digest(),
                Optional.empty(),
                new HelperRequest.Reason("Install htop", Optional.of("install htop"), Optional.empty(), "user"));
    }

    /// What a request of [#change(String)] writes.
    static Sha256 written(HelperRequest.Apply request) {
        return Sha256.of(Objects.requireNonNull(request.files().writes().get(HTOP)));
    }

    /// The bytes of a managed file now.
    Optional<Sha256> present(TreePath path) throws IOException {
        try {
            return Optional.of(Sha256.of(Files.readAllBytes(file("/etc/agntos/" + path))));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    List<String> audit() throws IOException {
        Path log = file("/var/log/agntos/audit.jsonl");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    @Override
    public void close() {
        // Its init goes with it, and everything inside with that.
        holder.destroyForcibly();
        try {
            holder.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
