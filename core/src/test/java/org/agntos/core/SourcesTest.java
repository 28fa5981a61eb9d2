package org.agntos.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the compiler cannot see in the sources of all three modules.
class SourcesTest {
    private static final List<String> MODULES = List.of("privileged-helper", "core", "app");
    private static final int LONGEST_FILE = 400;
    private static final Pattern BROAD_CATCH = Pattern.compile("catch \\((?:final )?(?:Exception|Throwable|Error) ");
    private static final Pattern UNEXPLAINED = Pattern.compile("@SuppressWarnings\\([^)]*\\)\\s*$");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");

    private static final List<Source> SOURCES = new ArrayList<>();

    private record Source(Path file, List<String> lines) {}

    @BeforeAll
    static void readAll() throws IOException {
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> SOURCES.add(new Source(file, read(file))));
            }
        }
        assertThat(SOURCES).as("sources found").hasSizeGreaterThan(100);
    }

    @Test
    void aFileIsShortEnoughToReadInOneGo() {
        assertThat(SOURCES.stream()
                        .filter(source -> source.lines().size() > LONGEST_FILE)
                        .map(source -> source.file() + ": " + source.lines().size() + " lines"))
                .as("files over " + LONGEST_FILE + " lines usually hide a missing concept")
                .isEmpty();
    }

    @Test
    void onlyTheTopOfAThreadCatchesEverything() {
        List<String> found = new ArrayList<>();
        for (Source source : SOURCES) {
            for (int i = 0; i + 1 < source.lines().size(); i++) {
                if (BROAD_CATCH.matcher(source.lines().get(i)).find()
                        && !source.lines().get(i + 1).matches("\\s*// The top of .*")) {
                    found.add(source.file() + ":" + (i + 1));
                }
            }
        }
        assertThat(found)
                .as("a broad catch hides our bugs: name what can fail, or say '// The top of …' in the next line")
                .isEmpty();
    }

    @Test
    void everySuppressedWarningSaysWhy() {
        assertThat(linesThat(line -> UNEXPLAINED.matcher(line).find()))
                .as("write the reason behind it: @SuppressWarnings(…) // why")
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(linesThat(line -> UNFINISHED.matcher(line).find())).isEmpty();
    }

    private static List<String> linesThat(Predicate<String> test) {
        List<String> found = new ArrayList<>();
        for (Source source : SOURCES) {
            for (int i = 0; i < source.lines().size(); i++) {
                if (test.test(source.lines().get(i))) {
                    found.add(source.file() + ":" + (i + 1) + ": "
                            + source.lines().get(i).strip());
                }
            }
        }
        return found;
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
