package org.agntos.core.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.agntos.core.Subscription;
import org.agntos.core.files.AtomicFile;
import org.agntos.core.files.BoundedRead;
import org.agntos.core.files.FileWatch;
import org.agntos.core.files.StoreLock;

/// The memory in two Markdown files of a folder. Safe for any thread and for several processes: writers hold a file
/// lock, readers see the old text or the new one.
public final class FileMemory implements Memory {
    private static final int MOST_BYTES = 1024 * 1024;

    private final Path folder;
    private final FileWatch watch;

    /// @param folder made at the first write
    public FileMemory(Path folder, FileWatch watch) {
        this.folder = folder;
        this.watch = watch;
    }

    @Override
    public String read(MemoryFile file) {
        try {
            return new String(Files.readAllBytes(path(file)), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("The memory " + path(file) + " could not be read.", e);
        }
    }

    private Path path(MemoryFile file) {
        return folder.resolve(file.fileName());
    }

    private MemoryHistory history(MemoryFile file) {
        return new MemoryHistory(folder.resolve("history").resolve(file.fileName()));
    }

    @Override
    public Outcome save(MemoryFile file, String expected, String text) {
        return edit(
                file,
                current -> current.equals(expected)
                        ? new Edit.To(text)
                        : new Edit.Not(new Outcome.Refused(
                                "The memory was changed elsewhere since you opened it, so nothing was written.",
                                "Look at the new text, then make your edit again.")));
    }

    @Override
    public Outcome add(MemoryFile file, String section, String content) {
        String bullet = oneLine(content);
        String heading = oneLine(section);
        if (bullet.isEmpty() || heading.isEmpty()) {
            return new Outcome.Refused("There is nothing to remember: the text is empty.", "Say what to remember.");
        }
        return edit(
                file,
                current -> MemoryText.holdsBullet(current, bullet)
                        ? new Edit.Not(new Outcome.Refused(
                                "This is remembered already: “" + bullet + "”.", "Nothing needs to be done."))
                        : new Edit.To(MemoryText.add(current, heading, bullet)));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\R+\\s*", " ");
    }

    @Override
    public Outcome replace(MemoryFile file, String target, String replacement) {
        return edit(file, current -> {
            int at = target.isEmpty() ? -1 : current.indexOf(target);
            return at < 0
                    ? notThere(target)
                    : new Edit.To(current.substring(0, at) + replacement + current.substring(at + target.length()));
        });
    }

    @Override
    public Outcome remove(MemoryFile file, String target) {
        return edit(file, current -> {
            String text = target.isBlank() ? current : MemoryText.remove(current, target.strip());
            return text.equals(current) ? notThere(target) : new Edit.To(text);
        });
    }

    private static Edit notThere(String target) {
        return new Edit.Not(new Outcome.Refused(
                "Nothing that is remembered holds “" + target + "”.", "Show the memory to see its exact words."));
    }

    @Override
    public Outcome consolidate(MemoryFile file) {
        return edit(file, current -> new Edit.To(MemoryText.consolidate(current)));
    }

    @Override
    public Outcome undo(MemoryFile file) {
        return locked(() -> {
            MemoryHistory history = history(file);
            Optional<MemoryHistory.Former> former = history.newest(read(file));
            if (former.isEmpty()) {
                return new Outcome.Refused("There is no earlier text to go back to.", "Edit the memory by hand.");
            }
            write(file, former.get().text());
            history.dropFrom(former.get());
            return new Outcome.Saved(
                    former.get().text(), fullness(file, former.get().text()));
        });
    }

    @Override
    public boolean canUndo(MemoryFile file) {
        try {
            return history(file).newest(read(file)).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return watch.watch(Stream.of(MemoryFile.values()).map(this::path).toList(), listener);
    }

    /// What a write is to become, decided with the lock held.
    private sealed interface Edit {
        record To(String text) implements Edit {}

        record Not(Outcome.Refused why) implements Edit {}
    }

    @FunctionalInterface
    private interface Decide {
        Edit from(String current);
    }

    private Outcome edit(MemoryFile file, Decide decide) {
        return locked(() -> {
            if (BoundedRead.text(path(file), MOST_BYTES) instanceof BoundedRead.Content.Unreadable(String reason)) {
                return refused(reason);
            }
            String current = read(file);
            return switch (decide.from(current)) {
                case Edit.Not(Outcome.Refused why) -> why;
                case Edit.To(String text) -> store(file, current, text);
            };
        });
    }

    private Outcome store(MemoryFile file, String current, String text) throws IOException {
        if (text.equals(current)) {
            return new Outcome.Saved(text, fullness(file, text));
        }
        Optional<String> objection = MemoryScan.objectionToEdit(current, text);
        if (objection.isPresent()) {
            return new Outcome.Refused(
                    objection.get() + " Nothing was stored.", "Write it in other words, without that part.");
        }
        int length = text.codePointCount(0, text.length());
        if (length > file.limit() && length > current.codePointCount(0, current.length())) {
            return new Outcome.Refused(
                    "Memory capacity exceeded: " + length + " characters, limit " + file.limit()
                            + ". Nothing was stored.",
                    "Consolidate the memory or remove a line, then try again.");
        }
        history(file).push(current);
        write(file, text);
        return new Outcome.Saved(text, fullness(file, text));
    }

    private void write(MemoryFile file, String text) throws IOException {
        AtomicFile.write(path(file), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String fullness(MemoryFile file, String text) {
        int percent = 100 * text.codePointCount(0, text.length()) / file.limit();
        if (percent >= 100) {
            return "The memory is full; consolidate it or remove a line.";
        }
        return percent >= 80 ? "The memory is " + percent + " % full; consolidate it soon." : "";
    }

    @FunctionalInterface
    private interface Write {
        Outcome run() throws IOException;
    }

    private Outcome locked(Write write) {
        try {
            Files.createDirectories(folder);
            return StoreLock.holding(folder.resolve(".lock"), write::run);
        } catch (IOException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private Outcome.Refused refused(String why) {
        return new Outcome.Refused(
                "The memory in " + folder + " could not be written: " + why + ". The former text was kept.",
                "Make room on the disk or check the rights of the folder, then try again.");
    }
}
