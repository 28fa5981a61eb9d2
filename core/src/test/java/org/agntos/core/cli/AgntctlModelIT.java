package org.agntos.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agntos.core.model.openai.ModelServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `agntctl model` and `agntctl ask --model` as a person uses them, against a server on a real socket.
class AgntctlModelIT {
    private static final String KEY = "Zq8-pw_5Tn0xKe7LmR2dVb4Y";

    @TempDir
    Path home;

    private Path models() {
        return home.resolve(".config/agntos/models.toml");
    }

    @Test
    void aModelIsAddedTriedChosenAndTakenOut() throws IOException, InterruptedException {
        try (ModelServer server = new ModelServer((request, wire) -> {
            if (request.path().endsWith("/models")) {
                wire.json(200, "{\"data\":[{\"id\":\"tiny\"}]}");
            } else {
                wire.stream().text("I only talk.").end();
            }
        })) {
            Ctl ctl = new Ctl(home);
            ctl.run("model", "add", "mine", "--endpoint", server.base().toString(), "--model", "tiny")
                    .hasStatus(0);
            assertThat(Files.readString(models())).contains("[mine]", "model = \"tiny\"");
            JsonNode listed = ctl.run("model", "list", "--json").hasStatus(0).json();
            assertThat(listed.path("profiles").findValuesAsText("profile")).containsExactly("mine", "planner");
            Ctl.Ended tried = ctl.run("model", "test", "mine").hasStatus(1);
            assertThat(tried.output())
                    .contains(
                            "ok      server",
                            "ok      answer",
                            "failed  tools: It was asked to call a tool and did not.");
            ctl.run("model", "use", "planner").hasStatus(0);
            assertThat(ctl.run("ask", "help").hasStatus(0).output()).doesNotContain("I only talk.");
            assertThat(ctl.run("ask", "--model", "mine", "hello").hasStatus(0).output())
                    .contains("I only talk.");
            ctl.run("ask", "--model", "nobody", "hello").hasStatus(5);
            ctl.run("model", "remove", "mine").hasStatus(0);
            assertThat(Files.readString(models())).doesNotContain("mine");
            Files.writeString(models(), "[default]\nendpont = 1\n");
            assertThat(ctl.run("model", "list").hasStatus(1).messages())
                    .contains("models.toml:2: a profile has no 'endpont'");
        }
    }

    @Test
    void theKeyIsInNoOutputAndInNoFile() throws IOException, InterruptedException {
        Path file = home.resolve("the-key");
        Files.writeString(file, KEY);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        List<Integer> statuses = new ArrayList<>(List.of(401, 400, 200, 402));
        try (ModelServer server = new ModelServer((_, wire) -> {
            int status = statuses.isEmpty() ? 200 : statuses.removeFirst();
            if (status == 200) {
                wire.stream().text("You asked.").end();
            } else {
                wire.json(
                        status,
                        "{\"error\":{\"message\":\"You sent Authorization Bearer " + KEY + ", which is odd\"}}");
            }
        })) {
            Files.createDirectories(models().getParent());
            Files.writeString(models(), """
                    [default]
                    endpoint = "%s"
                    model = "m"
                    api_key_file = "%s"
                    """.formatted(server.base(), file));
            Ctl ctl = new Ctl(home);
            StringBuilder seen = new StringBuilder();
            for (String[] arguments : new String[][] {
                {"ask", "--model", "default", "one"},
                {"ask", "two", "--json"},
                {"ask", "three"},
                {"model", "test"},
                {"model", "list", "--json"}
            }) {
                Ctl.Ended ended = ctl.run(arguments);
                seen.append(ended.output()).append(ended.messages());
            }
            assertThat(server.requests())
                    .allMatch(request ->
                            ("Bearer " + KEY).equals(request.headers().get("authorization")));
            assertThat(seen).contains("refuses the key", "You asked.").doesNotContain(KEY);
            Files.delete(file);
            assertThat(filesWith(KEY)).isEmpty();
        }
    }

    private List<Path> filesWith(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
