package org.agntos.core.change.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.agntos.core.change.Problem;
import org.agntos.core.change.StageResult;
import org.agntos.core.change.TestCatalogue;
import org.agntos.core.change.explain.Scene;
import org.agntos.core.machine.OwnConfiguration;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroundingCheckTest {
    private static StageResult check(String path, String text) {
        Map<TreePath, String> files = Map.of(new TreePath(path), text);
        return check(files, files);
    }

    private static StageResult check(Map<TreePath, String> tree, Map<TreePath, String> written) {
        Scene scene = new Scene(new TestCatalogue(), new TreeMap<>(tree), written.keySet(), OwnConfiguration.none());
        return new GroundingCheck(scene).check(written);
    }

    private static StageResult check(String text) {
        return check("options/x.nix", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ services.openssh.enable = true; }",
                "{ services = { openssh = { enable = true; ports = [ 22 ]; }; }; }",
                "{ config.services.openssh.enable = true; }",
                "{ pkgs, ... }: { environment.systemPackages = with pkgs; [ git htop ]; }",
                "{ environment.variables.EDITOR = \"vim\"; }",
                "{ environment.variables = { EDITOR = \"vim\"; }; }",
                "{ services.openssh.settings = { PermitRootLogin = \"no\"; }; }",
                "{ services.nginx.virtualHosts.\"example.org\".root = \"/srv\"; }",
                "{ lib, ... }: { services.openssh.enable = lib.mkForce false; }",
            })
    void whatExistsAndFitsPasses(String text) {
        assertThat(check(text)).isEqualTo(new StageResult.Passed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ services.opensshd.enable = true; }|does not exist|1|3",
                "{ services.openssh.enabled = true; }|does not exist|1|3",
                "{ services.openssh.enable = \"yes\"; }|is not of type `boolean'|1|29",
                "{ services.openssh.ports = [ 22 70000 ]; }|is not of type|1|28",
                "{ services.openssh.enable = { }; }|is not of type|1|29",
                "{ services.openssh.settings.PermitRootLogin = \"maybe\"; }|is not of type|1|47",
                "{ environment.variables.EDITOR = 1; }|is not of the type of|1|34",
                "{ services.nginx.virtualHosts.x.rooot = \"/srv\"; }|does not exist|1|3",
                "{ networking.hostName.x = \"a\"; }|does not exist|1|3",
                "{ pkgs, ... }: { environment.systemPackages = [ pkgs.git pkgs.htopp ]; }|attribute 'htopp' missing|1|63",
                "{ pkgs, ... }: { users.defaultUserShell = pkgs.nosuch; }|attribute 'nosuch' missing|1|48",
            })
    void whatDoesNotExistOrFitFailsAtItsPlace(String text, String message, int line, int column) {
        assertThat(check(text)).isInstanceOfSatisfying(StageResult.Failed.class, failed -> {
            Problem problem = failed.problems().getFirst();
            assertThat(problem.message()).contains(message);
            assertThat(problem.file()).isEqualTo("options/x.nix");
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.explanation()).matches("(?s)[A-Za-z].*[.;]");
        });
    }

    @Test
    void nearNamesAreSuggested() {
        assertThat(check("{ services.openss.enable = true; }")
                        .problems()
                        .getFirst()
                        .suggestions())
                .contains("services.openssh.enable");
    }

    @Test
    void whatIsNotFreeFailsUntilItIsAllowedAndTheFixAllowsIt() {
        String steam = "{ pkgs, ... }: { environment.systemPackages = [ pkgs.steam ]; }";
        Problem problem = check(steam).problems().getFirst();
        assertThat(check(steam)).isInstanceOf(StageResult.Failed.class);
        assertThat(problem.fix()).isNotNull();
        Map<TreePath, String> mended = new TreeMap<>(problem.fix().files());
        mended.put(new TreePath("options/x.nix"), steam);
        assertThat(check(mended, mended))
                .isInstanceOfSatisfying(
                        StageResult.Warned.class,
                        warned -> assertThat(warned.problems().getFirst().explanation())
                                .contains("this change allows it, and no other"));
        Map<TreePath, String> written = Map.of(new TreePath("packages/steam.nix"), steam);
        Map<TreePath, String> tree = Map.of(
                new TreePath("packages/steam.nix"),
                steam,
                new TreePath("options/u.nix"),
                "{ lib, ... }: { nixpkgs.config.allowUnfreePredicate = p: lib.getName p == \"steam\"; }");
        assertThat(check(tree, written)).isInstanceOf(StageResult.Passed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "options/x.nix|let a = true; in { services.openssh.enable = a; }",
                "options/x.nix|{ lib, ... }: { services = lib.mkIf true { openssh.enable = true; }; }",
                "home/ada/x.nix|{ programs.git.enable = true; }",
            })
    void whatCannotBeLookedUpIsSkippedWithItsReason(String path, String text) {
        assertThat(check(path, text))
                .isInstanceOfSatisfying(
                        StageResult.Skipped.class,
                        skipped -> assertThat(skipped.reason()).contains(path));
    }

    /// The helper would refuse these after the approval; what does not parse is told by the stage before.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ lib, ... }: lib.mkIf true { services.openssh.enable = true; }",
                "{ lib, ... }: lib.mkMerge [ { services.openssh.enable = true; } ]",
                "{ lib, ... }: { config = lib.mkIf true { services.openssh.enable = true; }; }",
                "{ imports = [ ./other.nix ]; }",
                "let a = { services.openssh.enable = true; }; in a",
            })
    void whatTheHelperCannotSeeThroughIsAnError(String text) {
        assertThat(check(text))
                .isInstanceOfSatisfying(
                        StageResult.Failed.class,
                        failed -> assertThat(failed.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.message())
                                        .contains("cannot be seen what the file would set")));
    }
}
