package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A profile as Nix keeps it: links `system-<n>-link` beside `system`, which leads to the current one of them.
record Profile(Path path) {
    /// The number of the current generation, empty if there is none yet.
    Optional<Integer> current() throws IOException {
        try {
            int number = number(Files.readSymbolicLink(path).getFileName());
            return number > 0 ? Optional.of(number) : Optional.empty();
        } catch (NoSuchFileException | NotLinkException e) {
            return Optional.empty();
        }
    }

    /// The highest number there is, plus one.
    int next() throws IOException {
        int highest = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path.resolveSibling("."))) {
            for (Path entry : entries) {
                highest = Math.max(highest, number(entry.getFileName()));
            }
        } catch (NoSuchFileException e) {
            return 1;
        }
        return highest + 1;
    }

    /// True if the generation is there with what it is made of.
    boolean exists(int generation) {
        return Files.exists(link(generation));
    }

    Path link(int generation) {
        return path.resolveSibling(path.getFileName() + "-" + generation + "-link");
    }

    /// The number in the name of a link; 0 if it is the name of something else.
    private int number(Path fileName) {
        Matcher number = Pattern.compile(Pattern.quote(path.getFileName().toString()) + "-([1-9][0-9]{0,8})-link")
                .matcher(fileName.toString());
        return number.matches() ? Integer.parseInt(number.group(1)) : 0;
    }
}
