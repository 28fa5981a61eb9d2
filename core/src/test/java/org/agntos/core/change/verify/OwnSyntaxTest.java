package org.agntos.core.change.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agntos.core.change.Problem;
import org.agntos.core.change.StageOutcome;
import org.agntos.core.change.StageResult;
import org.agntos.core.nix.syntax.Language;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.Test;

class OwnSyntaxTest {
    private static final TreePath FILE = new TreePath("options/x.nix");

    private static StageOutcome stage(String... texts) {
        Map<TreePath, String> files = new TreeMap<>();
        for (String text : texts) {
            files.put(new TreePath("options/x" + files.size() + ".nix"), text);
        }
        TreeMap<TreePath, Optional<Sha256>> base = new TreeMap<>();
        files.keySet().forEach(file -> base.put(file, Optional.empty()));
        return OwnSyntax.stage(new FileChanges(new TreeMap<>(files), new TreeSet<>(Set.of()), base), "Nix is not here");
    }

    @Test
    void withoutNixOurParserJudges() {
        assertThat(stage("{ a = 1; }").result()).isInstanceOf(StageResult.Passed.class);
        StageOutcome broken = stage("{ a = 1; }", "{\n  a = 1\n}\n");
        assertThat(broken.evidence().outcome()).isEqualTo("1 of 2 files parse; Nix is not here");
        assertThat(broken.result()).isInstanceOfSatisfying(StageResult.Failed.class, failed -> {
            Problem problem = failed.problems().getFirst();
            assertThat(problem.file()).isEqualTo("options/x1.nix");
            assertThat(List.of(problem.line(), problem.column())).containsExactly(2, 8);
            assertThat(problem.explanation()).isEqualTo("A semicolon is missing here.");
        });
    }

    @Test
    void aMissingSemicolonIsPutWhereItBelongs() {
        Problem problem = OwnSyntax.problem(FILE, "{\n  a = 1 # one\n  ;b = 2\n}", Language.NEWEST)
                .orElseThrow();
        assertThat(problem.fix()).isNotNull();
        assertThat(problem.fix().files()).containsEntry(FILE, "{\n  a = 1 # one\n  ;b = 2;\n}");
    }

    @Test
    void whatNixSaysGetsOurPlaceAndWords() {
        Problem nix = new Problem(
                FILE.value(),
                3,
                1,
                "syntax error, unexpected '}'",
                "Nix did not expect this.",
                List.of(),
                null,
                "trace");
        Problem placed = OwnSyntax.placed(nix, OwnSyntax.problem(FILE, "{\n  a = 1\n}\n", Language.NEWEST));
        assertThat(placed.message()).isEqualTo("syntax error, unexpected '}'");
        assertThat(placed.trace()).isEqualTo("trace");
        assertThat(placed.line()).isEqualTo(2);
        assertThat(placed.explanation()).isEqualTo("A semicolon is missing here.");
        assertThat(OwnSyntax.placed(nix, Optional.empty())).isEqualTo(nix);
    }
}
