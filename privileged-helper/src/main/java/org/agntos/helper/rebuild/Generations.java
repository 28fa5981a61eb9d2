package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.agntos.helper.storage.DurableFile;

/// The generations of a machine, as Nix keeps them: links `system-<n>-link` beside the profile, which is a link to the
/// current one of them.
public final class Generations {
    private static final Duration ACTIVATION_LIMIT = Duration.ofMinutes(15);
    private static final String ACTIVATION = "bin/switch-to-configuration";
    private static final String SUFFIX = "-link";

    private final Path profile;
    private final Path active;
    private final ChildProgram programs;

    /// @param profile the link to the current generation; @param active the link to the activated system
    Generations(Path profile, Path active, ChildProgram programs) {
        this.profile = profile;
        this.active = active;
        this.programs = programs;
    }

    /// The number of the current generation, empty if there is none yet.
    public Optional<Integer> current() throws IOException {
        try {
            return number(Files.readSymbolicLink(profile).getFileName());
        } catch (NoSuchFileException | NotLinkException e) {
            return Optional.empty();
        }
    }

    /// The number the next new generation gets.
    public int next() throws IOException {
        NavigableSet<Integer> numbers = numbers();
        return numbers.isEmpty() ? 1 : numbers.last() + 1;
    }

    /// True if the generation is there with what it is made of.
    public boolean exists(int generation) {
        return Files.exists(link(generation));
    }

    private NavigableSet<Integer> numbers() throws IOException {
        NavigableSet<Integer> numbers = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder())) {
            for (Path entry : entries) {
                number(entry.getFileName()).ifPresent(numbers::add);
            }
        } catch (NoSuchFileException e) {
            return numbers;
        }
        return numbers;
    }

    private Optional<Integer> number(Path fileName) {
        String name = fileName.toString();
        String prefix = profile.getFileName() + "-";
        if (!name.startsWith(prefix) || !name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        try {
            int number = Integer.parseInt(name, prefix.length(), name.length() - SUFFIX.length(), 10);
            return number > 0 ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    Path link(int generation) {
        return profile.resolveSibling(profile.getFileName() + "-" + generation + SUFFIX);
    }

    private Path folder() {
        return profile.resolveSibling(".");
    }

    /// Makes a generation that exists the current one. Activates nothing.
    public void makeCurrent(int generation) throws IOException {
        replaceLink(profile, link(generation).getFileName());
    }

    /// Points a link elsewhere in one step.
    void replaceLink(Path link, Path target) throws IOException {
        DurableFile.makeFolderOf(link);
        Path staged = link.resolveSibling("." + link.getFileName() + ".new");
        Files.deleteIfExists(staged);
        Files.createSymbolicLink(staged, target);
        Files.move(staged, link, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.syncFolderOf(link);
    }

    /// Brings back the state in which `current` was current and `newest` the newest generation: the later ones are
    /// removed. What they were made of stays until Nix collects it.
    public void restore(Optional<Integer> current, int newest) throws IOException {
        if (current.isPresent() && !current.equals(current())) {
            makeCurrent(current.get());
        } else if (current.isEmpty()) {
            Files.deleteIfExists(profile);
        }
        for (int generation : numbers().tailSet(newest + 1, true)) {
            Files.deleteIfExists(link(generation));
        }
    }

    /// Runs the activation of a generation. A generation kept as a plain folder has none.
    ///
    /// @throws RebuildException if it fails
    public void activate(int generation, Consumer<String> log) throws RebuildException, IOException {
        Path program = link(generation).resolve(ACTIVATION);
        if (!Files.exists(program, LinkOption.NOFOLLOW_LINKS)) {
            log.accept("Generation " + generation + " is a plain folder: there is nothing to activate.");
            return;
        }
        Cancellation never = new Cancellation();
        ChildProgram.Ended ended = programs.run(List.of(program.toString(), "switch"), ACTIVATION_LIMIT, never, log);
        if (ended.exit() != 0) {
            throw new RebuildException(
                    RebuildException.Step.ACTIVATION,
                    "generation " + generation + " could not be activated",
                    ended.lines());
        }
        ended.output().forEach(log);
    }

    /// What is wrong with a generation that has been made current and activated, empty if nothing is.
    public Optional<String> trouble(int generation) throws IOException {
        if (!current().equals(Optional.of(generation))) {
            return Optional.of("generation " + generation + " is not the current one");
        }
        if (!exists(generation)) {
            return Optional.of("generation " + generation + " has no content");
        }
        Path system = link(generation).toRealPath();
        boolean isActivated = !Files.exists(system.resolve(ACTIVATION), LinkOption.NOFOLLOW_LINKS)
                || (Files.exists(active) && active.toRealPath().equals(system));
        return isActivated ? Optional.empty() : Optional.of(active + " does not lead to generation " + generation);
    }
}
