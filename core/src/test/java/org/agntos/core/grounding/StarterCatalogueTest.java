package org.agntos.core.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StarterCatalogueTest {
    private static final StarterCatalogue CATALOGUE = StarterCatalogue.load();

    @ParameterizedTest
    @CsvSource({
        "htop, htop",
        "HTOP, htop",
        "' ripgrep ', ripgrep",
        "rg, ripgrep",
        "chrome, google-chrome",
        "Google Chrome, google-chrome",
        "word processor, libreoffice",
        "libre office, libreoffice",
        "vs code, vscode",
        "visual studio code, vscode",
        "neovim, neovim",
        "nvim, neovim",
        "okular, kdePackages.okular",
        "kdenlive, kdePackages.kdenlive",
        "teams, teams-for-linux",
        "node js 22, nodejs_22",
        "lspci, pciutils",
        "ifconfig, nettools",
        "zoom, zoom-us",
        "requests, python3Packages.requests",
        "claude code, claude-code",
        "lm studio, lmstudio",
        "neofetch, fastfetch",
        "7zip, _7zz",
        "wine, wineWowPackages.stable",
        "gimp, gimp"
    })
    void packageIsFoundByWhatPeopleCallIt(String name, String attribute) {
        assertThat(CATALOGUE.packageCalled(name).map(PackageEntry::attribute)).contains(attribute);
    }

    @ParameterizedTest
    @CsvSource({
        "ssh, services.openssh.enable",
        "sshd, services.openssh.enable",
        "openssh, services.openssh.enable",
        "services.openssh, services.openssh.enable",
        "services.openssh.enable, services.openssh.enable",
        "docker, virtualisation.docker.enable",
        "podman, virtualisation.podman.enable",
        "bluetooth, hardware.bluetooth.enable",
        "Printing, services.printing.enable",
        "steam, programs.steam.enable",
        "wifi, networking.networkmanager.enable",
        "wireless, networking.networkmanager.enable",
        "sound, services.pipewire.enable",
        "plasma, services.desktopManager.plasma6.enable",
        "gnome, services.desktopManager.gnome.enable",
        "firewall, networking.firewall.enable",
        "postgres, services.postgresql.enable",
        "mariadb, services.mysql.enable",
        "vaultwarden, services.vaultwarden.enable",
        "home assistant, services.home-assistant.enable",
        "swap on zram, zramSwap.enable",
        "nginx, services.nginx.enable",
        "psql, services.postgresql.enable"
    })
    void moduleIsFoundByWhatPeopleCallIt(String name, String path) {
        assertThat(CATALOGUE.moduleCalled(name).map(OptionEntry::path)).contains(path);
    }

    @Test
    void unknownNamesAreNotFound() {
        assertThat(CATALOGUE.packageCalled("nosuchthing")).isEmpty();
        assertThat(CATALOGUE.packageCalled("")).isEmpty();
        assertThat(CATALOGUE.packageCalled("--")).isEmpty();
        assertThat(CATALOGUE.packageAt("Htop")).isEmpty();
        assertThat(CATALOGUE.moduleCalled("cowsay")).isEmpty();
        assertThat(CATALOGUE.moduleCalled("")).isEmpty();
        assertThat(CATALOGUE.option("services.opensssh.enable")).isEmpty();
        assertThat(CATALOGUE.option("services")).isEmpty();
        assertThat(CATALOGUE.option("")).isEmpty();
        assertThat(CATALOGUE.option("services..enable")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            users.users.ada.shell | users.users.<name>.shell
            users.users.<name>.shell | users.users.<name>.shell
            users.users."ada.l".extraGroups | users.users.<name>.extraGroups
            services.nginx.virtualHosts."my.host".root | services.nginx.virtualHosts.<name>.root
            services.nginx.virtualHosts."a.b".locations."/".proxyPass | services.nginx.virtualHosts.<name>.locations.<name>.proxyPass
            fileSystems."/mnt/data".options | fileSystems.<name>.options
            systemd.services.backup.startAt | systemd.services.<name>.startAt
            networking.firewall.allowedTCPPorts | networking.firewall.allowedTCPPorts
            """)
    void pathWithANameOfOnesOwnFindsItsOption(String path, String option) {
        assertThat(CATALOGUE.option(path).map(OptionEntry::path)).contains(option);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            boot.kernel.sysctl."vm.swappiness" | sysctl option value
            services.samba.settings.media.path | anything
            services.samba.settings.media."read only" | anything
            services.tlp.settings.START_CHARGE_THRESH_BAT0 | anything
            programs.git.config.user.name | anything
            services.vaultwarden.config.SIGNUPS_ALLOWED | anything
            """)
    void nameInsideASetFindsTheTypeOfWhatIsInside(String path, String type) {
        OptionEntry entry = CATALOGUE.option(path).orElseThrow();

        assertThat(entry.path()).isEqualTo(path);
        boolean isAccepted = entry.type().equals(type)
                || OptionType.parse(entry.type())
                        .fits(new org.agntos.core.nix.NixValue.Text("no"))
                        .isEmpty();
        assertThat(isAccepted).as(entry.type()).isTrue();
    }

    @Test
    void nameInsideSomethingThatIsNoSetIsNotFound() {
        assertThat(CATALOGUE.option("services.openssh.enable.now")).isEmpty();
        assertThat(CATALOGUE.option("users.users.ada.nosuchoption")).isEmpty();
        assertThat(CATALOGUE.option("networking.hostName.x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "firefx, firefox",
        "ripgrap, ripgrep",
        "thunderbrid, thunderbird",
        "htpo, htop",
        "libreofice, libreoffice",
        "gimpp, gimp",
        "inkscap, inkscape",
        "dcoker, docker",
        "postgrsql, postgresql",
        "okularr, kdePackages.okular"
    })
    void nearestPackageIsTheOneThatWasMeant(String typed, String attribute) {
        assertThat(CATALOGUE.nearestPackages(typed, 5)).startsWith(attribute);
    }

    @ParameterizedTest
    @CsvSource({
        "services.opensssh.enable, services.openssh.enable",
        "services.opensssh, services.openssh.enable",
        "openssh.enable, services.openssh.enable",
        "services.ngnix.enable, services.nginx.enable",
        "networking.hostname, networking.hostName",
        "networking.firewall.allowedTcpPort, networking.firewall.allowedTCPPorts",
        "users.users.ada.extraGroup, users.users.<name>.extraGroups",
        "time.timezone, time.timeZone"
    })
    void nearestOptionIsTheOneThatWasMeant(String typed, String path) {
        assertThat(CATALOGUE.nearestOptions(typed, 5)).startsWith(path);
    }

    @Test
    void nothingIsNearToNonsense() {
        assertThat(CATALOGUE.nearestPackages("qwertzuiopasdf", 5)).isEmpty();
        assertThat(CATALOGUE.nearestOptions("qwertz.uiopasdf", 5)).isEmpty();
        assertThat(CATALOGUE.nearestOptions("", 5)).isEmpty();
        assertThat(CATALOGUE.nearestPackages("", 5)).isEmpty();
    }

    @Test
    void asManyNeighboursAsAskedForAreNamed() {
        assertThat(CATALOGUE.nearestOptions("services.opensssh", 3)).hasSize(3);
        assertThat(CATALOGUE.nearestPackages("firefx", 0)).isEmpty();
    }

    @Test
    void sharedKeywordGoesToTheEntryThatHasItFurtherInFront() {
        StarterCatalogue catalogue = StarterCatalogue.of(
                List.of(
                        new PackageEntry("a", "A", List.of("first", "shared"), "", false),
                        new PackageEntry("b", "B", List.of("shared"), "", false),
                        new PackageEntry("c", "C", List.of("shared"), "", false)),
                List.of());

        assertThat(catalogue.packageCalled("shared").map(PackageEntry::attribute))
                .contains("b");
    }

    @Test
    void sourceTellsWhatItIsAndHowMuchItHolds() {
        assertThat(CATALOGUE.source())
                .isEqualTo("starter catalogue, " + CATALOGUE.packages().size() + " packages, "
                        + CATALOGUE.options().size() + " options");
    }

    @Test
    void namesOfFormerReleasesLeadToTheNewOnes() {
        assertThat(CATALOGUE
                        .replacement("services.openssh.permitRootLogin")
                        .orElseThrow()
                        .next())
                .isEqualTo("services.openssh.settings.PermitRootLogin");
        assertThat(CATALOGUE.replacement("hardware.opengl.enable").orElseThrow().next())
                .isEqualTo("hardware.graphics.enable");
        assertThat(CATALOGUE.replacement("pkgs.gnome.nautilus").orElseThrow().next())
                .isEqualTo("pkgs.nautilus");
        assertThat(CATALOGUE.replacement("sound.enable").orElseThrow().isPath()).isFalse();
        assertThat(CATALOGUE.replacement("services.openssh.enable")).isEmpty();
    }
}
