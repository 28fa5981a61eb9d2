package org.agntos.core.nix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionSettingsTest {
    private static List<String> settings(String module) {
        return OptionSettings.in(module).stream()
                .map(found -> found.path().render() + "@" + found.line() + ":" + found.column())
                .toList();
    }

    @Test
    void everyWayOfSettingAnOptionIsSeen() {
        assertThat(settings("""
                { config, lib, pkgs, ... }@args:
                let cfg = config.services.x; port = 80; in
                {
                  imports = [ ./hardware.nix ];
                  options.mine = lib.mkOption { default = 1; };
                  config = lib.mkIf cfg.enable (lib.mkMerge [
                    { services.nginx.enable = true; }
                    (lib.mkIf cfg.tls { services.nginx = { sslPort = port; }; })
                    ({ a.b = 1; } // lib.optionalAttrs true { a.c = 2; })
                  ]);
                  services.openssh = {
                    enable = lib.mkForce false;
                    settings = { };
                    listenAddresses = [ { addr = "::"; } ];
                  };
                  users.users."me" = with lib; rec { name = "me"; home = "/home/${name}"; };
                  ${args.x}.y = 1;
                }
                """))
                .containsExactly(
                        "services.nginx.enable@7:7",
                        "services.nginx.sslPort@8:44",
                        "a.b@9:8",
                        "a.c@9:47",
                        "services.openssh.enable@12:5",
                        "services.openssh.settings@13:5",
                        "services.openssh.listenAddresses@14:5",
                        "users.users.me.name@16:38",
                        "users.users.me.home@16:51");
    }

    @Test
    void aBrokenFileStillTellsWhatItSets() {
        assertThat(settings("{ a.b = 1;\n c = [ 1 2;\n d = 3 \n e.f = { g = 4; }\n"))
                .contains("a.b@1:3", "d@3:2", "e.f.g@4:10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ a = map (x: { b = x; }) [ 1 ]; }|a.b",
                "{ lib }: lib.evalModules { modules = [ { c.d = 1; } ]; }|modules.c.d",
                "let x = { c = 1; }; in { }|c",
                "{ ${x} = { c = 1; }; }|c",
            })
    void whoMustMissNothingSeesWhatOnlyLooksLikeASetting(String module, String path) {
        assertThat(OptionSettings.anywhereIn(module))
                .extracting(found -> found.path().render())
                .contains(path);
        assertThat(OptionSettings.in(module))
                .extracting(found -> found.path().render())
                .doesNotContain(path);
    }

    @ParameterizedTest
    @Timeout(60)
    @ValueSource(strings = {"a=f{", "a={", "é=[{", "a=1;", "let a=", "a=with x;{", "a=mkIf x{"})
    void howeverLongAndDeepAFileIsItTakesNoLongerThanItsLength(String piece) {
        String module = "{ # ä\n" + piece.repeat(200_000 / piece.length());
        assertThat(OptionSettings.in(module).size()
                        + OptionSettings.anywhereIn(module).size())
                .isNotNegative();
        assertThat(ModuleText.read(module)).isNotNull();
    }
}
