package org.agntos.core.nix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NixRendererTest {

    private static String text(String value) {
        return NixRenderer.render(new NixValue.Text(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if", "then", "else", "assert", "with", "let", "in", "rec", "inherit", "or", "", "a.b", "1a", "ä", "a b"
            })
    void namesThatNixWouldReadOtherwiseAreQuoted(String name) {
        assertThat(NixRenderer.render(new NixValue.Attributes(Map.of(name, new NixValue.Bool(true)))))
                .isEqualTo("{\n  \"" + name + "\" = true;\n}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"enable", "_x", "a-b", "a'", "true", "null"})
    void ordinaryNamesAreNot(String name) {
        assertThat(NixRenderer.render(new NixValue.Attributes(Map.of(name, new NixValue.Int(1)))))
                .isEqualTo("{\n  " + name + " = 1;\n}");
    }

    @Test
    void textCannotBecomeCode() {
        assertThat(text("\" + builtins.exec + \"")).isEqualTo("\"\\\" + builtins.exec + \\\"\"");
        assertThat(text("${pkgs.hello}")).isEqualTo("\"\\${pkgs.hello}\"");
        assertThat(text("a\\${b}")).isEqualTo("\"a\\\\\\${b}\"");
        assertThat(text("$5 and $$")).isEqualTo("\"$5 and $$\"");
    }

    @Test
    void severalLinesAreAnIndentedString() {
        assertThat(NixRenderer.render(
                        new NixValue.Attributes(Map.of("text", new NixValue.Text("first ${x}\n  it''s\n\nlast\n")))))
                .isEqualTo("""
                        {
                          text = ''
                            first ''${x}
                              it'''s

                            last
                          '';
                        }""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  all\n  indented",
                "a\n   \nb",
                "tab\r\nb",
                "quote '${x}\nb",
                "b\nends in '",
                "one line\n",
                "\n"
            })
    void textsThatTheIndentedFormWouldChangeStayQuoted(String value) {
        assertThat(text(value)).startsWith("\"").doesNotContain("\n");
    }

    @Test
    void shortListsStayOnTheirLineAndLongOnesGetOneLineAnItem() {
        List<NixValue> ports = List.of(new NixValue.Int(22), new NixValue.Int(80));
        assertThat(NixRenderer.render(new NixValue.ListOf(ports))).isEqualTo("[ 22 80 ]");
        assertThat(NixRenderer.render(new NixValue.ListOf(List.of()))).isEqualTo("[ ]");
        List<NixValue> many = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            many.add(new NixValue.PackageReference("package" + i));
        }
        assertThat(NixRenderer.render(new NixValue.ListOf(many), 2).lines())
                .hasSize(11)
                .startsWith("[", "    pkgs.package0")
                .endsWith("  ]");
    }

    @Test
    void whatIsMoreThanOneWordIsParenthesisedInLists() {
        NixValue list = new NixValue.ListOf(List.of(
                new NixValue.Int(-1),
                new NixValue.Decimal(new BigDecimal("-0.5")),
                new NixValue.Expression("lib.mkForce 1"),
                new NixValue.Expression("(a) (b)"),
                new NixValue.Expression("pkgs.htop")));
        assertThat(NixRenderer.render(list)).isEqualTo("[ (-1) (-0.5) (lib.mkForce 1) ((a) (b)) pkgs.htop ]");
    }

    @ParameterizedTest
    @CsvSource({"0,0.0", "1,1.0", "-2.50,-2.5", "0.001,0.001", "1e40,1.0e40", "-1.25e-200,-1.25e-200", "100,100.0"})
    void decimalsKeepAPoint(String number, String expected) {
        assertThat(NixRenderer.render(new NixValue.Decimal(new BigDecimal(number))))
                .isEqualTo(expected);
    }

    @Test
    void pathsAreLiteralsWhereNixAllowsIt() {
        assertThat(NixRenderer.render(new NixValue.PathLiteral("/etc/hosts"))).isEqualTo("/etc/hosts");
        assertThat(NixRenderer.render(new NixValue.PathLiteral("/a b/${c}"))).isEqualTo("(/. + \"/a b/\\${c}\")");
        assertThatThrownBy(() -> NixRenderer.render(new NixValue.PathLiteral("../x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("../x");
    }

    @Test
    void packagesAreSelectedFromPkgs() {
        assertThat(NixRenderer.render(new NixValue.PackageReference("python3Packages.requests")))
                .isEqualTo("pkgs.python3Packages.requests");
        assertThat(NixRenderer.render(new NixValue.PackageReference("nodePackages.\"@angular/cli\"")))
                .isEqualTo("pkgs.nodePackages.\"@angular/cli\"");
        assertThat(NixRenderer.render(new NixValue.PackageReference("7zz"))).isEqualTo("pkgs.\"7zz\"");
        assertThatThrownBy(() -> NixRenderer.render(new NixValue.PackageReference("htop; evil = true")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void setsNestWithTwoSpaces() {
        Map<String, NixValue> inner = new LinkedHashMap<>();
        inner.put("enable", new NixValue.Bool(true));
        inner.put("empty", new NixValue.Attributes(Map.of()));
        assertThat(NixRenderer.render(new NixValue.Attributes(
                        Map.of("nginx", new NixValue.ListOf(List.of(new NixValue.Attributes(inner)))))))
                .isEqualTo("""
                        {
                          nginx = [
                            {
                              enable = true;
                              empty = { };
                            }
                          ];
                        }""");
    }

    @Test
    void theCharacterNulIsRefused() {
        assertThatThrownBy(() -> text("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }
}
