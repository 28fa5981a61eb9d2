package org.agntos.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptWordsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsPutIsThereAtTheNextStart() {
        Path file = folder.resolve("deep/settings.toml");
        assertThat(KeptWords.in(file).put("theme", "a \"dark\" \\ one")).isTrue();

        assertThat(KeptWords.in(file).get("theme")).contains("a \"dark\" \\ one");
        assertThat(KeptWords.in(file).get("hotkey")).isEmpty();
    }

    @Test
    void whatPeopleWroteStays() throws IOException {
        Path file = folder.resolve("settings.toml");
        Files.writeString(file, "# mine\ntheme = \"light\" # by day\nfuture = 3\n\n[models]\ntheme = \"not this\"\n");
        KeptWords words = KeptWords.in(file);
        assertThat(words.get("theme")).contains("light");

        words.put("theme", "dark");
        words.put("hotkey", "Ctrl+Alt+Space");

        assertThat(Files.readString(file)).isEqualTo("""
                        # mine
                        theme = "dark"
                        future = 3
                        hotkey = "Ctrl+Alt+Space"

                        [models]
                        theme = "not this"
                        """);
    }

    @Test
    void whatAnotherProgramWroteMeanwhileIsKept() {
        Path file = folder.resolve("settings.toml");
        KeptWords one = KeptWords.in(file);
        KeptWords.in(file).put("theme", "dark");

        one.put("hotkey", "none");

        assertThat(KeptWords.in(file).get("theme")).contains("dark");
        assertThat(KeptWords.in(file).get("hotkey")).contains("none");
    }

    @Test
    void whatCannotBeWrittenCountsUntilTheEnd() throws IOException {
        Path occupied = Files.createFile(folder.resolve("file"));
        KeptWords words = KeptWords.in(occupied.resolve("settings.toml"));

        assertThat(words.put("theme", "dark")).isFalse();

        assertThat(words.get("theme")).contains("dark");
    }
}
