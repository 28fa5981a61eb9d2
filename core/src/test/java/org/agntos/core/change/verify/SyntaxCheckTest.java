package org.agntos.core.change.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.agntos.core.change.Problem;
import org.agntos.core.change.TestCatalogue;
import org.agntos.core.change.explain.ErrorExplainer;
import org.agntos.core.change.explain.Scene;
import org.agntos.core.machine.OwnConfiguration;
import org.agntos.core.nix.syntax.Language;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.Test;

class SyntaxCheckTest {
    private static final TreePath FILE = new TreePath("options/x.nix");

    private static List<Problem> problems(String text) {
        Scene scene = new Scene(
                new TestCatalogue(), new TreeMap<>(Map.of(FILE, text)), Set.of(FILE), OwnConfiguration.none());
        return new SyntaxCheck(new ErrorExplainer(scene), Language.NEWEST).of(FILE, text);
    }

    @Test
    void whatIsRightHasNoProblem() {
        assertThat(problems("{ a = 1; }")).isEmpty();
    }

    @Test
    void aMissingSemicolonIsPutWhereItBelongs() {
        Problem problem = problems("{\n  a = 1 # one\n  ;b = 2\n}").getFirst();
        assertThat(problem.explanation()).isEqualTo("A semicolon is missing here.");
        assertThat(problem.fix()).isNotNull();
        assertThat(problem.fix().files()).containsEntry(FILE, "{\n  a = 1 # one\n  ;b = 2;\n}");
    }

    @Test
    void everyMistakeIsToldAtItsPlace() {
        assertThat(problems("{\n  a = 1\n  b = 2\n  c = 3;\n}\n"))
                .extracting(problem -> problem.line() + ":" + problem.column())
                .containsExactly("2:8", "3:8");
    }

    @Test
    void aNameThatMeansNothingIsExplainedAsNixsOwnErrorIs() {
        Problem problem = problems("{ environment.systemPackages = [ htop ]; }").getFirst();
        assertThat(problem.explanation()).isEqualTo("The name htop means nothing here.");
        assertThat(problem.fix()).isNotNull();
        assertThat(problem.fix().label()).isEqualTo("Write pkgs.htop: it is a package.");
    }
}
