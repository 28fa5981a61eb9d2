package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.agntos.helper.protocol.HelperEvent.Unit;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.MachineConfig;
import org.agntos.helper.rebuild.RebuildException.Step;
import org.agntos.helper.storage.Folder;

/// A real NixOS. It is built by `nixos-rebuild`; what was built is then made current and activated as that program
/// would do it, because only so it is exactly what was built and its end is known exactly (docs/decisions/0012).
final class NixosSystem implements TargetSystem {
    private static final Path CURRENT = Path.of("/run/current-system");
    private static final Path BOOTED = Path.of("/run/booted-system");
    private static final Path SYSTEMD = Path.of("/run/systemd/system");
    private static final String PROGRAMS = "/run/current-system/sw/bin/";
    private static final String ACTIVATION = "bin/switch-to-configuration";
    private static final Duration BUILD_LIMIT = Duration.ofHours(12);
    private static final Duration ACTIVATION_LIMIT = Duration.ofMinutes(30);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int UNITS_FAILED = 4;
    private static final int AT_NEXT_BOOT = 100;

    private final MachineConfig config;
    private final HelperPaths paths;
    private final Profile profile;
    private final Path folder;
    private final Map<String, String> environment;
    private final ChildProgram programs;

    NixosSystem(MachineConfig config, HelperPaths paths, String transaction) {
        this.config = config;
        this.paths = paths;
        profile = new Profile(paths.profile());
        folder = paths.lib().resolve("build");
        environment = NixosRebuild.environment(transaction);
        programs = new ChildProgram(environment, Path.of("/"));
    }

    @Override
    public Optional<Integer> current() throws IOException {
        return profile.current();
    }

    @Override
    public int next() throws IOException {
        return profile.next();
    }

    @Override
    public boolean exists(int generation) {
        return profile.exists(generation);
    }

    @Override
    public Path build(Cancellation cancellation, Progress progress) throws RebuildException, IOException {
        requireAlone();
        clearFolder();
        Path here = folder.resolve("run");
        Path temporary = folder.resolve("tmp");
        Folder.make(here).close();
        Folder.make(temporary).close();
        Map<String, String> own = new HashMap<>(environment);
        own.put("TMPDIR", temporary.toString());
        RebuildOutput output = new RebuildOutput(progress);
        List<String> argv = NixosRebuild.at(config.rebuild()).build(config.source(), paths.config());
        progress.log(String.join(" ", argv));
        progress.progress(Unit.EVALUATIONS, 0, 1);
        boolean isBuilt = false;
        try {
            ChildProgram.Ended ended = new ChildProgram(own, here).run(argv, BUILD_LIMIT, cancellation, output);
            if (output.tail().stream().anyMatch(NixosRebuild::isLostInput)) {
                throw new RebuildException(
                        Step.BUILD, "the flake has no input for the managed tree; see `agntctl doctor`", output.tail());
            }
            if (ended.exit() != 0) {
                throw new RebuildException(Step.BUILD, "the configuration could not be built", output.tail());
            }
            Path built = NixosRebuild.result(here);
            isBuilt = true;
            return built;
        } finally {
            if (!isBuilt) {
                clearFolder();
            }
        }
    }

    @Override
    public Before observe() throws RebuildException, IOException {
        requireAlone();
        return failedUnits().map(Before::new).orElse(Before.NOTHING);
    }

    @Override
    public Health activate(Path built, Before before, Progress progress) throws RebuildException, IOException {
        List<String> argv = List.of(PROGRAMS + "nix-env", "-p", profile.path().toString(), "--set", built.toString());
        ChildProgram.Ended ended = programs.run(argv, LIMIT, new Cancellation(), progress::log);
        clearFolder();
        if (ended.exit() != 0) {
            throw new RebuildException(Step.ACTIVATION, "the new generation could not be set", ended.lines());
        }
        return activate(built.toRealPath(), before, new RebuildOutput(progress));
    }

    @Override
    public Health activate(int generation, Before before, Progress progress) throws RebuildException, IOException {
        Path system = profile.link(generation).toRealPath();
        PracticeSystem.replaceLink(profile.path(), profile.link(generation).getFileName());
        return activate(system, before, new RebuildOutput(progress));
    }

    private Health activate(Path system, Before before, RebuildOutput output) throws RebuildException, IOException {
        List<String> argv = new ArrayList<>();
        if (Files.isDirectory(SYSTEMD)) {
            // A unit of its own outlives the session that it may end, and there is only one of that name.
            argv.addAll(List.of(
                    PROGRAMS + "systemd-run",
                    "-E",
                    "LOCALE_ARCHIVE",
                    "-E",
                    "NIXOS_INSTALL_BOOTLOADER",
                    "-E",
                    ChildProgram.MARK,
                    "--collect",
                    "--no-ask-password",
                    "--pipe",
                    "--quiet",
                    "--service-type=exec",
                    "--unit=nixos-rebuild-switch-to-configuration",
                    "--wait"));
        }
        argv.addAll(List.of(system.resolve(ACTIVATION).toString(), "switch"));
        ChildProgram.Ended ended = programs.run(argv, ACTIVATION_LIMIT, new Cancellation(), output);
        ended.output().forEach(output);
        if (ended.exit() != 0 && ended.exit() != UNITS_FAILED && ended.exit() != AT_NEXT_BOOT) {
            throw new RebuildException(Step.ACTIVATION, "the activation ended with " + ended.exit(), output.tail());
        }
        return health(system, ended.exit(), before, output);
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
        List<String> argv = List.of(
                PROGRAMS + "systemctl",
                "list-units",
                "--state=failed",
                "--plain",
                "--no-legend",
                "--full",
                "--no-pager");
        ChildProgram.Ended ended = programs.run(argv, LIMIT, new Cancellation(), _ -> {});
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

    /// Also what a killed helper left. Links are removed, not followed.
    private void clearFolder() throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> found = Files.walk(folder)) {
                for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    @Override
    public List<String> byHand(int generation) {
        return List.of(
                "nix-env -p " + profile.path() + " --switch-generation " + generation,
                profile.path() + "/" + ACTIVATION + " switch");
    }
}
