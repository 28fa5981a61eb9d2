package org.agntos.core.model.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.agntos.core.model.ModelProfile.KeySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {
    private static final String KEY = "sk-test-77aa21c0ffee";

    @TempDir
    Path folder;

    private ApiKeys.Finding find(KeySource source) throws InterruptedException {
        KeyRing ring = new KeyRing() {
            @Override
            public KeyRing.Finding find(String label) {
                return label.equals("kept") ? new KeyRing.Finding.Found(KEY) : new KeyRing.Finding.Absent();
            }

            @Override
            public KeyRing.Finding store(String label, String secret) {
                return new KeyRing.Finding.Absent();
            }
        };
        return new ApiKeys(Map.of("MY_KEY", KEY + "\n", "HOME", folder.toString(), "ODD", "two words"), ring)
                .find(source);
    }

    private static String header(ApiKeys.Finding finding) {
        return finding instanceof ApiKeys.Finding.Found(ApiKey key) ? key.header() : finding.toString();
    }

    private Path file(String rights) throws IOException {
        Path file = folder.resolve("key");
        Files.writeString(file, KEY + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        return file;
    }

    @Test
    void aKeyIsFoundWhereThePersonKeepsIt() throws IOException, InterruptedException {
        file("rw-------");
        assertThat(header(find(new KeySource.Variable("MY_KEY")))).isEqualTo("Bearer " + KEY);
        assertThat(header(find(new KeySource.File("~/key")))).isEqualTo("Bearer " + KEY);
        assertThat(header(find(new KeySource.Keyring("kept")))).isEqualTo("Bearer " + KEY);
        assertThat(find(new KeySource.None())).isEqualTo(new ApiKeys.Finding.NotNeeded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxrwxrwx"})
    void aFileThatOthersReachIsNotUsed(String rights) throws IOException, InterruptedException {
        Path file = file(rights);
        ApiKeys.Finding finding = find(new KeySource.File(file.toString()));
        assertThat(finding).isInstanceOf(ApiKeys.Finding.Missing.class);
        assertThat(finding.toString())
                .contains("Others can read or change", "chmod 600")
                .doesNotContain(KEY);
    }

    @Test
    void whatIsMissingIsSaidAndWhatToDo() throws InterruptedException {
        assertThat(find(new KeySource.Variable("GONE")).toString()).contains("GONE", "is not set here");
        assertThat(find(new KeySource.File("/nowhere/key")).toString()).contains("/nowhere/key", "is not there");
        assertThat(find(new KeySource.File(folder.toString())).toString()).contains("Missing");
        assertThat(find(new KeySource.Keyring("other")).toString()).contains("agntctl model key other");
        assertThat(find(new KeySource.Variable("ODD")).toString())
                .contains("is no key")
                .doesNotContain("two words");
    }

    @Test
    void aKeyShowsItselfNowhere() throws InterruptedException {
        ApiKeys.Finding finding = find(new KeySource.Variable("MY_KEY"));
        assertThat(finding.toString()).doesNotContain(KEY);
        assertThat(new KeyRing.Finding.Found(KEY).toString()).doesNotContain(KEY);
    }
}
