package org.agntos.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NixCommandTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void begin() {
        out.reset();
    }

    private ExitStatus run(String... arguments) {
        return new CommandLineProgram(
                        Map.of("HOME", directory.toString(), "AGNTOS_NIX", "none"),
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, false, StandardCharsets.UTF_8),
                        new Person(Optional::empty))
                .run(arguments);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyFileHasItsLineInTheOrderGiven() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("nix", "check"));
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            boolean isGood = i % 7 != 0;
            String name = file(i + ".nix", isGood ? "{ a = 1; }\n" : "{ a = 1 }\n");
            arguments.add(name);
            expected.append(isGood ? "ok " + name : name + ":1:8: a semicolon is missing here")
                    .append('\n');
        }
        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(ExitStatus.FAILED);
        assertThat(output()).isEqualTo(expected.toString());
        out.reset();
        assertThat(run("nix", "check", file("good.nix", "1"))).isEqualTo(ExitStatus.OK);
    }

    @Test
    void printingGivesTheFileBackEvenIfItIsBroken() throws Exception {
        String text = "# ä\r\n{ a = [ 1\t; } \u202e\n\n";
        assertThat(run("nix", "check", "--print", file("a.nix", text))).isEqualTo(ExitStatus.FAILED);
        assertThat(output()).isEqualTo(text);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(":2:7: this '[' is never closed");
    }

    @Test
    void jsonHasEveryProblem() throws Exception {
        String good = file("a.nix", "1");
        String bad = file("b.nix", "{ a = x;\n  b = y; }");
        assertThat(run("nix", "check", "--json", "--print", good, bad)).isEqualTo(ExitStatus.FAILED);
        JsonNode json = new ObjectMapper().readTree(output());
        assertThat(json).hasSize(2);
        assertThat(json.get(0).path("ok").asBoolean()).isTrue();
        assertThat(json.get(0).path("text").asText()).isEqualTo("1");
        assertThat(json.get(1).path("file").asText()).isEqualTo(bad);
        assertThat(json.get(1).path("problems")).hasSize(2);
        JsonNode second = json.get(1).path("problems").get(1);
        assertThat(second.path("line").asInt()).isEqualTo(2);
        assertThat(second.path("column").asInt()).isEqualTo(7);
        assertThat(second.path("kind").asText()).isEqualTo("undefined");
        assertThat(second.path("message").asText()).isEqualTo("the name 'y' is not defined here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no such|1:1: there is no such file
            folder|1:1: this is a folder, not a file
            bom|1:1: the character U+FEFF, a byte order mark, means nothing here; expected: an expression
            latin|2:2: the bytes here are not UTF-8 text
            zero|1:2: there is a zero byte here: this is no text
            cut|1:3: the bytes here are not UTF-8 text
            huge|1:1: the file is larger than 64 MB and was not read
            """)
    void whatIsNoNixFileIsSaidClearly(String name, String message) throws Exception {
        Path path = directory.resolve(name);
        switch (name) {
            case "folder" -> Files.createDirectory(path);
            case "bom" -> Files.write(path, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '1'});
            case "latin" -> Files.write(path, new byte[] {'1', '\n', '"', (byte) 0xe4, '"'});
            case "zero" -> Files.write(path, new byte[] {'1', 0, '2'});
            case "cut" -> Files.write(path, new byte[] {'1', '#', (byte) 0xe2, (byte) 0x82});
            case "huge" -> {
                try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                    file.setLength(100L << 20);
                }
            }
            default -> assertThat(path).doesNotExist();
        }
        assertThat(run("nix", "check", path.toString())).isEqualTo(ExitStatus.FAILED);
        assertThat(output()).isEqualTo(path + ":" + message + "\n");
    }

    @Test
    void windowsLineEndsAreFineAndPipesNeedTheirFlag() throws Exception {
        assertThat(run("nix", "check", file("crlf.nix", "{\r\n  a = ''\r\n    b\r\n  '';\r\n}\r\n")))
                .isEqualTo(ExitStatus.OK);
        String pipes = file("pipes.nix", "1 |> builtins.add 2");
        assertThat(run("nix", "check", pipes)).isEqualTo(ExitStatus.FAILED);
        assertThat(run("nix", "check", "--pipe-operators", pipes)).isEqualTo(ExitStatus.OK);
        assertThat(run("nix", "check")).isEqualTo(ExitStatus.USAGE);
        assertThat(run("nix", "frobnicate", pipes)).isEqualTo(ExitStatus.USAGE);
    }
}
