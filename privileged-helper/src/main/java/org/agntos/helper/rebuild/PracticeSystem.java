package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.NixPrograms;
import org.agntos.helper.rebuild.RebuildException.Step;
import org.agntos.helper.storage.Folder;

/// The system of a practice machine: made with Nix if it is here, else of plain folders.
abstract class PracticeSystem extends ProfileSystem {
    private static final Duration ACTIVATION_LIMIT = Duration.ofMinutes(15);
    private static final String NIX_CONFIG = """
            experimental-features = nix-command flakes
            substituters =
            sandbox = false
            build-users-group =
            """;

    private final Path active;

    PracticeSystem(HelperPaths paths, ChildProgram programs) {
        super(paths, programs);
        active = paths.machineRoot().resolve("run/current-system");
    }

    static TargetSystem of(HelperPaths paths, Map<String, String> environment, String transaction) throws IOException {
        Path root = paths.machineRoot();
        Folder.make(root.resolve("nix/home")).close();
        ChildProgram programs = new ChildProgram(childEnvironment(root, transaction), root);
        Optional<Path> nix = NixPrograms.find(environment);
        return nix.isPresent() ? new NixPractice(paths, nix.get(), programs) : new FolderPractice(paths, programs);
    }

    private static Map<String, String> childEnvironment(Path root, String transaction) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", root.resolve("nix/home").toString());
        environment.put("PATH", "/run/current-system/sw/bin:/usr/bin:/bin");
        environment.put("LANG", "C.UTF-8");
        environment.put("NIX_CONFIG", NIX_CONFIG);
        environment.put("NIX_STORE_DIR", root.resolve("nix/store").toString());
        environment.put("NIX_STATE_DIR", root.resolve("nix/var/nix").toString());
        environment.put("NIX_LOG_DIR", root.resolve("nix/var/log/nix").toString());
        environment.put("AGNTOS_PRACTICE_ROOT", root.toString());
        environment.put(ChildProgram.MARK, transaction);
        return environment;
    }

    /// Makes what was built a generation, and that the current one.
    abstract void makeCurrent(Path built, Progress progress) throws RebuildException, IOException;

    @Override
    public final Before observe() {
        return Before.NOTHING;
    }

    @Override
    public final Health activate(Path built, Before before, Progress progress) throws RebuildException, IOException {
        makeCurrent(built, progress);
        return activate(profile.path().toRealPath(), progress);
    }

    @Override
    public final Health activate(int generation, Before before, Progress progress)
            throws RebuildException, IOException {
        return activate(makeCurrent(generation), progress);
    }

    private Health activate(Path system, Progress progress) throws RebuildException, IOException {
        Path program = system.resolve(ACTIVATION);
        if (!Files.exists(program, LinkOption.NOFOLLOW_LINKS)) {
            progress.log("The generation is a plain folder: there is nothing to activate.");
            return new Health.Well(List.of());
        }
        ChildProgram.Ended ended = programs.run(
                List.of(program.toString(), "switch"), ACTIVATION_LIMIT, new Cancellation(), progress::log);
        if (ended.exit() != 0) {
            throw new RebuildException(Step.ACTIVATION, "the generation could not be activated", ended.lines());
        }
        ended.output().forEach(progress::log);
        boolean isActive = Files.exists(active) && active.toRealPath().equals(system);
        return isActive
                ? new Health.Well(List.of())
                : new Health.Unwell(active + " does not lead to the generation", List.of());
    }

    @Override
    public final List<String> byHand(int generation) {
        Path link = profile.link(generation);
        return List.of(
                "ln -sfn " + link.getFileName() + " " + profile.path(),
                "AGNTOS_PRACTICE_ROOT=" + paths.machineRoot() + " " + link.resolve(ACTIVATION) + " switch");
    }
}
