package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.agntos.helper.protocol.HelperEvent.Unit;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.MachineConfig;
import org.agntos.helper.rebuild.RebuildException.Step;
import org.agntos.helper.storage.Folder;

/// A real NixOS. It is built by `nixos-rebuild`; what was built is then made current and activated as that program
/// would do it, because only so it is exactly what was built and its end is known exactly (docs/decisions/0012).
final class NixosSystem extends ProfileSystem {
    private static final Path CURRENT = Path.of("/run/current-system");
    private static final Path BOOTED = Path.of("/run/booted-system");
    private static final Path SYSTEMD = Path.of("/run/systemd/system");
    private static final String PROGRAMS = "/run/current-system/sw/bin/";
    private static final String FAILED_UNITS =
            PROGRAMS + "systemctl list-units --state=failed --plain --no-legend --full --no-pager";
    /// A unit of its own outlives the session that it may end, and systemd lets there be only one of that name.
    private static final String AS_UNIT = PROGRAMS + "systemd-run -E LOCALE_ARCHIVE -E NIXOS_INSTALL_BOOTLOADER -E "
            + ChildProgram.MARK + " --collect --no-ask-password --pipe --quiet --service-type=exec"
            + " --unit=nixos-rebuild-switch-to-configuration --wait";
    private static final Duration BUILD_LIMIT = Duration.ofHours(12);
    private static final Duration ACTIVATION_LIMIT = Duration.ofMinutes(30);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int UNITS_FAILED = 4;
    private static final int AT_NEXT_BOOT = 100;

    private final MachineConfig config;
    private final Map<String, String> environment;
    private final Path folder;

    NixosSystem(MachineConfig config, HelperPaths paths, String transaction) {
        this(config, paths, NixosRebuild.environment(transaction));
    }

    private NixosSystem(MachineConfig config, HelperPaths paths, Map<String, String> environment) {
        super(paths, new ChildProgram(environment, Path.of("/")));
        this.config = config;
        this.environment = environment;
        folder = paths.lib().resolve("build");
    }

    @Override
    public Path build(Cancellation cancellation, Progress progress) throws RebuildException, IOException {
        requireAlone();
        clear();
        Folder.makePrivate(folder).close();
        RebuildOutput output = new RebuildOutput(progress);
        List<String> argv = NixosRebuild.at(config.rebuild()).build(config.source(), paths.config());
        progress.log(String.join(" ", argv));
        progress.progress(Unit.EVALUATIONS, 0, 1);
        Optional<Path> built = Optional.empty();
        try {
            ChildProgram program = new ChildProgram(environment, folder);
            int exit = program.run(argv, BUILD_LIMIT, cancellation, output).exit();
            if (output.isInputLost()) {
                throw new RebuildException(
                        Step.BUILD, "the flake has no input for the managed tree; see `agntctl doctor`", output.tail());
            }
            if (exit != 0) {
                throw new RebuildException(Step.BUILD, "the configuration could not be built", output.tail());
            }
            built = Optional.of(NixosRebuild.result(folder));
            return built.get();
        } finally {
            if (built.isEmpty()) {
                clear();
            }
        }
    }

    /// The link to what was built keeps Nix from collecting it until it is a generation. A killed helper may have left
    /// it, and Nix a link on the way to it.
    private void clear() throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    Files.delete(entry);
                }
            }
            Files.delete(folder);
        }
    }

    @Override
    public Before observe() throws RebuildException, IOException {
        requireAlone();
        return failedUnits().map(Before::new).orElse(Before.NOTHING);
    }

    @Override
    public Health activate(Path built, Before before, Progress progress) throws RebuildException, IOException {
        boolean isSame = Files.exists(CURRENT) && CURRENT.toRealPath().equals(built);
        set(built, Path.of(PROGRAMS + "nix-env"), progress);
        clear();
        Health health = activate(built, before, new RebuildOutput(progress));
        if (isSame) {
            progress.log("The new system is the one that already runs: the change has no effect on it. `agntctl doctor`"
                    + " looks whether the configuration reads the managed tree.");
        }
        return health;
    }

    @Override
    public Health activate(int generation, Before before, Progress progress) throws RebuildException, IOException {
        return activate(makeCurrent(generation), before, new RebuildOutput(progress));
    }

    private Health activate(Path system, Before before, RebuildOutput output) throws RebuildException, IOException {
        List<String> argv = new ArrayList<>(Files.isDirectory(SYSTEMD) ? words(AS_UNIT) : List.of());
        argv.addAll(List.of(system.resolve(ACTIVATION).toString(), "switch"));
        OtherRebuild.awaitActivation();
        ChildProgram.Ended ended = programs.run(argv, ACTIVATION_LIMIT, new Cancellation(), output);
        ended.output().forEach(output);
        if (ended.exit() != 0 && ended.exit() != UNITS_FAILED && ended.exit() != AT_NEXT_BOOT) {
            throw new RebuildException(Step.ACTIVATION, "the activation ended with " + ended.exit(), output.tail());
        }
        return health(system, ended.exit(), before, output);
    }

    private static List<String> words(String command) {
        return List.of(command.split(" "));
    }

    private Health health(Path system, int exit, Before before, RebuildOutput output) throws IOException {
        List<String> notes = new ArrayList<>();
        Optional<SortedSet<String>> failed = failedUnits();
        SortedSet<String> news = new TreeSet<>(failed.orElse(new TreeSet<>()));
        news.removeAll(before.failedUnits());
        if (exit == AT_NEXT_BOOT) {
            notes.add("It cannot replace the running system: it takes effect when the machine is started again.");
        } else if (!Files.exists(CURRENT) || !CURRENT.toRealPath().equals(system)) {
            return new Health.Unwell(CURRENT + " does not lead to the new generation", List.of());
        } else if (!news.isEmpty()) {
            return new Health.Unwell(
                    "these units fail that did not before: " + String.join(", ", news), List.copyOf(news));
        } else if (exit == UNITS_FAILED && failed.isEmpty()) {
            return new Health.Unwell("some units failed, says the activation", List.of());
        } else if (exit == UNITS_FAILED) {
            notes.add("Units that failed before still do: " + String.join(", ", before.failedUnits()) + ".");
        }
        if (failed.isEmpty()) {
            notes.add("systemd does not run here, so no unit was looked at.");
        }
        if (isOther("kernel", system) || isOther("initrd", system) || isOther("kernel-modules", system)) {
            notes.add("The kernel, its modules or the initial disk are new: start the machine again to use them.");
        }
        if (!output.sessionUnits().isEmpty()) {
            notes.add("This ends sessions, because it restarts " + String.join(", ", output.sessionUnits()) + ".");
        }
        return new Health.Well(notes);
    }

    private static boolean isOther(String part, Path system) throws IOException {
        Path booted = BOOTED.resolve(part);
        Path now = system.resolve(part);
        return Files.exists(booted) && Files.exists(now) && !booted.toRealPath().equals(now.toRealPath());
    }

    /// Empty where systemd does not run.
    private Optional<SortedSet<String>> failedUnits() throws IOException {
        if (!Files.isDirectory(SYSTEMD)) {
            return Optional.empty();
        }
        ChildProgram.Ended ended = programs.run(words(FAILED_UNITS), LIMIT, new Cancellation(), _ -> {});
        if (ended.exit() != 0) {
            throw new IOException("systemctl could not say which units failed: " + String.join(" ", ended.lines()));
        }
        SortedSet<String> units = new TreeSet<>();
        ended.output().stream()
                .filter(line -> !line.isBlank())
                .forEach(line -> units.add(line.strip().split(" ", 2)[0]));
        return Optional.of(units);
    }

    private static void requireAlone() throws RebuildException, IOException {
        Optional<String> other = OtherRebuild.find();
        if (other.isPresent()) {
            throw new RebuildException(Step.BUSY, other.get(), List.of());
        }
    }

    @Override
    public List<String> byHand(int generation) {
        return List.of(
                "nix-env -p " + profile.path() + " --switch-generation " + generation,
                profile.path() + "/" + ACTIVATION + " switch");
    }
}
