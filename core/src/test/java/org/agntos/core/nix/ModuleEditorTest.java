package org.agntos.core.nix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.agntos.core.nix.ModuleEditor.Edit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleEditorTest {
    private static final OptionPath ENABLE = OptionPath.of("services", "openssh", "enable");
    private static final OptionPath PORTS = OptionPath.of("services", "openssh", "ports");
    private static final NixValue TRUE = new NixValue.Bool(true);

    private static String changed(Edit edit) {
        assertThat(edit).isInstanceOf(Edit.Changed.class);
        return ((Edit.Changed) edit).text();
    }

    @Test
    void aNewModuleIsAsSmallAsCanBe() {
        assertThat(ModuleEditor.newModule(ENABLE, TRUE)).isEqualTo("""
                        {
                          services.openssh.enable = true;
                        }
                        """);
        assertThat(ModuleEditor.newModule(
                        OptionPath.of("environment", "systemPackages"),
                        new NixValue.ListOf(List.of(new NixValue.PackageReference("htop")))))
                .isEqualTo("""
                        { pkgs, ... }:

                        {
                          environment.systemPackages = [ pkgs.htop ];
                        }
                        """);
        assertThat(ModuleEditor.newModule(ENABLE, new NixValue.Expression("lib.mkForce config.x.y")))
                .startsWith("{ config, lib, ... }:\n\n{\n");
        assertThat(ModuleEditor.newModule(ENABLE, new NixValue.Text("pkgs and lib")))
                .startsWith("{\n");
    }

    @Test
    void anotherOptionIsAddedAndEverythingElseStays() {
        String text = """
                # my notes
                { pkgs, ... }:

                {
                  services.openssh.enable = false; # for now

                  /* keep */ services.openssh.openFirewall = true;
                }
                """;
        String edited = changed(ModuleEditor.set(text, PORTS, new NixValue.ListOf(List.of(new NixValue.Int(2222)))));
        assertThat(edited)
                .isEqualTo(text.replace(
                        "openFirewall = true;\n", "openFirewall = true;\n  services.openssh.ports = [ 2222 ];\n"));
        assertThat(changed(ModuleEditor.set(edited, ENABLE, TRUE)))
                .isEqualTo(edited.replace("enable = false;", "enable = true;"));
    }

    @Test
    void aNestedSetIsEditedInside() {
        String text = "{\n  services = {\n    openssh = {\n      enable = true;\n    };\n  };\n}\n";
        assertThat(changed(ModuleEditor.set(text, PORTS, new NixValue.ListOf(List.of(new NixValue.Int(22))))))
                .isEqualTo(
                        "{\n  services = {\n    openssh = {\n      enable = true;\n      ports = [ 22 ];\n    };\n  };\n}\n");
        assertThat(changed(ModuleEditor.set(text, ENABLE, new NixValue.Bool(false))))
                .isEqualTo(text.replace("enable = true", "enable = false"));
    }

    @Test
    void aModuleOnOneLineIsEditedToo() {
        String edited = changed(ModuleEditor.set("{ services.openssh.enable = true; }", PORTS, new NixValue.Int(1)));
        assertThat(edited).isEqualTo("{ services.openssh.enable = true; \n  services.openssh.ports = 1;\n}");
    }

    @Test
    void theSameValueChangesNothing() {
        assertThat(ModuleEditor.set("{ services.openssh.enable = /* yes */ true; }", ENABLE, TRUE))
                .isInstanceOf(Edit.Unchanged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let x = 1; in { }",
                "{ services.openssh.enable.deep = 1; }",
                "{ services.openssh = lib.mkForce { }; }",
                "{ services = { inherit (x) openssh; }; }",
                "{ services.openssh.enable = true; config.services.openssh.enable = true; }",
                "not nix at all {"
            })
    void whatCouldLoseSomethingIsNotEdited(String text) {
        assertThat(ModuleEditor.set(text, ENABLE, new NixValue.Bool(false)))
                .isInstanceOfSatisfying(
                        Edit.Unsafe.class, unsafe -> assertThat(unsafe.reason()).isNotBlank());
    }

    @Test
    void aHeaderIsAddedWhereThereIsNoneAndLeftAloneWhereItLacksTheName() {
        OptionPath shell = OptionPath.of("users", "defaultUserShell");
        NixValue zsh = new NixValue.PackageReference("zsh");
        assertThat(changed(ModuleEditor.set("# top\n{ a = 1; }\n", shell, zsh)))
                .startsWith("# top\n{ pkgs, ... }:\n\n{ a = 1;");
        assertThat(ModuleEditor.set("{ lib, ... }: { a = 1; }\n", shell, zsh)).isInstanceOf(Edit.Unsafe.class);
        assertThat(ModuleEditor.set("{ pkgs, ... }: { a = 1; }\n", shell, zsh)).isInstanceOf(Edit.Changed.class);
    }

    @Test
    void aDefinitionIsTakenOutWithItsLine() {
        String text = "{\n  a = 1;\n  services.openssh.enable = true;\n  b = 2;\n}\n";
        assertThat(changed(ModuleEditor.remove(text, ENABLE))).isEqualTo("{\n  a = 1;\n  b = 2;\n}\n");
        assertThat(ModuleEditor.remove("{\n  services.openssh.enable = true;\n}\n", ENABLE))
                .isInstanceOf(Edit.Emptied.class);
        assertThat(changed(ModuleEditor.remove("{\n  # mine\n  services.openssh.enable = true;\n}\n", ENABLE)))
                .isEqualTo("{\n  # mine\n}\n");
        assertThat(ModuleEditor.remove(text, PORTS)).isInstanceOf(Edit.Unchanged.class);
    }

    @Test
    void aPackageIsTakenOutOfItsList() {
        String many =
                "{ pkgs, ... }:\n{\n  environment.systemPackages = [\n    pkgs.git\n    pkgs.htop # top\n  ];\n}\n";
        assertThat(changed(ModuleEditor.removePackage(many, "git")))
                .doesNotContain("git")
                .contains("pkgs.htop # top");
        String with = "{ pkgs, ... }: { environment.systemPackages = with pkgs; [ git htop vim ]; }";
        assertThat(changed(ModuleEditor.removePackage(with, "htop")))
                .isEqualTo("{ pkgs, ... }: { environment.systemPackages = with pkgs; [ git vim ]; }");
        String single = "{ pkgs, ... }:\n\n{\n  environment.systemPackages = [ pkgs.htop ];\n}\n";
        assertThat(ModuleEditor.removePackage(single, "htop")).isInstanceOf(Edit.Emptied.class);
        assertThat(ModuleEditor.removePackage(single, "git")).isInstanceOf(Edit.Unchanged.class);
    }

    @Test
    void thePackageModulesOfAgntosOneAreUnderstood() {
        String old = "{ config, lib, pkgs, ... }: {\n  environment.systemPackages = lib.mkAfter [ pkgs.htop ];\n}\n";
        assertThat(ModuleText.read(old))
                .isInstanceOfSatisfying(
                        ModuleText.Reading.Module.class,
                        reading -> assertThat(PackageLists.declared(reading.module()))
                                .containsExactly("htop"));
        assertThat(ModuleEditor.removePackage(old, "htop")).isInstanceOf(Edit.Emptied.class);
    }

    @Test
    void listsThatAreDecidedByCodeAreEditedOrLeftAlone() {
        String code = "{ pkgs, lib, ... }: { environment.systemPackages = lib.optionals true [ pkgs.git pkgs.htop ]; }";
        assertThat(changed(ModuleEditor.removePackage(code, "git"))).contains("lib.optionals true [ pkgs.htop ]");
        String odd = "{ pkgs, ... }: { environment.systemPackages = [ (pkgs.git) ]; }";
        assertThat(ModuleEditor.removePackage(odd, "git")).isNotInstanceOf(Edit.Changed.class);
    }

    @Test
    void setsWithOddNamesAreWrittenSafely() {
        NixValue value = new NixValue.Attributes(Map.of("example.org", new NixValue.Text("${x}")));
        String text = ModuleEditor.newModule(OptionPath.of("networking", "hosts"), value);
        assertThat(text).contains("\"example.org\" = \"\\${x}\";");
        assertThat(ModuleEditor.set(text, OptionPath.of("networking", "hosts", "example.org"), TRUE))
                .isInstanceOf(Edit.Changed.class);
    }
}
