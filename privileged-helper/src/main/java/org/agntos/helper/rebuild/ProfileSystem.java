package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.rebuild.RebuildException.Step;
import org.agntos.helper.storage.Folder;

/// What every system has whose generations are links beside a profile.
abstract class ProfileSystem implements TargetSystem {
    static final String ACTIVATION = "bin/switch-to-configuration";
    private static final Duration LIMIT = Duration.ofMinutes(10);

    final HelperPaths paths;
    final Profile profile;
    final ChildProgram programs;

    ProfileSystem(HelperPaths paths, ChildProgram programs) {
        this.paths = paths;
        this.programs = programs;
        profile = new Profile(paths.profile());
    }

    @Override
    public final Optional<Integer> current() throws IOException {
        return profile.current();
    }

    @Override
    public final int next() throws IOException {
        return profile.next();
    }

    @Override
    public final boolean exists(int generation) {
        return profile.exists(generation);
    }

    /// Makes what was built a generation, and that the current one.
    final void set(Path built, Path nixEnv, Progress progress) throws RebuildException, IOException {
        List<String> argv = List.of(nixEnv.toString(), "-p", profile.path().toString(), "--set", built.toString());
        ChildProgram.Ended ended = programs.run(argv, LIMIT, new Cancellation(), progress::log);
        if (ended.exit() != 0) {
            throw new RebuildException(Step.ACTIVATION, "the new generation could not be set", ended.lines());
        }
    }

    /// Makes a generation that exists the current one, without any program, so that as little as possible can fail on
    /// the way back. @return what it is made of
    final Path makeCurrent(int generation) throws IOException {
        Path system = profile.link(generation).toRealPath();
        replaceLink(profile.path(), profile.link(generation).getFileName());
        return system;
    }

    /// Points a link elsewhere in one step.
    static void replaceLink(Path link, Path target) throws IOException {
        Path folder = Objects.requireNonNull(link.getParent());
        Folder.make(folder).close();
        Path staged = link.resolveSibling("." + link.getFileName() + ".new");
        Files.deleteIfExists(staged);
        Files.createSymbolicLink(staged, target);
        Files.move(staged, link, StandardCopyOption.ATOMIC_MOVE);
        Folder.sync(folder);
    }
}
