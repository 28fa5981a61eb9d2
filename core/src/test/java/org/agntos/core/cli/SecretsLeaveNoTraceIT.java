package org.agntos.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A secret in a request goes the whole way: planner, proposal, approval, record, sessions, memory, logs. Afterwards
/// every file under the home is read, byte by byte.
class SecretsLeaveNoTraceIT {
    @TempDir
    Path home;

    private final List<String> printed = new ArrayList<>();

    private Ctl.Ended run(String... arguments) throws IOException, InterruptedException {
        Ctl.Ended ended = new Ctl(home).with("AGNTOS_NIX", "none").run(arguments);
        printed.add(ended.output() + ended.messages());
        return ended;
    }

    private List<String> filesWith(String secret) throws IOException {
        byte[] wanted = secret.getBytes(UTF_8);
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (holds(Files.readAllBytes(file), wanted)) {
                    found.add(home.relativize(file).toString());
                }
            }
        }
        return found;
    }

    private static boolean holds(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    install htop, my password is Tr0ub4dor&3, and open port 8080             | Tr0ub4dor&3
                    install htop and remember that the api key is sk-live-4f9a8b7c6d5e4f3a   | sk-live-4f9a8b7c6d5e4f3a
                    add jq and put my token ghp_16C7e42F292c6912E7710c838347Ae178B4a into it | ghp_16C7e42F292c6912E7710c838347Ae178B4a
                    install tree. The wifi psk is "correct horse battery"                    | correct horse battery
                    """)
    void noFileAndNoOutputHoldsTheSecretOfARequest(String request, String secret)
            throws IOException, InterruptedException {
        run("ask", "--apply", request);
        run("propose", "install ripgrep", "--prompt", request, "--json").hasStatus(0);
        run("memory", "add", "user", request).hasStatus(0);
        run("audit", "list", "--json").hasStatus(0);

        assertThat(filesWith(secret)).isEmpty();
        assertThat(printed).noneMatch(text -> text.contains(secret));
    }

    @Test
    void theWishBesideTheSecretIsStillKeptInThePersonsWords() throws IOException, InterruptedException {
        run("propose", "install ripgrep", "--prompt", "install ripgrep, my password is Tr0ub4dor&3", "--json")
                .hasStatus(0);

        assertThat(filesWith("install ripgrep, my password is [secret removed]"))
                .isNotEmpty();
        assertThat(filesWith("Tr0ub4dor&3")).isEmpty();
    }
}
