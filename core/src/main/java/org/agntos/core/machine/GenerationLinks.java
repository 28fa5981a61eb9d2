package org.agntos.core.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the generations of a profile: `system-<n>-link` beside `system`, which points at the current one.
final class GenerationLinks {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationLinks.class);
    private static final Pattern LINK = Pattern.compile("system-([1-9][0-9]{0,8})-link");

    private GenerationLinks() {}

    /// Newest first; empty if there is no profile yet.
    static List<Generation> read(Path profile) {
        Path directory = profile.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        String current = current(profile);
        List<Generation> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "system-*-link")) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                Matcher matcher = LINK.matcher(name);
                if (matcher.matches()) {
                    found.add(new Generation(Integer.parseInt(matcher.group(1)), date(entry), name.equals(current)));
                }
            }
        } catch (IOException e) {
            LOG.warn("The generations in {} cannot be listed", directory, e);
        }
        found.sort(Comparator.comparingInt(Generation::number).reversed());
        return found;
    }

    private static Instant date(Path link) throws IOException {
        try {
            return Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS).toInstant();
        } catch (NoSuchFileException _) {
            // Removed by a clean-up since it was listed.
            return Instant.EPOCH;
        }
    }

    private static String current(Path profile) {
        try {
            return String.valueOf(Files.readSymbolicLink(profile).getFileName());
        } catch (IOException _) {
            // No generation is current yet.
            return "";
        }
    }
}
