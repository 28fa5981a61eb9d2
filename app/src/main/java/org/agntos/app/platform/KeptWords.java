package org.agntos.app.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.files.AtomicFile;
import org.slf4j.LoggerFactory;

/// A small TOML file with lines `key = "word"` before its first table. People may edit it: every other line, comments
/// and unknown keys stay as they are. It is read once, quickly, without a parser's classes. Safe for any thread.
public final class KeptWords {
    private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z0-9_-]+)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\".*");

    private final Path file;
    private List<String> lines;

    private KeptWords(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /// Reads the file; there need not be one.
    public static KeptWords in(Path file) {
        return new KeptWords(file, read(file));
    }

    public Path file() {
        return file;
    }

    private static List<String> read(Path file) {
        try {
            return Files.exists(file) ? List.of(Files.readString(file).split("\n", -1)) : List.of();
        } catch (IOException e) {
            LoggerFactory.getLogger(KeptWords.class).warn("{} cannot be read; what it says does not count", file, e);
            return List.of();
        }
    }

    public synchronized Optional<String> get(String key) {
        for (int i = 0; i < ownLines(lines); i++) {
            Matcher matcher = LINE.matcher(lines.get(i));
            if (matcher.matches() && matcher.group(1).equals(key)) {
                return Optional.of(matcher.group(2).replaceAll("\\\\(.)", "$1"));
            }
        }
        return Optional.empty();
    }

    /// Writes the word down; what others wrote meanwhile is kept.
    ///
    /// @return false if it could not be written; it then counts until the program ends
    public synchronized boolean put(String key, String word) {
        boolean isThere = Files.exists(file);
        List<String> next = new ArrayList<>(isThere ? read(file) : lines);
        String line = key + " = \"" + word.replaceAll("([\"\\\\])", "\\\\$1").replaceAll("\\p{Cntrl}", " ") + "\"";
        int at = indexOf(next, key);
        if (at >= 0) {
            next.set(at, line);
        } else {
            next.add(endOfOwnLines(next), line);
        }
        if (!next.getLast().isEmpty()) {
            next.add("");
        }
        lines = List.copyOf(next);
        return write();
    }

    private boolean write() {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            AtomicFile.write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            LoggerFactory.getLogger(KeptWords.class).warn("{} cannot be written", file, e);
            return false;
        }
    }

    private static int indexOf(List<String> lines, String key) {
        for (int i = 0; i < ownLines(lines); i++) {
            Matcher matcher = LINE.matcher(lines.get(i));
            if (matcher.matches() && matcher.group(1).equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /// How many lines stand before the first table.
    private static int ownLines(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).stripLeading().startsWith("[")) {
                return i;
            }
        }
        return lines.size();
    }

    private static int endOfOwnLines(List<String> lines) {
        int end = ownLines(lines);
        while (end > 0 && lines.get(end - 1).isBlank()) {
            end--;
        }
        return end;
    }
}
