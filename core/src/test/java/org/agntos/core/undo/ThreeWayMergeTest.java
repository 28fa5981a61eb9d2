package org.agntos.core.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.agntos.core.change.UndoneFile.Merge;
import org.agntos.core.change.UndoneFile.Overlap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreeWayMergeTest {
    /// Letters stand for lines.
    private static String text(String letters) {
        StringBuilder text = new StringBuilder();
        letters.chars().forEach(c -> text.append((char) c).append('\n'));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        // after, before, now, merged
        "abcde, aBcde, abcdE, aBcdE",
        "abcde, abcd, xabcde, xabcd",
        "abXcde, abcde, abXcdYe, abcdYe",
        "abcde, abXcde, abcd, abXcd",
        "abcde, aBcde, aBcde, aBcde",
        "abcde, aBcdE, aBcde, aBcdE",
        "abcde, abcde, abcdE, abcdE",
        "abcde, Abcde, abcde, Abcde",
    })
    void whatDoesNotTouchIsJoined(String after, String before, String now, String merged) {
        assertThat(ThreeWayMerge.merge(text(after), text(before), text(now))).isEqualTo(new Merge.Clean(text(merged)));
    }

    @ParameterizedTest
    @CsvSource({
        "abcde, aBcde, aXcde, 2, b, B, X",
        "abcde, aBcde, abXde, 2, bc, Bc, bX",
        "abcde, acde, abXcde, 2, b, '', bX",
        "abcde, abXcde, abYcde, 3, '', X, Y",
    })
    void whatTouchesIsShownAndNotGuessed(
            String after, String before, String now, int line, String common, String back, String on) {
        assertThat(ThreeWayMerge.merge(text(after), text(before), text(now)))
                .isEqualTo(new Merge.Touching(List.of(new Overlap(line, text(common), text(back), text(on)))));
    }

    @Test
    void aFileThatIsOnOneSideOnlyCannotBeJoined() {
        assertThat(ThreeWayMerge.merge("a\n", null, "a\n")).isEqualTo(new Merge.Clean(null));
        assertThat(ThreeWayMerge.merge("a\n", null, null)).isEqualTo(new Merge.Clean(null));
        assertThat(ThreeWayMerge.merge(null, "a\n", null)).isEqualTo(new Merge.Clean("a\n"));
        assertThat(ThreeWayMerge.merge("a\n", null, "b\n"))
                .isEqualTo(new Merge.Touching(List.of(new Overlap(1, "a\n", "", "b\n"))));
        assertThat(ThreeWayMerge.merge(null, "a\n", "b\n")).isInstanceOf(Merge.Touching.class);
        assertThat(ThreeWayMerge.merge("a\n", "b\n", null)).isInstanceOf(Merge.Touching.class);
    }

    @Test
    void aMissingLastNewlineIsAChange() {
        assertThat(ThreeWayMerge.merge("a\nb\nc", "A\nb\nc", "a\nb\nc\n")).isEqualTo(new Merge.Clean("A\nb\nc\n"));
    }

    /// Whatever the texts: a clean result has every line that one way added and none that one way removed, the two ways
    /// may be swapped, and a way that leads nowhere changes nothing.
    @Test
    void aCleanResultHoldsBothWays() {
        Random random = new Random(20261120);
        int clean = 0;
        for (int i = 0; i < 20_000; i++) {
            List<String> common = new ArrayList<>();
            for (int line = random.nextInt(12); line >= 0; line--) {
                common.add("line " + line + "\n");
            }
            List<String> back = edited(common, random, "back");
            List<String> on = edited(common, random, "on");
            String after = String.join("", common);
            String before = String.join("", back);
            String now = String.join("", on);
            Merge merge = ThreeWayMerge.merge(after, before, now);
            Merge swapped = ThreeWayMerge.merge(after, now, before);
            assertThat(merge.getClass()).isEqualTo(swapped.getClass());
            assertThat(ThreeWayMerge.merge(after, before, after)).isEqualTo(new Merge.Clean(before));
            assertThat(ThreeWayMerge.merge(after, after, now)).isEqualTo(new Merge.Clean(now));
            if (merge instanceof Merge.Clean(String text)) {
                clean++;
                assertThat(merge).isEqualTo(swapped);
                List<String> lines = Objects.requireNonNull(text)
                        .lines()
                        .map(line -> line + "\n")
                        .toList();
                for (String line : common) {
                    assertThat(lines.contains(line)).isEqualTo(back.contains(line) && on.contains(line));
                }
                List<String> added = new ArrayList<>(back);
                added.addAll(on);
                added.removeAll(common);
                assertThat(lines).containsAll(added);
                long kept = common.stream().filter(lines::contains).count();
                assertThat(lines).hasSize((int) kept + added.size());
            }
        }
        assertThat(clean).isBetween(2_000, 18_000);
    }

    private static List<String> edited(List<String> common, Random random, String name) {
        List<String> lines = new ArrayList<>(common);
        for (int edit = random.nextInt(3); edit > 0; edit--) {
            int at = random.nextInt(lines.size() + 1);
            switch (random.nextInt(3)) {
                case 0 -> lines.add(at, name + random.nextInt() + "\n");
                case 1 -> lines.subList(Math.max(0, at - 1), at).clear();
                default -> lines.subList(Math.max(0, at - 1), at).replaceAll(_ -> name + random.nextInt() + "\n");
            }
        }
        return lines;
    }
}
