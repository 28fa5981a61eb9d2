package org.agntos.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.agntos.core.audit.AuditLog.BadLine;
import org.agntos.core.audit.AuditLog.ChainReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
}
