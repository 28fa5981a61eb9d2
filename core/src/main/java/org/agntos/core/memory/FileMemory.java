package org.agntos.core.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.agntos.core.Subscription;

/// The memory in two Markdown files of a folder. Safe for any thread and for several processes: writers hold a file
/// lock, readers see the old text or the new one.
public final class FileMemory implements Memory {
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final Path folder;
    private final MemoryWatch watch;

    /// @param folder made at the first write
    public FileMemory(Path folder) {
        this.folder = folder;
        this.watch = new MemoryWatch(folder);
    }

    @Override
    public String read(MemoryFile file) {
        try {
            return Files.readString(path(file));
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
            AtomicText.write(path(file), former.get().text());
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
        return watch.subscribe(listener);
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
        AtomicText.write(path(file), text);
        return new Outcome.Saved(text, fullness(file, text));
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
        IN_THIS_PROCESS.lock();
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                return lock.isValid() ? write.run() : refused("the lock was lost");
            }
        } catch (IOException e) {
            return refused(String.valueOf(e.getMessage()));
        } finally {
            IN_THIS_PROCESS.unlock();
            watch.lookNow();
        }
    }

    private Outcome.Refused refused(String why) {
        return new Outcome.Refused(
                "The memory in " + folder + " could not be written: " + why + ". The former text was kept.",
                "Make room on the disk or check the rights of the folder, then try again.");
    }
}
