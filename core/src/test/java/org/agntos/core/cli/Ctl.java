package org.agntos.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs `agntctl` as a program of its own, from a home of its own.
final class Ctl {
    private final List<String> prefix;
    private final String classPath;
    private final Map<String, String> environment = new HashMap<>();

    Ctl(Path home) {
        this(home, List.of(), System.getProperty("java.class.path"));
    }

    /// @param prefix a program that runs its arguments, such as `setpriv`
    Ctl(Path home, List<String> prefix, String classPath) {
        this.prefix = List.copyOf(prefix);
        this.classPath = classPath;
        environment.put("HOME", home.toString());
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("LANG", "C.UTF-8");
    }

    Ctl with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// @param output standard output; @param messages standard error
    record Ended(int status, String output, String messages) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(output);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + output + messages, e);
            }
        }

        String errorCode() {
            return json().path("error").path("code").asText();
        }

        Ended hasStatus(int expected) {
            assertThat(status).as(output + messages).isEqualTo(expected);
            return this;
        }
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                "org.agntos.core.cli.Agntctl",
                "--practice"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("agntctl", ".out");
        Path err = Files.createTempFile("agntctl", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("agntctl ends").isTrue();
        return new Ended(process.exitValue(), text(out), text(err));
    }

    /// Output lies outside the home, which may be full or read-only.
    private static String text(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Files.delete(file);
        return text;
    }
}
