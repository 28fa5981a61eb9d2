package org.agntos.helper.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.agntos.helper.PracticeFixture;
import org.agntos.helper.protocol.AuditChain;
import org.agntos.helper.protocol.AuditFiles;
import org.agntos.helper.protocol.Failure;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
    @TempDir
    Path data;

    private PracticeFixture machine;
    private HelperPaths paths;
    private AuditLog log;

    @BeforeEach
    void layDown() throws IOException {
        machine = new PracticeFixture(data);
        paths = machine.paths();
        Files.createDirectories(paths.journal());
        Files.createDirectories(paths.log());
        log = new AuditLog(paths);
    }

    private static ObjectNode record(String id, String summary) {
        return Json.object("schema", 2, "id", id, "summary", summary);
    }

    private void append(String... ids) throws IOException {
        for (String id : ids) {
            log.append(record(id, "Install 😀 " + id));
        }
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(paths.auditLog());
    }

    @Test
    void linesAreChainedAndFound() throws IOException {
        append("a-1", "a-2", "a-3");

        machine.assertChainIsWhole();
        assertThat(log.lastId()).contains("a-3");
        assertThat(log.find("a-2").map(line -> new String(line, StandardCharsets.UTF_8)))
                .contains(lines().get(1));
        assertThat(log.find("a-4")).isEmpty();
        assertThat(log.repair()).isEmpty();
    }

    /// However much of a line a killed helper got onto the disk.
    @Test
    void everyPieceOfALineIsRemoved() throws IOException {
        append("a-1");
        byte[] whole = Files.readAllBytes(paths.auditLog());
        byte[] line = AuditChain.seal(record("a-2", "x"), Sha256.of("any"));
        for (int length = 1; length < line.length; length++) {
            Files.write(paths.auditLog(), Arrays.copyOf(line, length), StandardOpenOption.APPEND);

            assertThat(log.repair()).hasSize(1);

            assertThat(paths.auditLog()).hasBinaryContent(whole);
        }
        append("a-3");
        machine.assertChainIsWhole();
    }

    @Test
    void headThatLagsByOneIsBroughtUp() throws IOException {
        append("a-1");
        byte[] head = Files.readAllBytes(paths.auditHead());
        append("a-2");
        Files.write(paths.auditHead(), head);

        assertThat(log.repair()).hasSize(1);

        machine.assertChainIsWhole();
    }

    /// The head is kept before the first line, so a kill right after that line leaves one that lags.
    @Test
    void headOfTheFirstLineIsBroughtUp() throws IOException {
        append("a-1");
        String prev = "0".repeat(64);
        Files.writeString(paths.auditHead(), "{\"entries\":0,\"hash\":\"" + prev + "\"}");

        assertThat(log.repair()).hasSize(1);

        machine.assertChainIsWhole();
    }

    /// A crash never removes the head: who takes it away, perhaps with the last lines, must be found out.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void headThatIsGoneIsNotMadeFromWhatIsLeft(int left) throws IOException {
        append("a-1", "a-2", "a-3");
        Files.delete(paths.auditHead());
        Files.write(paths.auditLog(), lines().subList(0, left));
        Sha256 last = AuditChain.link(lines().getLast().getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .hash();

        assertThat(log.repair()).isEmpty();
        append("a-4", "a-5");

        assertThat(lines().get(left)).doesNotContain("\"prev\":\"" + last.hex() + "\"");
        assertThat(Files.readString(paths.auditHead())).contains("\"entries\":2");
    }

    /// What no crash can do must stay visible.
    @Test
    void removedLinesAreNotPaperedOver() throws IOException {
        append("a-1", "a-2", "a-3");
        String third = new String(log.find("a-3").orElseThrow(), StandardCharsets.UTF_8);
        Files.write(paths.auditLog(), lines().subList(0, 1));

        assertThat(log.repair()).isEmpty();
        append("a-4");

        Sha256 lost = AuditChain.link(third.getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .hash();
        assertThat(lines().getLast()).contains("\"prev\":\"" + lost.hex() + "\"");
        assertThat(Files.readString(paths.auditHead())).contains("\"entries\":4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", ""})
    void logOfAgntos1IsCoveredByTheFirstLine(String end) throws IOException {
        String old = "{\"id\":\"a-0\",\"summary\":\"Applied: ä\",\"ratio\":0.5}\nnot even JSON";
        Files.writeString(paths.auditLog(), old + end);

        assertThat(log.repair()).isEmpty();
        append("a-1", "a-2");

        assertThat(Files.readString(paths.auditLog())).startsWith(old + "\n{");
        assertThat(lines().get(2))
                .contains("\"prev\":\"" + Sha256.of(old + "\n").hex() + "\"");
        assertThat(Files.readString(paths.auditHead())).contains("\"entries\":2");
        assertThat(log.find("a-0")).isPresent();
    }

    @Test
    void linesLongerThanABlockAreRead() throws IOException {
        log.append(record("a-1", "x".repeat(100_000)));
        log.append(record("a-2", "y".repeat(200_000)));
        log.append(record("a-3", "z"));

        machine.assertChainIsWhole();
        assertThat(log.lastId()).contains("a-3");
        assertThat(log.repair()).isEmpty();
    }

    /// The kill came between the line's last byte and the head.
    @Test
    void wholeLineWithoutItsNewlineIsKept() throws IOException {
        append("a-1");
        byte[] head = Files.readAllBytes(paths.auditHead());
        append("a-2");
        byte[] whole = Files.readAllBytes(paths.auditLog());
        Files.write(paths.auditLog(), Arrays.copyOf(whole, whole.length - 1));
        Files.write(paths.auditHead(), head);

        assertThat(log.repair()).hasSize(1);

        assertThat(paths.auditLog()).hasBinaryContent(whole);
        machine.assertChainIsWhole();
    }

    /// After a power cut the end of the file may be there without the bytes.
    @ParameterizedTest
    @ValueSource(strings = {"\0\0\0\0", "{\"schema\":2,\"id\":\"a\0\0\0", "\0\0\0\":7,\"hash\":\"00\"}\n"})
    void bytesThatNeverReachedTheDiskAreRemoved(String torn) throws IOException {
        append("a-1");
        byte[] whole = Files.readAllBytes(paths.auditLog());
        Files.writeString(paths.auditLog(), torn, StandardOpenOption.APPEND);

        assertThat(log.repair()).hasSize(1);

        assertThat(paths.auditLog()).hasBinaryContent(whole);
        append("a-2");
        machine.assertChainIsWhole();
    }

    @Test
    void fullFileIsRenamedAndTheChainGoesOn() throws IOException {
        log = new AuditLog(paths, 600);
        append("a-1", "a-2", "a-3", "a-4", "a-5", "a-6", "a-7");

        assertThat(AuditFiles.of(paths))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("audit-000001.jsonl", "audit-000002.jsonl", "audit.jsonl");
        machine.assertChainIsWhole();
        assertThat(log.find("a-1")).isPresent();
        assertThat(log.find("a-7")).isPresent();
        assertThat(log.lastId()).contains("a-7");
    }

    /// Killed after the renaming, with or without the new file and the head of the last line.
    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void renamingMayBeInterrupted(boolean hasNewFile, boolean isHeadOld) throws IOException {
        append("a-1");
        byte[] head = Files.readAllBytes(paths.auditHead());
        append("a-2");
        Files.move(paths.auditLog(), AuditFiles.next(paths));
        if (hasNewFile) {
            Files.createFile(paths.auditLog());
        }
        if (isHeadOld) {
            Files.write(paths.auditHead(), head);
        }

        append("a-3");

        machine.assertChainIsWhole();
        assertThat(machine.auditEntries()).hasSize(3);
    }

    /// With neither log nor head the next line would look like the first of a machine.
    @Test
    void recordThatWasTakenAwayLeavesAGap() throws IOException {
        append("a-1", "a-2");
        Files.createDirectories(paths.manifest(1).getParent());
        Files.writeString(paths.manifest(1), "{}");
        Files.delete(paths.auditLog());
        Files.delete(paths.auditHead());

        append("a-3");

        assertThat(lines().getFirst()).contains("\"prev\":\"" + AuditChain.GONE.hex() + "\"");
    }

    /// The first manifest of a machine comes before its first line, and the head before both.
    @Test
    void manifestBeforeTheFirstLineIsNoTraceOfALostRecord() throws IOException {
        Files.writeString(paths.auditLog(), "{\"id\":\"a-0\"}");
        log.begin();
        Files.createDirectories(paths.manifest(1).getParent());
        Files.writeString(paths.manifest(1), "{}");
        Files.writeString(paths.auditLog(), "\n{\"id\":\"a-00\"}\n", StandardOpenOption.APPEND);

        append("a-1", "a-2");

        Sha256 old = Sha256.of("{\"id\":\"a-0\"}\n{\"id\":\"a-00\"}\n");
        assertThat(lines().get(2)).contains("\"prev\":\"" + old.hex() + "\"");
    }

    static Stream<Arguments> strangers() {
        Act link = file -> Files.createSymbolicLink(file, file.resolveSibling("victim"));
        Act folder = Files::createDirectory;
        Act pipe = file -> assertThat(
                        new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        return Stream.of(
                Arguments.of("symbolic link", link),
                Arguments.of("folder", folder),
                Arguments.of("pipe or device", pipe));
    }

    interface Act {
        void on(Path file) throws IOException, InterruptedException;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strangers")
    @Timeout(20)
    void whateverIsInPlaceOfTheLogOrTheHeadIsNamedAndNeverFollowed(String kind, Act put) throws Exception {
        for (Path file : List.of(paths.auditLog(), paths.auditHead())) {
            append("a-1");
            Path victim = Files.writeString(file.resolveSibling("victim"), "precious");
            Files.move(file, file.resolveSibling("moved"), StandardCopyOption.REPLACE_EXISTING);
            put.on(file);

            Failure damaged = catchThrowableOfType(Failure.class, () -> append("a-2"));

            assertThat(damaged).hasMessageContaining(file + " is a " + kind);
            assertThat(damaged.event(Optional.empty()).next())
                    .contains("mv " + file)
                    .contains("agntctl audit verify");
            assertThat(catchThrowable(log::repair)).isInstanceOf(Failure.class);
            assertThat(victim).hasContent("precious");
            Files.delete(file);
            Files.move(file.resolveSibling("moved"), file);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[1]",
                "{\"entries\":\"1\",\"hash\":\"x\"}",
                "{\"entries\":-1,\"hash\":\"x\"}",
                "\0\0"
            })
    void damagedHeadIsNamedWithTheWayOut(String head) throws IOException {
        append("a-1");
        byte[] whole = Files.readAllBytes(paths.auditLog());
        Files.writeString(paths.auditHead(), head);

        Failure damaged = catchThrowableOfType(Failure.class, () -> append("a-2"));

        assertThat(damaged).hasMessageContaining(paths.auditHead() + " is damaged");
        assertThat(paths.auditLog()).hasBinaryContent(whole);
        Files.move(paths.auditHead(), paths.auditHead().resolveSibling("audit-head.json.damaged"));
        append("a-2");
        assertThat(log.lastId()).contains("a-2");
    }
}
