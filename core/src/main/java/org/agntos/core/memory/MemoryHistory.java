package org.agntos.core.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agntos.core.files.AtomicFile;

/// Former texts of one memory file, numbered files in a folder, the newest last. Guarded by the lock of the memory.
final class MemoryHistory {
    private static final int MOST_KEPT = 100;
    private static final String NUMBER = "\\d{8}";

    private final Path folder;

    MemoryHistory(Path folder) {
        this.folder = folder;
    }

    void push(String text) throws IOException {
        List<Path> entries = entries();
        int next = entries.isEmpty() ? 1 : number(entries.getLast()) + 1;
        Files.createDirectories(folder);
        AtomicFile.write(
                folder.resolve(String.format(Locale.ROOT, "%08d", next)), text.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i + MOST_KEPT <= entries.size(); i++) {
            Files.deleteIfExists(entries.get(i));
        }
    }

    /// The newest text that differs from `current`. Equal ones are left from a write that was cut off.
    Optional<Former> newest(String current) throws IOException {
        for (Path entry : entries().reversed()) {
            String text = Files.readString(entry);
            if (!text.equals(current)) {
                return Optional.of(new Former(entry, text));
            }
        }
        return Optional.empty();
    }

    /// Removes an entry and all newer ones.
    void dropFrom(Former former) throws IOException {
        for (Path entry : entries().reversed()) {
            if (entry.compareTo(former.file()) >= 0) {
                Files.deleteIfExists(entry);
            }
        }
    }

    record Former(Path file, String text) {}

    private static int number(Path entry) {
        return Integer.parseInt(entry.getFileName().toString());
    }

    private List<Path> entries() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (file.getFileName().toString().matches(NUMBER)) {
                    entries.add(file);
                }
            }
        }
        Collections.sort(entries);
        return entries;
    }
}
