package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agntos.helper.protocol.HelperEvent.Unit;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.rebuild.RebuildException.Step;
import org.agntos.helper.storage.Folder;

/// Builds the practice system with Nix, in a store of the practice machine's own, offline.
final class NixPractice extends PracticeSystem {
    private static final Duration BUILD_LIMIT = Duration.ofHours(4);

    private final Path folder;

    /// @param folder where Nix's programs are
    NixPractice(HelperPaths paths, Path folder, ChildProgram programs) {
        super(paths, programs);
        this.folder = folder;
    }

    @Override
    public Path build(Cancellation cancellation, Progress progress) throws RebuildException, IOException {
        Path expression = paths.practiceSystem().resolve("default.nix");
        if (!Files.isRegularFile(expression)) {
            throw new RebuildException(Step.BUILD, "the practice machine has no system at " + expression, List.of());
        }
        List<String> argv = new ArrayList<>(List.of(folder.resolve("nix-build").toString(), "--no-out-link"));
        argv.addAll(List.of("--log-format", "internal-json", "-A", "system"));
        argv.addAll(List.of("--argstr", "tree", paths.config().toString(), expression.toString()));
        RebuildOutput output = new RebuildOutput(progress);
        progress.progress(Unit.EVALUATIONS, 0, 1);
        ChildProgram.Ended ended = programs.run(argv, BUILD_LIMIT, cancellation, output);
        if (ended.exit() != 0 || ended.output().isEmpty()) {
            throw new RebuildException(Step.BUILD, "the configuration could not be built", output.tail());
        }
        return Path.of(ended.output().getLast());
    }

    @Override
    void makeCurrent(Path built, Progress progress) throws RebuildException, IOException {
        Folder.make(paths.machineRoot().resolve("profiles")).close();
        set(built, folder.resolve("nix-env"), progress);
    }
}
