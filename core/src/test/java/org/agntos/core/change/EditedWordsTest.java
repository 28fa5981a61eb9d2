package org.agntos.core.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditedWordsTest {
    private static Map<TreePath, String> module(String text) {
        return Map.of(new TreePath("options/a.nix"), text);
    }

    private static EditedWords edit(String before, String after) {
        return new EditedWords(module(before), module(after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Enable opensssh                                    | Enable openssh
                    Enable service: opensssh                           | Enable service: openssh
                    Set option: services.opensssh.enable = true        | Set option: services.openssh.enable = true
                    Install openssshd and set services.opensssh.enable | Install openssshd and set services.openssh.enable
                    Make it reachable                                  | Make it reachable
                    """)
    void aNameThatWasPutRightIsNamed(String summary, String expected) {
        EditedWords words = edit("{ services.opensssh.enable = true; }", "{ services.openssh.enable = true; }");

        assertThat(words.summary(summary)).isEqualTo(expected);
    }

    @Test
    void aPackageThatTookAnothersPlaceIsNamed() {
        EditedWords words = edit(
                "{ pkgs, ... }: { environment.systemPackages = [ pkgs.ripgrepp ]; }",
                "{ pkgs, ... }: { environment.systemPackages = [ pkgs.ripgrep ]; }");

        assertThat(words.summary("Install package: ripgrepp")).isEqualTo("Install package: ripgrep");
        assertThat(words.renamed("To rollback: run `agntctl propose remove ripgrepp`."))
                .contains("remove ripgrep`");
    }

    @Test
    void whatWentIsSaidToBeGone() {
        EditedWords words = edit(
                "{ pkgs, ... }: { environment.systemPackages = [ pkgs.htop pkgs.jq ]; }",
                "{ pkgs, ... }: { environment.systemPackages = [ pkgs.jq ]; }");

        assertThat(words.summary("Install htop and jq")).isEqualTo("Install htop and jq (edited: without htop)");
    }

    @Test
    void anotherValueChangesNoWord() {
        assertThat(edit("{ networking.hostName = \"a\"; }", "{ networking.hostName = \"b\"; }")
                        .summary("Set networking.hostName"))
                .isEqualTo("Set networking.hostName");
    }
}
