package org.agntos.core.change.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.agntos.core.change.Problem;
import org.agntos.core.change.TestCatalogue;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.Test;

/// The wordings are what programs really print, old and new.
class NixErrorsTest {
    private static final NixErrors ERRORS = new NixErrors(
            new TestCatalogue(),
            Map.of(
                    new TreePath("services/a.nix"), "{\n  services.openss = {\n    enable = true;\n  };\n}\n",
                    new TreePath("options/b.nix"), "{ networking.hostName = 1; }"));

    @Test
    void anUnknownOptionIsFoundInItsFile() {
        Problem problem = ERRORS.problem("""
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
        Problem problem =
                ERRORS.problem("error: The option `networking.hostName' defined in `options/b.nix' does not exist.\n");
        assertThat(problem.file()).isEqualTo("options/b.nix");
        assertThat(problem.explanation()).contains("networking.hostName");
    }

    @Test
    void aWrongTypeIsExplainedInPlainWords() {
        Problem problem = ERRORS.problem("""
                error: A definition for option `networking.hostName' is not of type `string'. Definition values:
                       - In `options/b.nix': 1
                """);
        assertThat(problem.explanation()).isEqualTo("networking.hostName takes text.");
        assertThat(problem.line()).isEqualTo(1);
        assertThat(problem.column()).isEqualTo(3);
    }

    @Test
    void aMissingAttributeHasItsPlaceAndNearNames() {
        Problem problem = ERRORS.problem("""
                error: attribute 'htopp' missing

                       at packages/c.nix:3:34:

                            2| {
                            3|   environment.systemPackages = [ pkgs.htopp ];
                             |                                  ^
                       Did you mean htop?
                (use '--show-trace' to show detailed location information)
                """);
        assertThat(problem)
                .isEqualTo(new Problem(
                        "packages/c.nix",
                        3,
                        34,
                        "attribute 'htopp' missing",
                        "There is nothing called htopp here; if it should be a package, no package has that name on"
                                + " this machine.",
                        List.of("htop")));
    }

    @Test
    void newerProgramsPrintATraceFirst() {
        Problem problem = ERRORS.problem("""
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
        Problem problem = ERRORS.problem("\u001b[31;1merror:\u001b[0m something new\n");
        assertThat(problem.message()).isEqualTo("something new");
        assertThat(problem.file()).isNull();
        assertThat(ERRORS.problem("").message()).isEqualTo("Nix failed without saying why.");
        assertThat(ERRORS.problem("error: infinite recursion encountered\n\n  at options/b.nix:1:5:\n")
                        .explanation())
                .contains("depends on itself");
        assertThat(ERRORS.problem("error: undefined variable 'foo'\n\n       at options/b.nix:1:29:\n")
                        .suggestions())
                .hasSize(2);
    }

    @Test
    void placesOutsideTheTreeAreNotShown() {
        Problem problem = ERRORS.problem("error: boom\n\n       at /nix/store/x/lib.nix:1:5:\n");
        assertThat(problem.file()).isNull();
        assertThat(problem.line()).isZero();
    }
}
