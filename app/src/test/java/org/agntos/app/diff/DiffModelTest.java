package org.agntos.app.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agntos.core.change.FileDiff;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiffModelTest {
    private final DiffModel model = new DiffModel(new NixHighlighter());

    @Test
    void unchangedStretchesFoldAndUnfoldInPlace() {
        model.show(List.of(diff("options/a.nix", numbered(100), numbered(100).replace("line 50\n", "line fifty\n"))));
        assertThat(model.rows()).hasSize(1 + 1 + 3 + 2 + 3 + 1);
        assertThat(model.rows().get(1))
                .isInstanceOfSatisfying(
                        DiffRow.Fold.class,
                        fold -> assertThat(fold.hiddenLines()).isEqualTo(46));
        assertThat(model.toggle(1)).isTrue();
        assertThat(model.rows()).hasSize(1 + 49 + 2 + 3 + 1);
        model.unfoldAll();
        assertThat(model.rows()).hasSize(1 + 101);
        assertThat(model.hasFolds()).isFalse();
    }

    @Test
    void navigationFindsEachChangeInBothDirections() {
        String changed = numbered(60).replace("line 10\n", "LINE 10\n").replace("line 40\n", "LINE 40\n");
        model.show(List.of(diff("options/a.nix", numbered(60), changed), diff("packages/b.nix", null, "{ }\n")));
        int first = model.nextChange(-1).orElseThrow();
        int second = model.nextChange(first).orElseThrow();
        int third = model.nextChange(second).orElseThrow();
        assertThat(model.nextChange(third)).isEmpty();
        assertThat(model.previousChange(third)).hasValue(second);
        assertThat(model.previousChange(second)).hasValue(first);
        assertThat(model.previousChange(first)).isEmpty();
    }

    @Test
    void sideBySidePutsReplacedLinesInOneRow() {
        model.show(List.of(diff("options/a.nix", "x = 1;\n", "x = 2;\n")));
        assertThat(model.rows()).hasSize(3);
        model.layOut(DiffLayout.SIDE_BY_SIDE);
        assertThat(model.rows()).hasSize(2);
        assertThat(model.rows().get(1))
                .isInstanceOfSatisfying(
                        DiffRow.Line.class, line -> assertThat(line.change()).isEqualTo(DiffRow.Change.REPLACED));
    }

    @Test
    void aClosedFileShowsOnlyItsName() {
        model.show(List.of(diff("options/a.nix", "x = 1;\n", "x = 2;\n")));
        model.toggle(0);
        assertThat(model.rows()).hasSize(1);
        model.toggle(0);
        assertThat(model.rows()).hasSize(3);
    }

    @Test
    void veryLongLinesAreShownWholeInParts() {
        String line = "x = \"" + "a".repeat(2_500) + "\";\n";
        model.show(List.of(diff("options/a.nix", null, line)));
        String shown = model.rows().stream()
                .filter(DiffRow.Line.class::isInstance)
                .map(DiffRow.Line.class::cast)
                .flatMap(row -> Segments.of(row.file().after(), row.pair().after(), List.of(), row.part()).stream())
                .map(Segment::shown)
                .collect(Collectors.joining());
        assertThat(model.rows()).hasSize(1 + 3);
        assertThat(shown).isEqualTo(line.strip());
    }

    @Test
    void charactersThatReorderOrHideTextAreNamed() {
        FileComparison comparison = FileComparisonTest.compare(null, "a\u202eb\u200bc\u00a0d\u0007\n");
        assertThat(Segments.of(comparison.after(), 0, List.of(), 0).stream()
                        .map(Segment::shown)
                        .collect(Collectors.joining()))
                .isEqualTo("a‹U+202E›b‹U+200B›c‹U+00A0›d‹U+0007›");
    }

    @Test
    void emptyAndUnchangedFilesSaySo() {
        model.show(List.of(diff("options/a.nix", null, ""), diff("options/b.nix", "x\n", "x\n")));
        assertThat(model.rows().get(1))
                .isInstanceOfSatisfying(
                        DiffRow.Note.class, note -> assertThat(note.reason()).isEqualTo(DiffRow.Reason.EMPTY));
        assertThat(model.rows().get(3))
                .isInstanceOfSatisfying(
                        DiffRow.Note.class, note -> assertThat(note.reason()).isEqualTo(DiffRow.Reason.UNCHANGED));
    }

    @Test
    void thePatchHasHunksWithNumbers() {
        model.show(List.of(
                diff("options/a.nix", numbered(20), numbered(20).replace("line 10\n", "LINE 10\n")),
                diff("packages/b.nix", null, "{ }")));
        assertThat(PatchText.of(model.files())).isEqualTo("""
                --- a/options/a.nix
                +++ b/options/a.nix
                @@ -7,7 +7,7 @@
                 line 7
                 line 8
                 line 9
                -line 10
                +LINE 10
                 line 11
                 line 12
                 line 13
                --- /dev/null
                +++ b/packages/b.nix
                @@ -0,0 +1,1 @@
                +{ }
                \\ No newline at end of file
                """);
    }

    @Test
    void oneChosenLineIsCopiedBare() {
        model.show(List.of(diff("options/a.nix", "x = 1;\n", "x = 2;\n")));
        assertThat(PatchText.ofRows(List.of(model.rows().get(2)))).isEqualTo("x = 2;");
        assertThat(PatchText.ofRows(model.rows())).isEqualTo("-x = 1;\n+x = 2;\n");
    }

    private static String numbered(int lines) {
        return IntStream.rangeClosed(1, lines).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }

    private static FileDiff diff(String path, @Nullable String before, @Nullable String after) {
        return new FileDiff(new TreePath(path), before, after);
    }
}
