package org.agntos.core.grounding.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.agntos.core.process.Command;
import org.agntos.core.process.LiveProgram;
import org.agntos.core.process.ProcessRunner;
import org.jspecify.annotations.Nullable;

/// The lists of a NixOS. What our module puts into the system (`share/agntos`) is taken where it is; else Nix is asked
/// for the options of the manual and for the packages, by way of the channel that `NIX_PATH` or root's profile names.
public final class NixosSources implements MachineSources {
    private static final Path CHANNEL = Path.of("nix/var/nix/profiles/per-user/root/channels/nixos");

    private final ProcessRunner processes;
    private final Map<String, String> environment;
    private final Path root;
    private final Path folder;

    /// @param root of the system, `/` but in tests
    /// @param folder for lists that Nix writes; made when needed
    public NixosSources(ProcessRunner processes, Map<String, String> environment, Path root, Path folder) {
        this.processes = processes;
        this.environment = Map.copyOf(environment);
        this.root = root;
        this.folder = folder;
    }

    private Path system() {
        return root.resolve("run/current-system");
    }

    @Override
    public Optional<Found> ready() {
        Path provided = system().resolve("sw/share/agntos");
        Path options = provided.resolve("options.json");
        if (!Files.isRegularFile(options)) {
            return Optional.empty();
        }
        return Optional.of(new Found(
                new IndexSources(
                        List.of(options),
                        ifThere(provided.resolve("home-options.json")),
                        ifThere(provided.resolve("packages.json")),
                        ifThere(provided.resolve("renames.json"))),
                revision()));
    }

    private static List<Path> ifThere(Path file) {
        return Stream.of(file).filter(Files::isRegularFile).toList();
    }

    /// Such as `26.05.20260612.3f8a2b1`; the file is part of every NixOS.
    private String revision() {
        try {
            String version = Files.readString(system().resolve("nixos-version")).strip();
            return version.isEmpty() ? "unknown" : version;
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public Found find(IndexProgress progress) throws IOException, InterruptedException {
        Optional<Found> ready = ready();
        if (ready.isPresent() && !ready.get().sources().packages().isEmpty()) {
            return ready.get();
        }
        if (!Files.exists(root.resolve("etc/NIXOS"))) {
            throw new IndexFailed(
                    "This machine is not NixOS, so it has no options and packages of its own to index.",
                    "Name the files: agntctl index build --options FILE [--packages FILE] [--home-options FILE].");
        }
        Files.createDirectories(folder);
        List<Path> options = ready.isPresent() ? ready.get().sources().options() : List.of(evaluateOptions(progress));
        List<Path> home = ready.map(found -> found.sources().homeOptions()).orElse(List.of());
        List<Path> renames = ready.map(found -> found.sources().renames()).orElse(List.of());
        return new Found(new IndexSources(options, home, List.of(listPackages(progress)), renames), revision());
    }

    private Path evaluateOptions(IndexProgress progress) throws IOException, InterruptedException {
        progress.at("evaluating the options of this system, which takes a minute or two", 0);
        Path out = folder.resolve("options-path.txt");
        run(
                List.of(
                        program("nix-build"),
                        "--no-out-link",
                        "<nixpkgs/nixos>",
                        "-A",
                        "config.system.build.manual.optionsJSON"),
                out,
                progress);
        Path built = Path.of(Files.readString(out).strip()).resolve("share/doc/nixos/options.json");
        if (!Files.isRegularFile(built)) {
            throw new IndexFailed(
                    "Nix did not build a list of options (" + built + " is not there).",
                    "Give one yourself: agntctl index build --options FILE. The index in use was kept.");
        }
        return built;
    }

    private Path listPackages(IndexProgress progress) throws IOException, InterruptedException {
        progress.at("asking Nix for all packages, which takes a minute or two", 0);
        Path out = folder.resolve("packages.json");
        run(List.of(program("nix-env"), "-f", "<nixpkgs>", "-qaP", "--json", "--meta"), out, progress);
        return out;
    }

    private String program(String name) {
        Path ours = system().resolve("sw/bin").resolve(name);
        return Files.isExecutable(ours) ? ours.toString() : name;
    }

    private Map<String, String> programEnvironment() {
        String home = environment.getOrDefault("HOME", "/");
        String path = environment.getOrDefault("NIX_PATH", "nixpkgs=" + root.resolve(CHANNEL));
        return Map.of("HOME", home, "PATH", environment.getOrDefault("PATH", "/usr/bin:/bin"), "NIX_PATH", path);
    }

    /// Runs a program, writes what it says into `target` as a whole, and tells of its log while it runs.
    private void run(List<String> argv, Path target, IndexProgress progress) throws IOException, InterruptedException {
        Path temporary = target.resolveSibling(target.getFileName() + ".new");
        try (LiveProgram program = start(argv);
                InputStream output = program.output()) {
            Copier copier = new Copier(output, temporary);
            Thread thread = Thread.ofPlatform().daemon().name("index-source").start(copier);
            int status = program.waitFor();
            copier.end(thread);
            if (status != 0) {
                throw new IndexFailed(
                        argv.getFirst() + " failed (exit " + status + "): "
                                + lastLines(program.errors().text()),
                        "The index in use was kept.");
            }
            progress.at("Nix answered", 0);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// Copies on a thread of its own, because a thread that reads a pipe cannot be interrupted.
    private static final class Copier implements Runnable {
        private final InputStream output;
        private final Path target;
        private volatile @Nullable IOException trouble;

        Copier(InputStream output, Path target) {
            this.output = output;
            this.target = target;
        }

        @Override
        public void run() {
            try {
                Files.copy(output, target, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                trouble = e;
            }
        }

        void end(Thread thread) throws IOException, InterruptedException {
            thread.join();
            IOException found = trouble;
            if (found != null) {
                throw found;
            }
        }
    }

    private LiveProgram start(List<String> argv) throws IndexFailed {
        try {
            return processes.start(Command.live(argv, programEnvironment()));
        } catch (IOException e) {
            throw new IndexFailed(
                    argv.getFirst() + " could not be started (" + e.getMessage() + ").",
                    "Is Nix installed? The index in use was kept.",
                    e);
        }
    }

    private static String lastLines(String errors) {
        List<String> lines = errors.lines().filter(line -> !line.isBlank()).toList();
        return String.join(" ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }
}
