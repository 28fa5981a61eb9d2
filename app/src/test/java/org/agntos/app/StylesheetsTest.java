package org.agntos.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Colours are roles in one file a theme, and can be read.
class StylesheetsTest {
    private static final Path SOURCES = Path.of("src/main");
    private static final double LEAST_CONTRAST = 4.5;
    private static final Pattern ROLE = Pattern.compile("(-app-[a-z-]+):\\s*([^;]+);");
    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(");

    @Test
    void onlyTheTokensNameColours() throws IOException {
        List<String> found = lines(".css")
                .filter(line -> !line.isToken())
                .filter(line -> HEX.matcher(line.text()).find())
                .map(Line::toString)
                .toList();
        assertThat(found)
                .as("colours outside the tokens: give each a role there and use the role")
                .isEmpty();
    }

    @Test
    void theTokensDoNameColours() throws IOException {
        assertThat(lines(".css")
                        .filter(line -> line.isToken())
                        .filter(line -> HEX.matcher(line.text()).find()))
                .as("lines of the tokens that name a colour")
                .hasSizeGreaterThan(10);
    }

    @Test
    void codeAndLayoutsHoldNoInlineStyle() throws IOException {
        List<String> found = Stream.concat(
                        lines(".java").filter(line -> line.text().contains(".setStyle(\"")),
                        lines(".fxml").filter(line -> line.text().contains(" style=\"")))
                .map(Line::toString)
                .toList();
        assertThat(found).as("inline styles: use a style class").isEmpty();
    }

    @Test
    void lightAndDarkHaveTheSameRoles() throws IOException {
        assertThat(roles("light").keySet()).isEqualTo(roles("dark").keySet());
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void everyTextCanBeReadOnEverySurface(String theme) throws IOException {
        Map<String, String> roles = roles(theme);
        for (String text : List.of("-app-text", "-app-muted", "-app-faint", "-app-accent-text")) {
            for (String surface : List.of("-app-surface", "-app-sidebar", "-app-card", "-app-inset")) {
                assertThat(contrast(roles.getOrDefault(text, ""), roles.getOrDefault(surface, "")))
                        .as(theme + ": " + text + " on " + surface)
                        .isGreaterThanOrEqualTo(LEAST_CONTRAST);
            }
        }
    }

    private static Map<String, String> roles(String theme) throws IOException {
        return lines(".css")
                .filter(line -> line.file().endsWith("tokens-" + theme + ".css"))
                .flatMap(line -> ROLE.matcher(line.text()).results())
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2), (a, b) -> b, TreeMap::new));
    }

    /// The ratio of WCAG 2: from 1 (the same) to 21 (black on white).
    private static double contrast(String one, String other) {
        double a = luminance(Color.web(one));
        double b = luminance(Color.web(other));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.03928 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private record Line(Path file, int number, String text) {
        boolean isToken() {
            return file.getFileName().toString().startsWith("tokens-");
        }

        @Override
        public String toString() {
            return file + ":" + number + ": " + text.strip();
        }
    }

    private static Stream<Line> lines(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> matching =
                    files.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(matching).as("files ending in " + ending).isNotEmpty();
            return matching.stream().flatMap(StylesheetsTest::numbered);
        }
    }

    private static Stream<Line> numbered(Path file) {
        try {
            List<String> texts = Files.readAllLines(file);
            return Stream.iterate(0, i -> i < texts.size(), i -> i + 1).map(i -> new Line(file, i + 1, texts.get(i)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
