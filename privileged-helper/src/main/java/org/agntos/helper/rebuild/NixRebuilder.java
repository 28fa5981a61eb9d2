package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.rebuild.RebuildException.Step;
import org.agntos.helper.storage.DurableFile;

/// Builds the practice system with Nix, in a store of the practice machine's own, offline.
final class NixRebuilder implements Rebuilder {
    private static final Duration BUILD_LIMIT = Duration.ofHours(4);
    private static final Duration PROFILE_LIMIT = Duration.ofMinutes(10);

    private final HelperPaths paths;
    private final Path programFolder;
    private final ChildProgram programs;

    NixRebuilder(HelperPaths paths, Path programFolder, ChildProgram programs) {
        this.paths = paths;
        this.programFolder = programFolder;
        this.programs = programs;
    }

    @Override
    public Path build(Cancellation cancellation, Consumer<String> log) throws RebuildException, IOException {
        Path expression = paths.practiceSystem().resolve("default.nix");
        if (!Files.isRegularFile(expression)) {
            throw new RebuildException(Step.BUILD, "the practice machine has no system at " + expression, List.of());
        }
        List<String> argv = List.of(
                program("nix-build"),
                "--no-out-link",
                "-A",
                "system",
                "--argstr",
                "tree",
                paths.config().toString(),
                expression.toString());
        ChildProgram.Ended ended = programs.run(argv, BUILD_LIMIT, cancellation, log);
        if (ended.exit() != 0 || ended.output().isEmpty()) {
            throw new RebuildException(Step.BUILD, "the configuration could not be built", ended.lines());
        }
        return Path.of(ended.output().getLast());
    }

    @Override
    public void makeCurrent(Path built, Consumer<String> log) throws RebuildException, IOException {
        DurableFile.makeFolderOf(paths.profile());
        List<String> argv = List.of(program("nix-env"), "-p", paths.profile().toString(), "--set", built.toString());
        ChildProgram.Ended ended = programs.run(argv, PROFILE_LIMIT, new Cancellation(), log);
        if (ended.exit() != 0) {
            throw new RebuildException(Step.ACTIVATION, "the new generation could not be set", ended.lines());
        }
    }

    private String program(String name) {
        return programFolder.resolve(name).toString();
    }
}
