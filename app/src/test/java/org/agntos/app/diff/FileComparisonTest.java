package org.agntos.app.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agntos.core.change.FileDiff;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FileComparisonTest {
    @Test
    void blocksRebuildBothTexts() {
        for (int seed = 0; seed < 1_500; seed++) {
            Random random = new Random(seed);
            String before = randomText(random);
            String after = randomText(random);
            FileComparison comparison = compare(before, after);
            StringBuilder old = new StringBuilder();
            StringBuilder fresh = new StringBuilder();
            for (Block block : comparison.blocks()) {
                append(old, comparison.before(), block.beforeStart(), block.beforeEnd());
                append(fresh, comparison.after(), block.afterStart(), block.afterEnd());
            }
            assertThat(old).as("old text of seed %d", seed).hasToString(before);
            assertThat(fresh).as("new text of seed %d", seed).hasToString(after);
        }
    }

    @Test
    void sameBlocksHoldTheSameLinesAndPairsCoverEachLineOnce() {
        for (int seed = 0; seed < 1_500; seed++) {
            Random random = new Random(seed);
            FileComparison comparison = compare(randomText(random), randomText(random));
            for (Block block : comparison.blocks()) {
                switch (block) {
                    case Block.Same same -> {
                        for (int i = 0; i < same.size(); i++) {
                            assertThat(comparison.before().line(same.beforeStart() + i))
                                    .isEqualTo(comparison.after().line(same.afterStart() + i));
                        }
                    }
                    case Block.Changed changed -> {
                        assertThat(present(changed.pairs().stream()
                                        .map(Block.Pair::before)
                                        .toList()))
                                .isEqualTo(range(changed.beforeStart(), changed.beforeEnd()));
                        assertThat(present(changed.pairs().stream()
                                        .map(Block.Pair::after)
                                        .toList()))
                                .isEqualTo(range(changed.afterStart(), changed.afterEnd()));
                    }
                }
            }
        }
    }

    @Test
    void segmentsOfEachLineShowTheWholeLine() {
        String text = "{\n\n  a = ''\n    x ${y}\n\n  '';\r\n\r\n}";
        FileComparison comparison = compare(null, text);
        for (int line = 0; line < comparison.after().lineCount(); line++) {
            String carriageReturn = comparison.after().endsWithCarriageReturn(line) ? "␍" : "";
            assertThat(Segments.of(comparison.after(), line, List.of(), 0).stream()
                            .map(Segment::shown)
                            .collect(Collectors.joining()))
                    .isEqualTo(comparison.after().shownLine(line) + carriageReturn);
        }
        assertThat(comparison.addedLines()).isEqualTo(8);
    }

    @Test
    void oneChangedValueIsOneReplacedLineWithOneMarkedWord() {
        FileComparison comparison = compare(
                "{\n  networking.firewall.allowedTCPPorts = [ 22 80 ];\n}\n",
                "{\n  networking.firewall.allowedTCPPorts = [ 22 8080 ];\n}\n");
        assertThat(comparison.addedLines()).isEqualTo(1);
        assertThat(comparison.removedLines()).isEqualTo(1);
        WordMarks marks = comparison.marks(new Block.Pair(1, 1));
        assertThat(marks.before()).containsExactly(new WordMarks.Range(45, 47));
        assertThat(marks.after()).containsExactly(new WordMarks.Range(45, 49));
    }

    @Test
    void linesThatHaveNothingInCommonGetNoMarks() {
        assertThat(WordMarks.of("services.openssh.enable = true;", "# quite another thing"))
                .isEqualTo(WordMarks.NONE);
    }

    @Test
    void theLineThatResemblesMostStandsBesideTheOldOne() {
        FileComparison comparison = compare(
                "services.openssh.enable = false;\n",
                "# remote access\n# asked for by the owner\nservices.openssh.enable = true;\n");
        Block.Changed changed = (Block.Changed) comparison.blocks().getFirst();
        assertThat(changed.pairs())
                .containsExactly(
                        new Block.Pair(Block.Pair.ABSENT, 0),
                        new Block.Pair(Block.Pair.ABSENT, 1),
                        new Block.Pair(0, 2));
    }

    @Test
    void statesFollowFromWhatIsThere() {
        assertThat(compare(null, "x\n").state()).isEqualTo(FileComparison.State.NEW);
        assertThat(compare("x\n", null).state()).isEqualTo(FileComparison.State.DELETED);
        assertThat(compare("x\n", "y\n").state()).isEqualTo(FileComparison.State.CHANGED);
        assertThat(compare("x\n", "x\n").state()).isEqualTo(FileComparison.State.UNCHANGED);
        assertThat(compare(null, "").state()).isEqualTo(FileComparison.State.NEW);
    }

    @Test
    void aLostFinalNewlineAndCarriageReturnsAreChanges() {
        assertThat(compare("x\n", "x").addedLines()).isEqualTo(1);
        assertThat(compare("x\n", "x\r\n").addedLines()).isEqualTo(1);
    }

    @Test
    @Timeout(30)
    void hostileTextsOfManyRepeatedLinesAreCompared() {
        Random random = new Random(7);
        String before = IntStream.range(0, 10_000)
                .mapToObj(_ -> "l" + random.nextInt(40))
                .collect(Collectors.joining("\n"));
        String after = IntStream.range(0, 10_000)
                .mapToObj(_ -> "l" + random.nextInt(40))
                .collect(Collectors.joining("\n"));
        assertThat(compare(before, after).blocks()).isNotEmpty();
    }

    private static String randomText(Random random) {
        List<String> lines = new ArrayList<>();
        int count = random.nextInt(25);
        for (int i = 0; i < count; i++) {
            lines.add("line " + random.nextInt(8));
        }
        return String.join(random.nextBoolean() ? "\n" : "\r\n", lines);
    }

    private static void append(StringBuilder text, SourceText source, int from, int to) {
        for (int i = from; i < to; i++) {
            text.append(source.line(i));
        }
    }

    private static List<Integer> present(List<Integer> lines) {
        return lines.stream().filter(line -> line != Block.Pair.ABSENT).toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    static FileComparison compare(@Nullable String before, @Nullable String after) {
        return new FileComparison(new FileDiff(new TreePath("packages/x.nix"), before, after), new NixHighlighter());
    }
}
