package org.agntos.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The documented log, checked by our code and by the program in another language that stands beside it.
class AuditVectorsTest {
    private static final Path VECTORS = Path.of("../docs/formats/audit-vectors");
    private static final Path VERIFY = Path.of("../docs/formats/verify-audit.py");

    @TempDir
    Path folder;

    private static List<byte[]> chained() throws IOException {
        List<byte[]> lines = new ArrayList<>();
        for (String name : List.of("audit-000001.jsonl", "audit.jsonl")) {
            for (String line : Files.readAllLines(VECTORS.resolve(name))) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                if (AuditChain.isChained(bytes)) {
                    lines.add(bytes);
                }
            }
        }
        return lines;
    }

    @Test
    void everyLineHasTheDocumentedHashAndIsWhatWeWrite() throws IOException {
        List<String> hashes = Files.readAllLines(VECTORS.resolve("hashes.txt"));
        List<byte[]> lines = chained();
        assertThat(lines).hasSameSizeAs(hashes);
        for (int i = 0; i < lines.size(); i++) {
            AuditChain.Link link = AuditChain.link(lines.get(i)).orElseThrow();
            assertThat(link.hash().hex()).isEqualTo(hashes.get(i));
            if (i > 0) {
                assertThat(link.prev().hex()).isEqualTo(hashes.get(i - 1));
            }
            ObjectNode entry = Json.parseObject(new String(lines.get(i), StandardCharsets.UTF_8));
            byte[] sealed = AuditChain.seal(entry, link.prev());
            assertThat(Arrays.copyOf(sealed, sealed.length - 1)).isEqualTo(lines.get(i));
        }
    }

    private static List<ObjectNode> altered() throws IOException {
        List<ObjectNode> altered = new ArrayList<>();
        for (String line : Files.readAllLines(VECTORS.resolve("altered.jsonl"))) {
            altered.add(Json.parseObject(line));
        }
        return altered;
    }

    @Test
    void alteredLinesAreNotOfTheChain() throws IOException {
        assertThat(altered())
                .hasSizeGreaterThan(10)
                .allSatisfy(each -> assertThat(
                                AuditChain.link(each.get("line").textValue().getBytes(StandardCharsets.UTF_8)))
                        .as(each.get("what").textValue())
                        .satisfiesAnyOf(
                                link -> assertThat(link).isEmpty(),
                                link -> assertThat(link.orElseThrow().prev()).isNotEqualTo(Sha256.ZERO)));
    }

    private static void assumePython() {
        boolean isThere = Files.isExecutable(Path.of("/usr/bin/python3"));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(isThere).as("python3 is there").isTrue();
        }
        assumeTrue(isThere, "python3 is not installed here");
    }

    private static String python(Path... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", VERIFY.toString()));
        for (Path argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said.strip();
    }

    @Test
    void theOtherProgramComesToTheSameHashes() throws IOException, InterruptedException {
        assumePython();
        Path head = VECTORS.resolve("audit-head.json");
        Path first = VECTORS.resolve("audit-000001.jsonl");
        Path second = VECTORS.resolve("audit.jsonl");

        assertThat(python(head, first, second)).isEqualTo("0 whole: 10 lines");
        assertThat(python(Path.of("--hashes"), head, first, second))
                .isEqualTo(
                        "0 " + Files.readString(VECTORS.resolve("hashes.txt")).strip());
        assertThat(python(head, second)).startsWith("1 line 1: it does not link");
        assertThat(python(head, first)).startsWith("1 line 7: the head names 8 lines");
    }

    @Test
    void theOtherProgramRefusesTheAlteredLinesToo() throws IOException, InterruptedException {
        assumePython();
        Path head = Files.writeString(folder.resolve("head"), "{\"entries\":1,\"hash\":\"" + "0".repeat(64) + "\"}");
        for (ObjectNode each : altered()) {
            Path log = Files.writeString(folder.resolve("log"), each.get("line").textValue() + "\n");
            assertThat(python(head, log)).as(each.get("what").textValue()).startsWith("1 line 1: ");
        }
    }
}
