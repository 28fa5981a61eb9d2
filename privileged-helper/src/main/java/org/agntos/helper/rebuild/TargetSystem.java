package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agntos.helper.protocol.Failure;
import org.agntos.helper.protocol.HelperEvent.Reason;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.MachineConfig;
import org.agntos.helper.storage.Folder;
import org.jspecify.annotations.Nullable;

/// The system that the managed tree describes: building it, and which of its generations is in use. It is
/// built by `nixos-rebuild`; what was built is then made current and activated as that program would do it,
/// because only so it is
/// exactly what was built and its end is known exactly (docs/decisions/0012). On a practice machine a script
/// of its own stands for `nixos-rebuild` and `nix-env`.
///
/// For one thread, under the machine's lock. A generation that was made current stays in the profile, also
/// when its activation failed: removing it could take away one that somebody else has just made.
public final class TargetSystem {
    private static final String ACTIVATION = "bin/switch-to-configuration";
    private static final String PROGRAMS = "/run/current-system/sw/bin/";
    private static final String FAILED_UNITS =
            PROGRAMS + "systemctl list-units --state=failed --plain --no-legend --full --no-pager";
    private static final Pattern FAILED_UNIT = Pattern.compile("(\\S+) +\\S+ +failed .*");
    /// A unit of its own outlives the session that it may end, and systemd lets there be only one of that
    /// name.
    private static final String AS_UNIT = PROGRAMS + "systemd-run -E LOCALE_ARCHIVE -E NIXOS_INSTALL_BOOTLOADER -E "
            + ChildProgram.MARK + " --collect --no-ask-password --pipe --quiet --service-type=exec"
            + " --unit=nixos-rebuild-switch-to-configuration --wait ";
    private static final Duration BUILD_LIMIT = Duration.ofHours(12);
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int UNITS_FAILED = 4;
    private static final int AT_NEXT_BOOT = 100;

    private final HelperPaths paths;
    private final @Nullable MachineConfig config;
    private final Map<String, String> environment;
    private final ChildProgram programs;
    private final Path folder;
    private final Path running;
    private final boolean hasSystemd;

    private TargetSystem(HelperPaths paths, @Nullable MachineConfig config, Map<String, String> environment) {
        this.paths = paths;
        this.config = config;
        this.environment = environment;
        programs = new ChildProgram(environment, Path.of("/"));
        folder = paths.lib().resolve("build");
        running = paths.machineRoot().resolve("run/current-system");
        hasSystemd = config != null && Files.isDirectory(Path.of("/run/systemd/system"));
    }

    /// A real NixOS. @param transaction the id every program is marked with
    public static TargetSystem nixos(MachineConfig config, HelperPaths paths, String transaction) {
        return new TargetSystem(paths, config, NixosRebuild.environment(transaction));
    }

    /// The system of a practice machine.
    ///
    /// @param paths whose machine root has no symbolic link in it, which Nix would refuse
    /// @param environment of the caller, in which the script looks for Nix
    public static TargetSystem practice(HelperPaths paths, Map<String, String> environment, String transaction) {
        Map<String, String> own = new HashMap<>(environment);
        own.keySet().retainAll(List.of("HOME", "PATH", "AGNTOS_NIX"));
        own.put("AGNTOS_PRACTICE_ROOT", paths.machineRoot().toString());
        own.put(ChildProgram.MARK, transaction);
        return new TargetSystem(paths, null, own);
    }

    /// The number of the current generation, empty if there is none yet.
    public Optional<Integer> current() throws IOException {
        boolean isThere = Files.isSymbolicLink(paths.profile());
        return isThere ? number(Files.readSymbolicLink(paths.profile())) : Optional.empty();
    }

    /// The highest number there is, plus one.
    public int next() throws IOException {
        int highest = 0;
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(paths.profile().resolveSibling("."))) {
            for (Path entry : entries) {
                highest = Math.max(highest, number(entry).orElse(0));
            }
        } catch (NoSuchFileException e) {
            return 1;
        }
        return highest + 1;
    }

    /// True if the generation is there with what it is made of.
    public boolean exists(int generation) {
        return Files.exists(link(generation));
    }

    private Path link(int generation) {
        return paths.profile().resolveSibling(paths.profile().getFileName() + "-" + generation + "-link");
    }

    private Optional<Integer> number(Path link) {
        Matcher number = Pattern.compile(".*/" + paths.profile().getFileName() + "-([1-9][0-9]{0,8})-link")
                .matcher("/" + link.getFileName());
        return number.matches() ? Optional.of(Integer.valueOf(number.group(1))) : Optional.empty();
    }

    /// Builds the system of the tree as it is now. Nothing becomes current; a cancel ends it and its children
    /// within two seconds.
    ///
    /// @param log gets what the programs say, on another thread; @return what was built, for [#make]
    public Path build(Cancellation cancellation, Consumer<String> log) throws IOException {
        requireAlone();
        clear();
        // A place of its own: what a killed helper has left running cannot put its result there.
        Path place = folder.resolve(environment.getOrDefault(ChildProgram.MARK, "build"));
        Folder.makePrivate(folder).close();
        Folder.makePrivate(place).close();
        try {
            List<String> argv = config == null
                    ? script("build", paths.config().toString())
                    : NixosRebuild.build(config.rebuild(), config.source(), paths.config());
            log.accept(String.join(" ", argv));
            AtomicBoolean isLost = new AtomicBoolean();
            Consumer<String> said = line -> {
                isLost.compareAndSet(false, NixosRebuild.isLostInput(line));
                log.accept(line);
            };
            ChildProgram.Ended ended = new ChildProgram(environment, place).run(argv, BUILD_LIMIT, cancellation, said);
            if (isLost.get() || ended.exit() != 0) {
                String why = isLost.get()
                        ? "the flake has no input for the managed tree; see `agntctl doctor`"
                        : "the configuration could not be built";
                throw new Failure(Reason.BUILD, "It failed: " + why + ".", ended.lines());
            }
            return NixosRebuild.result(place);
        } catch (IOException e) {
            clear();
            throw e;
        }
    }

    private List<String> script(String... words) {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", paths.practiceSystem() + "/rebuild.sh"));
        argv.addAll(List.of(words));
        return argv;
    }

    /// The link to what was built keeps Nix from collecting it until it is a generation. A killed helper may have left
    /// it, and Nix a link on the way to it.
    private void clear() throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /// The units that fail now, so that only others count after an activation.
    public SortedSet<String> failedUnits() throws IOException {
        requireAlone();
        return units();
    }

    private SortedSet<String> units() throws IOException {
        SortedSet<String> units = new TreeSet<>();
        if (hasSystemd) {
            ChildProgram.Ended ended =
                    programs.run(List.of(FAILED_UNITS.split(" ")), LIMIT, new Cancellation(), _ -> {});
            if (ended.exit() != 0) {
                throw new IOException("systemctl could not say which units failed: " + ended.lines());
            }
            ended.lines().stream()
                    .map(FAILED_UNIT::matcher)
                    .filter(Matcher::matches)
                    .forEach(unit -> units.add(unit.group(1)));
        }
        return units;
    }

    private void requireAlone() throws IOException {
        Optional<String> other = config == null ? Optional.empty() : OtherPrograms.rebuild();
        if (other.isPresent()) {
            throw Failure.busy(other.get());
        }
    }

    /// Makes what was built a new generation, and that the current one.
    public void make(Path built, Consumer<String> log) throws IOException {
        if (config != null && Files.exists(running) && running.toRealPath().equals(built)) {
            log.accept("The new system is the one that already runs: the change has no effect on it. `agntctl doctor`"
                    + " looks whether the configuration reads the managed tree.");
        }
        Folder.make(Objects.requireNonNull(paths.profile().getParent())).close();
        List<String> argv = new ArrayList<>(config == null ? script() : List.of(PROGRAMS + "nix-env"));
        argv.addAll(List.of("-p", paths.profile().toString(), "--set", built.toString()));
        ChildProgram.Ended ended = programs.run(argv, LIMIT, new Cancellation(), log);
        if (ended.exit() != 0) {
            throw failed("the new generation could not be set", ended.lines());
        }
        clear();
    }

    /// Makes a generation that exists the current one, in one step and without any program, so that as little
    /// as possible can fail on the way back.
    public void use(int generation) throws IOException {
        Path profile = paths.profile();
        if (!exists(generation)) {
            throw new NoSuchFileException(link(generation).toString());
        }
        Path staged = profile.resolveSibling("." + profile.getFileName() + ".new");
        Files.deleteIfExists(staged);
        Files.createSymbolicLink(staged, link(generation).getFileName());
        Files.move(staged, profile, StandardCopyOption.ATOMIC_MOVE);
        Folder.sync(Objects.requireNonNull(profile.getParent()));
    }

    /// Activates the current generation and looks how the system is then. May be repeated.
    ///
    /// @param failing the units that failed before; @throws Failure if it could not be activated or is not
    /// well
    public void activate(SortedSet<String> failing, Consumer<String> log) throws IOException {
        Path system = paths.profile().toRealPath();
        Path program = system.resolve(ACTIVATION);
        if (config == null && !Files.exists(program)) {
            log.accept("The generation is a plain folder: there is nothing to activate.");
            return;
        }
        if (config != null) {
            OtherPrograms.awaitActivation();
        }
        List<String> argv = new ArrayList<>(hasSystemd ? List.of(AS_UNIT.split(" ")) : List.of());
        argv.addAll(List.of(program.toString(), "switch"));
        ChildProgram.Ended ended = programs.run(argv, LIMIT, new Cancellation(), log);
        if (ended.exit() != 0 && ended.exit() != UNITS_FAILED && ended.exit() != AT_NEXT_BOOT) {
            throw failed("the activation ended with " + ended.exit(), ended.lines());
        }
        SortedSet<String> failed = units();
        SortedSet<String> news = new TreeSet<>(failed);
        news.removeAll(failing);
        if (ended.exit() == AT_NEXT_BOOT) {
            log.accept("It cannot replace the running system: it takes effect when the machine is started again.");
        } else if (!Files.exists(running) || !running.toRealPath().equals(system)) {
            throw failed(running + " does not lead to the new generation", ended.lines());
        } else if (!news.isEmpty()) {
            throw failed("these units fail that did not before: " + String.join(", ", news), List.copyOf(news));
        } else if (ended.exit() == UNITS_FAILED && !hasSystemd) {
            throw failed("some units failed, says the activation", ended.lines());
        } else if (!failed.isEmpty()) {
            log.accept("Units that failed before still do: " + String.join(", ", failed) + ".");
        }
        if (config != null && !hasSystemd) {
            log.accept("systemd does not run here, so no unit was looked at.");
        }
    }

    private static Failure failed(String what, List<String> lines) {
        return new Failure(Reason.ACTIVATION, "It failed: " + what + ".", lines);
    }

    /// What a person types to make a generation current and to activate it without this program, one command
    /// each.
    public List<String> byHand(int generation) {
        return List.of(
                config == null
                        ? "ln -sfn " + link(generation).getFileName() + " " + paths.profile()
                        : "nix-env -p " + paths.profile() + " --switch-generation " + generation,
                paths.profile() + "/" + ACTIVATION + " switch");
    }
}
