package org.agntos.helper.protocol;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files that the record lies in: full ones, `audit-000001.jsonl` and on, and `audit.jsonl`, which grows.
/// One after the other they are one log: the chain goes on from file to file.
public final class AuditFiles {
    private static final Pattern FULL = Pattern.compile("audit-([0-9]{6,9})\\.jsonl");

    private AuditFiles() {}

    /// What is there, the oldest first; whether these are files at all is for the reader to see.
    public static List<Path> of(HelperPaths paths) throws IOException {
        return List.copyOf(numbered(paths).values());
    }

    /// The name that `audit.jsonl` gets when it is full.
    public static Path next(HelperPaths paths) throws IOException {
        SortedMap<Integer, Path> full = numbered(paths).headMap(Integer.MAX_VALUE);
        int number = full.isEmpty() ? 1 : full.lastKey() + 1;
        return paths.log().resolve("audit-%06d.jsonl".formatted(number));
    }

    private static SortedMap<Integer, Path> numbered(HelperPaths paths) throws IOException {
        SortedMap<Integer, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(paths.log())) {
            for (Path entry : entries) {
                Matcher name = FULL.matcher(String.valueOf(entry.getFileName()));
                if (name.matches()) {
                    files.put(Integer.parseInt(name.group(1)), entry);
                } else if (entry.equals(paths.auditLog())) {
                    files.put(Integer.MAX_VALUE, entry);
                }
            }
        } catch (NoSuchFileException e) {
            // Nothing was ever recorded here.
        }
        return files;
    }

    /// True if the helper has noted a generation here. It keeps a head before it does, so a record without a
    /// head was taken away.
    public static boolean hasTraces(HelperPaths paths) throws IOException {
        try (Stream<Path> manifests = Files.list(paths.manifest(1).resolveSibling("."))) {
            return manifests.anyMatch(file -> file.toString().endsWith(".json")); // Others are only staged.
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
