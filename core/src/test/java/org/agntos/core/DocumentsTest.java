package org.agntos.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written about the program keeps its form: links lead somewhere, decisions are numbered and complete.
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DECISIONS = ROOT.resolve("docs/decisions");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final int LONGEST_GUIDE = 130;

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkInsideTheRepositoryLeadsSomewhere(Path document) throws IOException {
        Path folder = document.toAbsolutePath().getParent();
        List<String> dead = LINK.matcher(Files.readString(document))
                .results()
                .map(found -> found.group(1))
                .filter(target -> !target.contains(":"))
                .filter(target -> folder == null || !Files.exists(folder.resolve(target)))
                .toList();
        assertThat(dead)
                .as("links of " + document + " to files that do not exist")
                .isEmpty();
    }

    @Test
    void decisionsAreNumberedWithoutGaps() throws IOException {
        List<String> numbers = decisions().stream()
                .map(file -> file.getFileName().toString().substring(0, 4))
                .toList();
        assertThat(numbers).hasSizeGreaterThan(5);
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size())
                        .mapToObj("%04d"::formatted)
                        .toList());
    }

    @Test
    void everyDecisionSaysWhatWasAskedDecidedAndRejected() throws IOException {
        for (Path decision : decisions()) {
            assertThat(Files.readString(decision))
                    .as(decision.toString())
                    .startsWith("# ")
                    .containsPattern("\n- Status: (accepted|superseded by \\d{4})\n")
                    .containsPattern("\n- Date: \\d{4}-\\d{2}-\\d{2}\n")
                    .contains("\n## Context and problem statement\n", "\n## Decision\n")
                    .contains("\n## Consequences\n", "\n## Rejected\n");
        }
    }

    @Test
    void theListOfDecisionsNamesEachWithItsTitle() throws IOException {
        String list = Files.readString(DECISIONS.resolve("README.md"));
        for (Path decision : decisions()) {
            String name = decision.getFileName().toString();
            String title = Files.readAllLines(decision).getFirst().substring("# ".length());
            assertThat(list).contains("| [" + name.substring(0, 4) + "](" + name + ") | " + title + " |");
        }
    }

    @Test
    void guidesForDevelopersStayShortAndBeginWithTheirPurpose() throws IOException {
        for (Path guide : markdown(ROOT.resolve("docs/dev"))) {
            List<String> lines = Files.readAllLines(guide);
            assertThat(lines).as(guide.toString()).hasSizeLessThan(LONGEST_GUIDE);
            assertThat(lines.get(2)).as(guide.toString()).startsWith("Purpose: ");
        }
    }

    @Test
    void theChangelogHasASectionForWhatComesNextAndOneForSecurity() throws IOException {
        assertThat(Files.readString(ROOT.resolve("CHANGELOG.md"))).contains("\n## [Unreleased]\n", "\n### Security\n");
    }

    static Stream<Path> documents() throws IOException {
        List<Path> all = new ArrayList<>(markdown(ROOT.resolve("docs")));
        try (Stream<Path> top = Files.list(ROOT)) {
            top.filter(file -> file.toString().endsWith(".md")).forEach(all::add);
        }
        return all.stream().sorted();
    }

    private static List<Path> decisions() throws IOException {
        return markdown(DECISIONS).stream()
                .filter(file -> !file.endsWith("README.md"))
                .toList();
    }

    private static List<Path> markdown(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
