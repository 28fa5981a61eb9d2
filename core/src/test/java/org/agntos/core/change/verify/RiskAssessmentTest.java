package org.agntos.core.change.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agntos.core.change.Risk;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RiskAssessmentTest {
    private static final TreePath FILE = new TreePath("options/x.nix");

    private static Risk risk(String before, String after) {
        SortedMap<TreePath, String> present = new TreeMap<>(Map.of(FILE, before));
        return RiskAssessment.of(
                FileChanges.of(Map.of(FILE, after), Set.of(), Map.of(FILE, Optional.empty())), present);
    }

    @Test
    void whatCodeSetsWithoutNamingItCounts() {
        Manifest before = new Manifest(new TreeSet<>(), new TreeMap<>(), Map.of());
        Manifest after = new Manifest(
                new TreeSet<>(),
                new TreeMap<>(Map.of("networking.firewall.enable", "false", "programs.git.enable", "true")),
                Map.of());
        Risk written = new Risk(Risk.Level.MEDIUM, List.of("code"));
        assertThat(RiskAssessment.withEffects(written, before.changedOptions(after)))
                .isEqualTo(new Risk(Risk.Level.HIGH, List.of("code", "It switches the firewall on or off.")));
        assertThat(RiskAssessment.withEffects(written, after.changedOptions(after)))
                .isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x202E, 0x2066, 0x200B, 0x07, 0x1B, 0xFEFF, 0xE0041, 0x3164, 0x00AD})
    void whatCannotBeSeenIsHighRisk(int character) {
        String text = "{ programs.git.enable = true; } # " + Character.toString(character);
        assertThat(risk("{ }", text).level()).isEqualTo(Risk.Level.HIGH);
        assertThat(risk("{ }", text).reasons())
                .anySatisfy(reason -> assertThat(reason).contains("cannot be seen"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ pkgs, ... }: { environment.systemPackages = [ pkgs.htop ]; }|LOW",
                "{ programs.git.enable = true; }|LOW",
                "{ services.jellyfin.enable = true; }|LOW",
                "{ networking.hostName = \"x\"; }|MEDIUM",
                "{ networking.firewall.allowedTCPPorts = [ 80 ]; }|MEDIUM",
                "{ services.jellyfin.openFirewall = true; }|MEDIUM",
                "{ networking.firewall.enable = false; }|HIGH",
                "{ networking = { firewall = { enable = false; }; }; }|HIGH",
                "{ lib, ... }: { networking.firewall = lib.mkForce { enable = false; }; }|HIGH",
                "{ lib, ... }: { config = lib.mkIf true { networking.firewall.enable = false; }; }|MEDIUM",
                "{ imports = [ ./x ]; }|MEDIUM",
                "let x = false; in { networking.firewall.enable = x; }|MEDIUM",
                "{ services.openssh.settings.PermitRootLogin = \"yes\"; }|HIGH",
                "{ services.openssh.enable = true; }|MEDIUM",
                "{ security.sudo.wheelNeedsPassword = false; }|HIGH",
                "{ users.users.root.initialHashedPassword = \"\"; }|HIGH",
                "{ users.users.ada.shell = \"/bin/sh\"; }|MEDIUM",
                "{ boot.loader.timeout = 1; }|HIGH",
                "{ fileSystems.\"/\".device = \"/dev/sda1\"; }|HIGH",
                "{ nix.settings.substituters = [ \"http://x\" ]; }|HIGH",
                "{ nix.settings.trusted-users = [ \"x\" ]; }|HIGH",
            })
    void theLevelFollowsTheOptions(String text, Risk.Level level) {
        Risk risk = risk("{ }", text);
        assertThat(risk.level()).isEqualTo(level);
        assertThat(risk.reasons().isEmpty()).isEqualTo(level == Risk.Level.LOW);
        assertThat(risk(text, "{ }").level()).as("taken away").isEqualTo(level);
    }

    @Test
    void whatStaysAsItWasIsNoRisk() {
        String text = "{ networking.firewall.enable = false; boot.x = 1; }";
        assertThat(risk(text, text.replace("boot.x = 1;", "boot.x = 1; programs.git.enable = true;"))
                        .level())
                .isEqualTo(Risk.Level.LOW);
    }
}
