package org.agntos.app.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Highlighted text can be read wherever it stands: on added and removed lines, marked words and the selection.
class CodeContrastTest {
    private static final double LEAST = 4.5;
    private static final Pattern ROLE = Pattern.compile("(-app-[a-z-]+):\\s*(#[0-9a-fA-F]{6});");
    private static final List<String> GROUNDS = List.of(
            "-app-surface",
            "-app-card",
            "-app-diff-added",
            "-app-diff-added-strong",
            "-app-diff-removed",
            "-app-diff-removed-strong",
            "-app-selection");

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyKindOfCodeOnEveryGround(String theme) throws IOException {
        Path tokens = Path.of("src/main/resources/org/agntos/app/theme/tokens-" + theme + ".css");
        Map<String, Color> roles = ROLE.matcher(Files.readString(tokens))
                .results()
                .collect(Collectors.toMap(role -> role.group(1), role -> Color.web(role.group(2)), (a, b) -> b));
        List<String> texts = roles.keySet().stream()
                .filter(role -> role.startsWith("-app-syntax-") || role.equals("-app-text"))
                .toList();
        assertThat(texts).hasSizeGreaterThan(8);
        for (String text : texts) {
            for (String ground : GROUNDS) {
                assertThat(contrast(roles.getOrDefault(text, Color.BLACK), roles.getOrDefault(ground, Color.BLACK)))
                        .as("%s: %s on %s", theme, text, ground)
                        .isGreaterThanOrEqualTo(LEAST);
            }
        }
    }

    private static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.03928 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
