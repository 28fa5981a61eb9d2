package org.agntos.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.agntos.core.audit.AuditLog.BadLine;
import org.agntos.core.audit.AuditLog.ChainReport;
import org.agntos.helper.protocol.AuditChain;
import org.agntos.helper.protocol.AuditFiles;
import org.agntos.helper.protocol.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainCheckTest {
    private static final String OLD =
            "{\"id\":\"a-1\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"action\":{\"type\":\"Apply\",\"proposal_id\":\"p-9\"},"
                    + "\"actor\":\"user\",\"summary\":\"Applied: htop\",\"files_changed\":[],\"result\":{\"status\":\"Success\"}}";

    @TempDir
    Path home;

    private AuditLogFixture fixture;

    @BeforeEach
    void writeLog() throws IOException {
        fixture = new AuditLogFixture(home).old(OLD).old(OLD.replace("a-1", "a-2"));
        for (int i = 3; i <= 7; i++) {
            fixture.apply("a-" + i, "Change " + i + " ä", "packages/p" + i + ".nix", null, "{ } # " + i);
        }
        fixture.write();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private BadLine firstBad() {
        ChainReport report = fixture.log().verify();
        BadLine bad = report.firstBad();
        assertThat(bad).as("first bad line").isNotNull();
        return Objects.requireNonNull(bad);
    }

    @Test
    void aWholeLogIsOk() {
        ChainReport report = fixture.log().verify();
        assertThat(report.firstBad()).isNull();
        assertThat(report.entries()).isEqualTo(7);
    }

    @Test
    void noLogIsOkUntilThereWasOne() throws IOException {
        Files.delete(fixture.paths.auditLog());
        assertThat(firstBad().line()).isEqualTo(1);
        Files.delete(fixture.paths.auditHead());
        assertThat(fixture.log().verify().isOk()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7})
    void everyChangedByteOfAChainedLineIsNoticedInItsLine(int number) throws IOException {
        byte[] original = fixture.lines().get(number - 1);
        for (int i = 0; i < original.length - 1; i++) {
            List<byte[]> lines = fixture.lines();
            byte[] altered = original.clone();
            altered[i] ^= 1;
            lines.set(number - 1, altered);
            fixture.tamper(lines);
            assertThat(firstBad().line()).as("byte " + i).isEqualTo(number);
        }
    }

    @Test
    void aChangedByteOfAnOldLineIsNoticed() throws IOException {
        List<byte[]> lines = fixture.lines();
        lines.set(
                0,
                new String(lines.get(0), StandardCharsets.UTF_8)
                        .replace("htop", "htoq")
                        .getBytes(StandardCharsets.UTF_8));
        fixture.tamper(lines);
        assertThat(firstBad().line()).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6})
    void aRemovedLineIsNoticedWhereItWas(int number) throws IOException {
        List<byte[]> lines = fixture.lines();
        lines.remove(number - 1);
        fixture.tamper(lines);
        assertThat(firstBad().line()).isEqualTo(number);
        assertThat(firstBad().reason()).contains("removed");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void linesRemovedAtTheEndAreNoticed(int count) throws IOException {
        List<byte[]> lines = fixture.lines();
        fixture.tamper(lines.subList(0, lines.size() - count));
        assertThat(firstBad().line()).isEqualTo(8 - count);
        assertThat(firstBad().reason()).contains("missing at the end");
    }

    @Test
    void linesRemovedAtTheStartAreNoticed() throws IOException {
        fixture.tamper(fixture.lines().subList(1, 7));
        assertThat(firstBad().line()).isEqualTo(2);
        fixture.tamper(fixture.lines().subList(2, 7));
        assertThat(firstBad().line()).isEqualTo(1);
        fixture.tamper(fixture.lines().subList(3, 7));
        assertThat(firstBad().line()).isEqualTo(1);
    }

    @Test
    void swappedLinesAreNoticed() throws IOException {
        List<byte[]> lines = fixture.lines();
        Collections.swap(lines, 3, 4);
        fixture.tamper(lines);
        assertThat(firstBad().line()).isEqualTo(4);
        assertThat(firstBad().reason()).contains("not in its place");
    }

    @Test
    void aRepeatedLineIsNoticed() throws IOException {
        List<byte[]> lines = fixture.lines();
        lines.add(5, lines.get(4));
        fixture.tamper(lines);
        assertThat(firstBad()).isEqualTo(new BadLine(6, "the line is repeated"));
        List<byte[]> atTheEnd = fixture.lines();
        atTheEnd.add(atTheEnd.getLast());
        fixture.tamper(atTheEnd);
        assertThat(firstBad().line()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk\n", "{}\n", "{\"id\":\"a-x\"}\n", "half a line", "\n", "\0\0\0"})
    void appendedRubbishIsNoticed(String junk) throws IOException {
        List<byte[]> lines = fixture.lines();
        lines.add(junk.getBytes(StandardCharsets.UTF_8));
        fixture.tamper(lines);
        assertThat(firstBad().line()).isEqualTo(8);
    }

    @Test
    void aLineThatSomeoneSealedButTheHeadDoesNotKnowIsNoticed() throws IOException {
        fixture.apply("a-8", "forged", "packages/x.nix", null, "{ }");
        fixture.tamper(fixture.lines());
        assertThat(firstBad().line()).isEqualTo(8);
    }

    @Test
    void aMissingOrBrokenHeadIsNoticed() throws IOException {
        Files.writeString(fixture.paths.auditHead(), "{\"entries\":5");
        assertThat(firstBad().reason()).contains("cannot be read");
        Files.delete(fixture.paths.auditHead());
        assertThat(firstBad().reason()).contains("is missing");
    }

    /// Full files, renamed by the helper, and the growing one.
    private void split(List<byte[]> lines, int... sizes) throws IOException {
        int from = 0;
        for (int i = 0; i < sizes.length; i++) {
            fixture.tamper(lines.subList(from, from + sizes[i]));
            Files.move(fixture.paths.auditLog(), AuditFiles.next(fixture.paths), StandardCopyOption.REPLACE_EXISTING);
            from += sizes[i];
        }
        fixture.tamper(lines.subList(from, lines.size()));
    }

    @Test
    void filesOfOneRecordAreOneLog() throws IOException {
        split(fixture.lines(), 1, 3, 2);
        assertThat(fixture.log().verify()).isEqualTo(new ChainReport(7, null));
        assertThat(fixture.log().list(10))
                .extracting(AuditEntry::id)
                .startsWith("a-7")
                .endsWith("a-1")
                .hasSize(7);
        assertThat(fixture.log().find("a-3").orElseThrow().line()).isEqualTo(3);
        assertThat(fixture.log().search("change 5", 3)).hasSize(1);

        Files.delete(fixture.paths.log().resolve("audit-000002.jsonl"));

        assertThat(firstBad().line()).isEqualTo(2);
    }

    @Test
    void aFileOfTheRecordThatIsGoneIsNoticed() throws IOException {
        split(fixture.lines(), 4, 2);
        Files.delete(fixture.paths.log().resolve("audit-000002.jsonl"));
        assertThat(firstBad()).isEqualTo(new BadLine(5, "at least one line before it was removed"));
        split(fixture.lines(), 4);
        Files.delete(fixture.paths.auditLog());
        assertThat(firstBad().line()).isEqualTo(5);
    }

    /// Whatever is done, the first line that is not as before is named. A longer run: `-Dagntos.tamper.runs=N`.
    @Test
    void theFirstLineThatDiffersIsNamedWhateverIsDone() throws IOException {
        Random random = new Random(20261120);
        fixture.close();
        Files.delete(fixture.paths.auditLog());
        fixture = new AuditLogFixture(home);
        for (int i = 0; i < 40; i++) {
            fixture.apply(
                    "a-" + i, "Change 😀 " + "x".repeat(random.nextInt(900)), "packages/p.nix", null, "{ } # " + i);
        }
        fixture.write();
        for (int i = Integer.getInteger("agntos.tamper.runs", 400); i > 0; i--) {
            List<byte[]> original = fixture.lines();
            List<byte[]> lines = tampered(original, random);
            fixture.tamper(lines);
            if (random.nextInt(4) == 0) {
                split(lines, random.nextInt(lines.size()));
            }
            int expected = 0;
            while (expected < Math.min(lines.size(), original.size())
                    && Arrays.equals(lines.get(expected), original.get(expected))) {
                expected++;
            }
            ChainReport report = new ChainCheck(fixture.paths, 1 << (8 + random.nextInt(8))).run();
            assertThat(report.firstBad()).as("run %d", i).isNotNull();
            assertThat(Objects.requireNonNull(report.firstBad()).line())
                    .as("run %d", i)
                    .isEqualTo(expected + 1);
            Files.deleteIfExists(fixture.paths.log().resolve("audit-000001.jsonl"));
        }
    }

    /// One change, anywhere, the first and the last line included, but for the last newline.
    private static List<byte[]> tampered(List<byte[]> original, Random random) {
        List<byte[]> lines = new ArrayList<>(original);
        int at = random.nextInt(5) == 0 ? random.nextInt(2) * (lines.size() - 1) : random.nextInt(lines.size());
        int other = (at + 1 + random.nextInt(lines.size() - 1)) % lines.size();
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(other, lines.get(at));
            case 2 -> Collections.swap(lines, at, other);
            case 3 -> lines = lines.subList(0, Math.max(1, at));
            default -> {
                byte[] line = lines.get(at).clone();
                int place = random.nextInt(line.length - 1);
                line[place] ^= (byte) (1 + random.nextInt(255));
                lines.set(at, line);
            }
        }
        return lines;
    }

    interface Put {
        void at(Path file) throws IOException, InterruptedException;
    }

    static List<Named<Put>> strangers() {
        return List.of(
                Named.of("symbolic link", file -> Files.createSymbolicLink(file, Path.of("/dev/zero"))),
                Named.of("folder", Files::createDirectory),
                Named.of(
                        "pipe",
                        file -> assertThat(new ProcessBuilder("mkfifo", file.toString())
                                        .start()
                                        .waitFor())
                                .isZero()));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    @Timeout(20)
    void whateverIsInPlaceOfAFileIsNamedAndNeverWaitedFor(Put put) throws Exception {
        for (Path file : List.of(fixture.paths.auditHead(), fixture.paths.auditLog())) {
            Files.delete(file);
            put.at(file);
            assertThat(firstBad().reason()).contains(file + " is a ").contains("mv " + file);
        }
        assertThat(catchThrowable(() -> fixture.log().list(1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage(firstBad().reason());
    }

    @Test
    void aRecordThatWasTakenAwayWithItsHeadIsMissed() throws IOException {
        Files.delete(fixture.paths.auditLog());
        Files.delete(fixture.paths.auditHead());
        Files.createDirectories(fixture.paths.manifest(1).resolveSibling("."));
        Files.writeString(fixture.paths.manifest(1), "{}");
        assertThat(firstBad().reason()).contains("taken away with its head");
        Files.writeString(fixture.paths.auditHead(), "{\"entries\":0,\"hash\":\"" + AuditChain.GONE + "\"}");
        assertThat(firstBad().reason()).contains("taken away with its head");
        Files.writeString(fixture.paths.auditHead(), "{\"entries\":0,\"hash\":\"" + Sha256.ZERO + "\"}");
        assertThat(fixture.log().verify().isOk()).as("before the first line").isTrue();

        AuditLogFixture next = new AuditLogFixture(home, AuditChain.GONE)
                .apply("a-9", "Later", "p", null, "x")
                .write();
        assertThat(firstBad())
                .isEqualTo(new BadLine(1, "the lines before it were taken away, together with the head of the log"));
        next.close();
    }

    @Test
    void generationsOfAPracticeMachineTellThatARecordIsGone() throws IOException {
        Files.delete(fixture.paths.auditLog());
        Files.delete(fixture.paths.auditHead());
        Files.createDirectories(fixture.paths.profile().resolveSibling("."));
        for (int i = 1; i <= 2; i++) {
            Files.createSymbolicLink(fixture.paths.profile().resolveSibling("system-" + i + "-link"), home);
        }
        assertThat(firstBad().reason()).contains("taken away with its head");
    }
}
