package org.agntos.core.change.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agntos.core.change.Fix;
import org.agntos.core.change.Problem;
import org.agntos.core.change.explain.ErrorExplainer;
import org.agntos.core.change.explain.ErrorFamily;
import org.agntos.core.change.explain.Scene;
import org.agntos.core.machine.OwnConfiguration;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every wrong change of the table is told in exactly the words that stand there.
class WrongChangesTest {
    private static final Path TABLE = Path.of("src/test/resources/org/agntos/core/change/wrong-changes.txt");
    private static final Path DOCUMENT = Path.of("../docs/reference/wrong-changes.md");
    private static final boolean IS_UPDATE = Boolean.getBoolean("agntos.update");

    @TempDir
    Path folder;

    static Stream<WrongChange> table() throws IOException {
        return WrongChange.all(Files.readString(TABLE)).stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void aWrongChangeIsToldAsTheTableSays(WrongChange wrong) throws IOException {
        if (!IS_UPDATE) {
            assertThat(told(wrong)).isEqualTo(wrong.told());
        }
    }

    @Test
    void theTableCoversEveryFamilyInManyWordings() throws IOException {
        Set<ErrorFamily> families = EnumSet.noneOf(ErrorFamily.class);
        List<WrongChange> all = table().toList();
        for (WrongChange wrong : all) {
            if (!wrong.nix().isEmpty()) {
                new ErrorExplainer(scene(wrong)).explain(named(wrong)).forEach(found -> families.add(found.family()));
            }
        }
        assertThat(all).hasSizeGreaterThanOrEqualTo(60);
        // That a renamed option still works is a warning, not an error.
        assertThat(families)
                .containsAll(EnumSet.complementOf(EnumSet.of(ErrorFamily.RENAMED_OPTION, ErrorFamily.COLLISION)));
    }

    @Test
    void theDocumentShowsTheTable() throws IOException {
        if (IS_UPDATE) {
            StringBuilder table = new StringBuilder(WrongChange.preamble(Files.readString(TABLE)));
            for (WrongChange wrong : table().toList()) {
                table.append('\n').append(wrong.with(told(wrong)));
            }
            Files.writeString(TABLE, table);
            Files.writeString(DOCUMENT, ErrorDocument.of(table().toList()));
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(ErrorDocument.of(table().toList()));
    }

    @ParameterizedTest
    @MethodSource("table")
    void aFixPutsItsFindingRight(WrongChange wrong) throws IOException {
        if (!wrong.nix().isEmpty()) {
            return;
        }
        for (Problem problem : ground(wrong.writes(), scene(wrong)).problems()) {
            Fix fix = problem.fix();
            if (fix != null && fix.isChange()) {
                SortedMap<TreePath, String> mended = new TreeMap<>(wrong.writes());
                mended.putAll(fix.files());
                mended.keySet().removeAll(fix.dropped());
                List<String> left = ground(mended, scene(wrong, mended)).problems().stream()
                        .map(other -> other.file() + other.message() + other.explanation())
                        .toList();
                assertThat(left).doesNotContain(problem.file() + problem.message() + problem.explanation());
            }
        }
    }

    private org.agntos.core.change.StageResult ground(Map<TreePath, String> writes, Scene scene) {
        return new GroundingCheck(scene).check(writes);
    }

    private String told(WrongChange wrong) throws IOException {
        Scene scene = scene(wrong);
        List<Problem> problems = wrong.nix().isEmpty()
                ? ground(wrong.writes(), scene).problems()
                : new ErrorExplainer(scene).problems(named(wrong));
        List<String> lines = new ArrayList<>();
        for (Problem problem : problems) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines(problem, scene, lines);
        }
        return String.join("\n", lines).replace(folder + "/", "/") + "\n";
    }

    /// Their own files lie in a folder of the test here.
    private String named(WrongChange wrong) {
        String text = wrong.nix();
        for (String file : wrong.own().keySet()) {
            text = text.replace(file, folder + file);
        }
        return text;
    }

    private Scene scene(WrongChange wrong) throws IOException {
        return scene(wrong, wrong.writes());
    }

    private Scene scene(WrongChange wrong, SortedMap<TreePath, String> writes) throws IOException {
        SortedMap<TreePath, String> texts = new TreeMap<>(wrong.present());
        texts.putAll(writes);
        for (Map.Entry<String, String> own : wrong.own().entrySet()) {
            Path file = folder.resolve(own.getKey().substring(1));
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, own.getValue());
        }
        return new Scene(new TableCatalogue(), texts, writes.keySet(), OwnConfiguration.in(folder));
    }

    private static void lines(Problem problem, Scene scene, List<String> lines) {
        if (problem.file() != null) {
            lines.add(
                    problem.line() > 0
                            ? problem.file() + ":" + problem.line() + ":" + problem.column()
                            : problem.file());
        }
        lines.add(problem.explanation());
        if (problem.explanation().startsWith("This error is not one")) {
            lines.add("Nix says: " + problem.message());
        }
        if (!problem.suggestions().isEmpty()) {
            lines.add("Perhaps: " + String.join(", ", problem.suggestions()));
        }
        Fix fix = problem.fix();
        if (fix != null) {
            lines.add((fix.isChange() ? "Fix: " : "Do: ") + fix.label());
            fix.files()
                    .forEach((file, text) ->
                            difference(file.value(), scene.texts().getOrDefault(file, ""), text, lines));
            fix.dropped().forEach(file -> lines.add("  " + file + " is left out"));
        }
    }

    private static void difference(String file, String before, String after, List<String> lines) {
        List<String> was = before.lines().toList();
        List<String> is = after.lines().toList();
        lines.add("  " + file);
        was.stream().filter(line -> !is.contains(line)).forEach(line -> lines.add("  - " + line.strip()));
        is.stream()
                .filter(line -> !was.contains(line) && !line.isBlank())
                .forEach(line -> lines.add("  + " + line.strip()));
    }
}
