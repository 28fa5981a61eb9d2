package org.agntos.core.change.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.agntos.core.change.Problem;
import org.agntos.core.change.TestCatalogue;
import org.agntos.core.machine.OwnConfiguration;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.Test;

/// The wordings are what programs really print, old and new.
class ErrorExplainerTest {
    private static final ErrorExplainer EXPLAINER = new ErrorExplainer(new Scene(
            new TestCatalogue(),
            new TreeMap<>(Map.of(
                    new TreePath("services/a.nix"), "{\n  services.openss = {\n    enable = true;\n  };\n}\n",
                    new TreePath("options/b.nix"), "{ networking.hostName = 1; }")),
            Set.of(new TreePath("services/a.nix"), new TreePath("options/b.nix")),
            OwnConfiguration.none()));

    private static Problem told(String output) {
        return EXPLAINER.problems(output).getFirst();
    }

    @Test
    void anUnknownOptionIsFoundInItsFile() {
        Problem problem = told("""
                error: The option `services.openss' does not exist. Definition values:
                       - In `services/a.nix': { enable = true; }
                """);
        assertThat(problem.file()).isEqualTo("services/a.nix");
        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.column()).isEqualTo(3);
        assertThat(problem.suggestions()).contains("services.openssh.enable");
        assertThat(problem.explanation()).isEqualTo("There is no option called services.openss on this machine.");
    }

    @Test
    void theOldWordingIsKnownToo() {
        Problem problem = told("error: The option `networking.hostName' defined in `options/b.nix' does not exist.\n");
        assertThat(problem.file()).isEqualTo("options/b.nix");
        assertThat(problem.explanation()).contains("networking.hostName");
    }

    @Test
    void aWrongTypeIsExplainedInPlainWords() {
        Problem problem = told("""
                error: A definition for option `networking.hostName' is not of type `string'. Definition values:
                       - In `options/b.nix': 1
                """);
        assertThat(problem.explanation())
                .isEqualTo(
                        "networking.hostName takes text, but is given the number 1. For example: networking.hostName = \"1\";");
        assertThat(problem.line()).isEqualTo(1);
        assertThat(problem.column()).isEqualTo(3);
    }

    @Test
    void aMissingAttributeHasItsPlaceAndNearNames() {
        Problem problem = told("""
                error: attribute 'htopp' missing

                       at packages/c.nix:3:34:

                            2| {
                            3|   environment.systemPackages = [ pkgs.htopp ];
                             |                                  ^
                       Did you mean htop?
                (use '--show-trace' to show detailed location information)
                """);
        assertThat(problem.file()).isEqualTo("packages/c.nix");
        assertThat(problem.line()).isEqualTo(3);
        assertThat(problem.column()).isEqualTo(34);
        assertThat(problem.message()).isEqualTo("attribute 'htopp' missing");
        assertThat(problem.explanation()).isEqualTo("There is no package called htopp on this machine.");
        assertThat(problem.suggestions()).containsExactly("htop");
        assertThat(problem.trace())
                .startsWith("error: attribute 'htopp' missing")
                .contains("--show-trace");
    }

    @Test
    void newerProgramsPrintATraceFirst() {
        Problem problem = told("""
                error:
                       … while calling the 'head' builtin
                         at /system/default.nix:10:3:
                            9|
                           10|   x
                             |   ^

                       … while evaluating the attribute 'value'

                       error: syntax error, unexpected '}', expecting ';'
                       at services/d.nix:2:1:
                            1| { a = 1
                            2| }
                             | ^
                """);
        assertThat(problem.file()).isEqualTo("services/d.nix");
        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.message()).isEqualTo("syntax error, unexpected '}', expecting ';'");
        assertThat(problem.explanation()).contains("semicolon is missing");
    }

    @Test
    void coloursAndUnknownMessagesAreHarmless() {
        Problem problem = told("\u001b[31;1merror:\u001b[0m something new\n");
        assertThat(problem.message()).isEqualTo("something new");
        assertThat(problem.file()).isNull();
        assertThat(told("").message()).isEqualTo("Nix failed without saying why.");
        assertThat(told("error: infinite recursion encountered\n\n  at options/b.nix:1:5:\n")
                        .explanation())
                .contains("depends on itself");
        assertThat(told("error: undefined variable 'foo'\n\n       at options/b.nix:1:29:\n")
                        .suggestions())
                .isEmpty();
    }

    @Test
    void placesOutsideTheTreeAreNotShown() {
        Problem problem = told("error: boom\n\n       at /nix/store/x/lib.nix:1:5:\n");
        assertThat(problem.file()).isNull();
        assertThat(problem.line()).isZero();
    }
}
