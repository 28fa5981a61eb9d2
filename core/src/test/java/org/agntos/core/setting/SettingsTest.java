package org.agntos.core.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.machine.OwnConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path root;

    private Path tree;
    private Path own;
    private Settings settings;

    @BeforeEach
    void makeFolders() throws IOException {
        tree = Files.createDirectories(root.resolve("tree"));
        own = Files.createDirectories(root.resolve("own/hosts"));
        Files.createDirectories(tree.resolve("services"));
        Files.writeString(tree.resolve("services/nginx.nix"), """
                { pkgs, ... }:

                {
                  services.nginx = {
                    enable = true;
                    virtualHosts."example.org".root = "/srv";
                  };
                }
                """);
        Files.writeString(own.resolve("host.nix"), """
                { ... }:
                {
                  networking.hostName = "lab";
                  services.openssh = { enable = true; settings = { PermitRootLogin = "no"; }; };
                }
                """);
        Files.writeString(own.resolve("broken.nix"), "{ networking.hostName = ");
        settings = settings();
    }

    /// The person's own files are read once, so a test that changes them looks with new eyes.
    private Settings settings() {
        return new Settings(new ConfigTree(tree), OwnConfiguration.in(root.resolve("own")));
    }

    @Test
    void eachSettingHasItsFileAndLine() {
        List<Setting> all = settings.all();
        assertThat(Settings.of("services.nginx.enable", all))
                .containsExactly(
                        new Setting("services.nginx.enable", "true", tree.resolve("services/nginx.nix"), 5, true));
        assertThat(Settings.of("networking.hostName", all))
                .containsExactly(new Setting("networking.hostName", "\"lab\"", own.resolve("host.nix"), 3, false));
    }

    @Test
    void aPlaceholderStandsForEveryName() {
        assertThat(Settings.of("services.nginx.virtualHosts.<name>.root", settings.all()))
                .extracting(Setting::option)
                .containsExactly("services.nginx.virtualHosts.\"example.org\".root");
        assertThat(Settings.of("services.nginx.virtualHosts", settings.all())).hasSize(1);
        assertThat(Settings.of("services.ngin", settings.all())).isEmpty();
    }

    @Test
    void theValueIsToldWhereOneDefinitionTellsIt() throws IOException {
        assertThat(Settings.value("networking.hostName", settings.all())).contains("\"lab\"");
        assertThat(Settings.value("services.openssh.settings.PermitRootLogin", settings.all()))
                .contains("\"no\"");
        assertThat(Settings.value("services.nginx", settings.all())).isEmpty();
        Files.writeString(own.resolve("other.nix"), "{ networking.hostName = \"other\"; }");
        assertThat(Settings.value("networking.hostName", settings().all()))
                .as("two files disagree")
                .isEmpty();
    }
}
