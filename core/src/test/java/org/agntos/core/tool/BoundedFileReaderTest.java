package org.agntos.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agntos.core.tool.BoundedFileReader.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedFileReaderTest {
    @TempDir
    Path temporary;

    private Path home;
    private BoundedFileReader reader;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectories(temporary.toRealPath().resolve("home"));
        reader = new BoundedFileReader(home);
    }

    private Path write(String path, String text) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void aTextIsRead() throws IOException {
        write("notes.txt", "hello");

        assertThat(reader.read("~/notes.txt"))
                .isEqualTo(new Outcome.Text(home.resolve("notes.txt"), 5, false, "hello"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".ssh/id_ed25519",
                ".ssh/config",
                ".gnupg/x",
                "work/server.key",
                "project/.env",
                ".netrc",
                ".bash_history",
                "deploy/credentials.json",
                "vault.kdbx",
                ".aws/config",
            })
    void placesOfSecretsAreRefused(String path) throws IOException {
        write(path, "secret");

        assertThat(reader.read("~/" + path)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aLinkIsNoWayAround() throws IOException {
        Path key = write(".ssh/id_rsa", "secret");
        Files.createSymbolicLink(home.resolve("harmless.txt"), key);

        assertThat(reader.read("~/harmless.txt")).isInstanceOf(Outcome.Refused.class);
        assertThat(reader.read(home + "/x/../.ssh/id_rsa")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aLongFileIsCutBetweenCharacters() throws IOException {
        write("long.txt", "a" + "é".repeat(BoundedFileReader.LIMIT));

        assertThat(reader.read("~/long.txt")).isInstanceOfSatisfying(Outcome.Text.class, text -> {
            assertThat(text.isTruncated()).isTrue();
            assertThat(text.content()).endsWith("é");
        });
    }

    @Test
    void whatIsNoTextIsNotShown() throws IOException {
        Files.write(home.resolve("blob"), new byte[] {0, (byte) 0xFF});

        assertThat(reader.read("~/blob")).isInstanceOf(Outcome.Unreadable.class);
        assertThat(reader.read("~")).isInstanceOf(Outcome.Unreadable.class);
        assertThat(reader.read("~/none")).isInstanceOf(Outcome.NotFound.class);
        assertThat(reader.read("\0")).isInstanceOf(Outcome.NotFound.class);
        assertThat(reader.read("/dev/zero")).isInstanceOf(Outcome.Refused.class);
    }
}
