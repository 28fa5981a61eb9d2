package org.agntos.core.nix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleTextTest {

    private static ModuleText module(String text) {
        ModuleText.Reading reading = ModuleText.read(text);
        assertThat(reading).isInstanceOf(ModuleText.Reading.Module.class);
        return ((ModuleText.Reading.Module) reading).module();
    }

    private static List<String> paths(String text) {
        return module(text).leaves().stream()
                .map(definition -> definition.path().render())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ a.b = 1; }",
                "{ pkgs, ... }: { a.b = 1; }",
                "{ pkgs, lib ? { x = [ 1 ]; }, ... }:\n{ a = { b = 1; }; }",
                "args: { a.b = 1; }",
                "args@{ pkgs, ... }: { a.b = 1; }",
                "{ pkgs, ... }@args: { a.b = 1; }",
                "# note\n{ config.a.b = 1; /* end */ }",
                "{ config = { a.b = 1; }; }",
                "{ \"a\".b = 1; }"
            })
    void everyFormOfPlainModuleIsRead(String text) {
        assertThat(paths(text)).containsExactly("a.b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "let x = 1; in { a = x; }|1",
                "{ inherit (x) y; }|1",
                "{ a = 1 }|1",
                "{ a = ; }|1",
                "{ a = 1; } // { b = 2; }|1",
                "{ a = ''open; }|1",
                "{ a.${x} = 1; }|1",
                "{|1",
                "\"text\"|1",
            })
    void whatIsNotPlainIsSaidSoWithItsPlace(String text, int line) {
        assertThat(ModuleText.read(text)).isInstanceOfSatisfying(ModuleText.Reading.NotPlain.class, notPlain -> {
            assertThat(notPlain.line()).isEqualTo(line);
            assertThat(notPlain.reason()).isNotBlank();
        });
    }

    @Test
    void semicolonsInsideValuesDoNotEndThem() {
        String text = """
                { pkgs, lib, ... }:
                {
                  a = with pkgs; [ git ];
                  b = let x = 1; y = { z = 2; }; in x;
                  c = "; ${"}"} ;" + '' ; ''${x} ; '';
                  d = { pkgs, ... }: { e = 1; };
                  f = assert true; 1; # ; }
                  g = if true then [ { h = 1; } ] else [ ];
                }
                """;
        assertThat(paths(text)).containsExactly("a", "b", "c", "d", "f", "g");
    }

    @Test
    void valuesThatAreWrittenOutAreRead() {
        ModuleText module = module("""
                { pkgs, ... }: {
                  text = "a\\n\\${b}";
                  lines = ''
                    first
                      second
                  '';
                  number = -42;
                  list = [ 1 "x" pkgs.htop true null ./relative ];
                  known = [ 1 "x" pkgs.htop (-2) ];
                  packages = with pkgs; [ git python3Packages.requests ];
                  set = { deep = { x = 1; }; };
                  code = lib.mkForce true;
                }
                """);
        assertThat(module.definitionsOf(OptionPath.of("text")).getFirst().value())
                .isEqualTo(new NixValue.Text("a\n${b}"));
        assertThat(module.definitionsOf(OptionPath.of("lines")).getFirst().value())
                .isEqualTo(new NixValue.Text("first\n  second\n"));
        assertThat(module.definitionsOf(OptionPath.of("number")).getFirst().value())
                .isEqualTo(new NixValue.Int(-42));
        assertThat(module.definitionsOf(OptionPath.of("list")).getFirst().value())
                .isInstanceOf(NixValue.Expression.class);
        assertThat(module.definitionsOf(OptionPath.of("known")).getFirst().value())
                .isEqualTo(new NixValue.ListOf(List.of(
                        new NixValue.Int(1),
                        new NixValue.Text("x"),
                        new NixValue.PackageReference("htop"),
                        new NixValue.Int(-2))));
        assertThat(module.definitionsOf(OptionPath.of("packages")).getFirst().value())
                .isEqualTo(new NixValue.ListOf(List.of(
                        new NixValue.PackageReference("git"),
                        new NixValue.PackageReference("python3Packages.requests"))));
        assertThat(module.definitionsOf(OptionPath.of("set", "deep", "x"))
                        .getFirst()
                        .value())
                .isEqualTo(new NixValue.Int(1));
        assertThat(module.definitionsOf(OptionPath.of("code")).getFirst().value())
                .isEqualTo(new NixValue.Expression("lib.mkForce true"));
    }

    @Test
    void placesAreThoseOfTheText() {
        ModuleText.Definition definition =
                module("{\n  a = {\n    b.c = 1;\n  };\n}\n").leaves().getFirst();
        assertThat(definition.line()).isEqualTo(3);
        assertThat(definition.column()).isEqualTo(5);
        assertThat(definition.valueColumn()).isEqualTo(11);
    }

    @Test
    void randomRubbishNeverBreaksTheReader() {
        Random random = new Random(11);
        String pieces = "{}[]()=;:,.'\"$#/*\\\n ab1-?@";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("{");
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            assertThat(ModuleText.read(text.toString())).isNotNull();
        }
    }

    @Test
    void deepNestingIsRefusedNotOverflowed() {
        assertThat(ModuleText.read("{ a = " + "{ a = ".repeat(5_000) + "1;" + "};".repeat(5_000) + "}"))
                .isInstanceOf(ModuleText.Reading.NotPlain.class);
        assertThat(ModuleText.read("{ a = " + "[".repeat(50_000) + "]".repeat(50_000) + "; }"))
                .isNotNull();
        assertThat(ModuleText.read("{ a = " + "\"${".repeat(5_000))).isInstanceOf(ModuleText.Reading.NotPlain.class);
    }
}
