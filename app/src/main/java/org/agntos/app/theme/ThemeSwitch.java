package org.agntos.app.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// Gives a scene its style sheets and changes them with the theme.
public final class ThemeSwitch {
    private static final List<String> FONTS =
            List.of("Inter-Regular.otf", "Inter-SemiBold.otf", "JetBrainsMono-Regular.ttf");
    private static final List<String> COMMON = List.of(
            "/org/agntos/app/theme/base.css",
            "/org/agntos/app/shell/shell.css",
            "/org/agntos/app/proposal/proposal.css",
            "/org/agntos/app/markdown/markdown.css",
            "/org/agntos/app/chat/chat.css",
            "/org/agntos/app/changes/changes.css",
            "/org/agntos/app/diff/diff.css",
            "/org/agntos/app/timeline/timeline.css",
            "/org/agntos/app/memory/memory.css");

    private final Scene scene;
    private Theme theme = Theme.SYSTEM;

    public ThemeSwitch(Scene scene) {
        this.scene = scene;
        FONTS.forEach(name -> Font.loadFont(url("/org/agntos/app/theme/fonts/" + name), 14));
        scene.getPreferences().colorSchemeProperty().subscribe(_ -> {
            if (theme == Theme.SYSTEM) {
                restyle();
            }
        });
    }

    public void apply(Theme wanted) {
        theme = wanted;
        restyle();
    }

    /// Whether the colours shown now are the dark ones.
    public boolean isDark() {
        return switch (theme) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> scene.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private void restyle() {
        Application.setUserAgentStylesheet(
                isDark()
                        ? new PrimerDark().getUserAgentStylesheetBSS()
                        : new PrimerLight().getUserAgentStylesheetBSS());
        String tokens =
                url(isDark() ? "/org/agntos/app/theme/tokens-dark.css" : "/org/agntos/app/theme/tokens-light.css");
        List<String> sheets = new ArrayList<>();
        sheets.add(tokens);
        COMMON.forEach(name -> sheets.add(url(name)));
        if (!scene.getStylesheets().equals(sheets)) {
            scene.getStylesheets().setAll(sheets);
        }
    }

    private static String url(String resource) {
        return Objects.requireNonNull(ThemeSwitch.class.getResource(resource), resource)
                .toExternalForm();
    }
}
