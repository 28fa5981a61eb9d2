package org.agntos.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.agntos.app.theme.Theme;
import org.junit.jupiter.api.Test;

class LaunchOptionsTest {
    @Test
    void aRequestMayBeNamedOrNot() {
        assertThat(LaunchOptions.parse("--ask", "install htop"))
                .isEqualTo(LaunchOptions.parse("install", "htop"))
                .isEqualTo(new LaunchOptions.Parsed.Options(new LaunchOptions(
                        Optional.of("install htop"), Optional.empty(), LaunchOptions.Opening.WINDOW)));
    }

    @Test
    void theThemeMayBeChosen() {
        assertThat(LaunchOptions.parse("--theme", "dark"))
                .isEqualTo(new LaunchOptions.Parsed.Options(
                        new LaunchOptions(Optional.empty(), Optional.of(Theme.DARK), LaunchOptions.Opening.WINDOW)));
    }

    @Test
    void theProgramMayStartWithoutAWindow() {
        assertThat(LaunchOptions.parse("--background"))
                .isEqualTo(new LaunchOptions.Parsed.Options(
                        new LaunchOptions(Optional.empty(), Optional.empty(), LaunchOptions.Opening.NOTHING)));
        assertThat(LaunchOptions.parse("--toggle"))
                .isEqualTo(new LaunchOptions.Parsed.Options(
                        new LaunchOptions(Optional.empty(), Optional.empty(), LaunchOptions.Opening.LAUNCHER)));
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(LaunchOptions.parse("--theme", "pink"))
                .isInstanceOfSatisfying(
                        LaunchOptions.Parsed.Usage.class,
                        usage -> assertThat(usage.message()).contains("pink").contains("usage:"));
        assertThat(LaunchOptions.parse("--frob")).isInstanceOf(LaunchOptions.Parsed.Usage.class);
        assertThat(LaunchOptions.parse("--ask")).isInstanceOf(LaunchOptions.Parsed.Usage.class);
    }
}
