package org.agntos.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.agntos.core.grounding.StarterCatalogue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The practice system under the real Nix. In the tables `;;` separates the modules of two files.
class PracticeSystemIT {
    private static final StarterCatalogue CATALOGUE = StarterCatalogue.load();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private PracticeNix nix;

    @BeforeAll
    static void nixIsInstalled() {
        PracticeNix.assumeInstalled();
    }

    @BeforeEach
    void practiceMachine() throws IOException {
        nix = new PracticeNix(folder.toRealPath(), CATALOGUE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            { services.openssh.enable = true; } | services.openssh.enable | true
            { ... }: { networking.hostName = "box"; } | networking.hostName | "box"
            { networking.firewall.allowedTCPPorts = [ 22 ]; } ;; { networking.firewall.allowedTCPPorts = [ 80 ]; } | networking.firewall.allowedTCPPorts | [22,80]
            { lib, ... }: { users.users.a.extraGroups = lib.mkAfter [ "z" ]; } ;; { users.users.a.extraGroups = [ "b" ]; } | users.users | {"a":{"extraGroups":["b","z"]}}
            { lib, ... }: { users.users.a.extraGroups = [ "z" ]; } ;; { lib, ... }: { users.users.a.extraGroups = lib.mkBefore [ "b" ]; } | users.users | {"a":{"extraGroups":["b","z"]}}
            { lib, ... }: { services.openssh.enable = lib.mkForce false; } ;; { services.openssh.enable = true; } | services.openssh.enable | false
            { lib, ... }: { services.openssh.enable = lib.mkDefault false; } ;; { services.openssh.enable = true; } | services.openssh.enable | true
            { lib, ... }: { services.openssh = lib.mkForce { enable = false; }; } ;; { services.openssh.enable = true; } | services.openssh.enable | false
            { lib, ... }: { services.openssh.enable = lib.mkOverride 40 false; } ;; { lib, ... }: { services.openssh.enable = lib.mkForce true; } | services.openssh.enable | false
            { config, lib, ... }: { networking.firewall = lib.mkIf config.services.openssh.enable { allowedTCPPorts = [ 22 ]; }; } ;; { services.openssh.enable = true; } | networking.firewall.allowedTCPPorts | [22]
            { config, lib, ... }: { services.fail2ban.enable = lib.mkIf (!config.services.openssh.enable) true; } | services.fail2ban.enable | true
            { lib, ... }: lib.mkMerge [ { services.openssh.enable = true; } { services.openssh.ports = [ 2222 ]; } ] | services.openssh.ports | [2222]
            { lib, ... }: { config = lib.mkIf true { services.openssh.enable = true; }; } | services.openssh.enable | true
            { imports = [ { services.openssh.enable = true; } ({ lib, ... }: { services.openssh.ports = [ 22 ]; }) ]; } | services.openssh.ports | [22]
            { services.openssh.settings.PermitRootLogin = "no"; } | services.openssh.settings | {"PermitRootLogin":"no"}
            { services.openssh.settings.ClientAliveInterval = 30; } | services.openssh.settings | {"ClientAliveInterval":30}
            { services.samba.settings.media = { path = "/srv"; "read only" = "no"; }; } | services.samba.settings | {"media":{"path":"/srv","read only":"no"}}
            { services.nginx.virtualHosts."my.host" = { root = "/www"; locations."/".proxyPass = "http://localhost"; }; } | services.nginx.virtualHosts | {"my.host":{"locations":{"/":{"proxyPass":"http://localhost"}},"root":"/www"}}
            { services.udev.extraRules = "a"; } ;; { services.udev.extraRules = "b"; } | services.udev.extraRules | "a\\nb"
            { environment.variables.EDITOR = "vim"; } ;; { environment.variables.PAGER = "less"; } | environment.variables | {"EDITOR":"vim","PAGER":"less"}
            { boot.kernel.sysctl."vm.swappiness" = 10; } | boot.kernel.sysctl | {"vm.swappiness":10}
            { pkgs, ... }: { users.users.a.shell = pkgs.zsh; } | users.users | {"a":{"shell":"pkgs.zsh"}}
            { pkgs, ... }: { boot.kernelPackages = pkgs.linuxPackages_latest; } | boot.kernelPackages | "pkgs.linuxPackages_latest"
            { pkgs, ... }: { fonts.packages = [ pkgs.nerd-fonts.jetbrains-mono ]; } | fonts.packages | ["pkgs.nerd-fonts.jetbrains-mono"]
            { pkgs, ... }: { environment.systemPackages = with pkgs; [ (python3.withPackages (ps: [ ps.requests ])) ]; } | environment.systemPackages | ["pkgs.python3"]
            { lib, ... }: { nixpkgs.config.allowUnfreePredicate = p: builtins.elem (lib.getName p) [ "steam" ]; } | nixpkgs.config | {"allowUnfreePredicate":"<function>"}
            { i18n.extraLocaleSettings.LC_TIME = "de_AT.UTF-8"; } | i18n.extraLocaleSettings | {"LC_TIME":"de_AT.UTF-8"}
            { swapDevices = [ { device = "/swapfile"; size = 8192; } ]; } | swapDevices | [{"device":"/swapfile","size":8192}]
            { systemd.services.backup = { startAt = "02:00"; script = "x"; }; } | systemd.services | {"backup":{"script":"x","startAt":"02:00"}}
            { home-manager.users.ada.programs.git.enable = true; } | home-manager.users | {"ada":{"programs":{"git":{"enable":true}}}}
            """)
    void rightModuleIsMerged(String modules, String path, String value) throws IOException, InterruptedException {
        PracticeNix.Result result = evaluate(modules);

        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        assertThat(JSON.readTree(result.out()).path("options").path(path)).isEqualTo(JSON.readTree(value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            { services.opensssh.enable = true; } | The option `services.opensssh' does not exist. Definition values:
            { foo = 1; } | The option `foo' does not exist. Definition values:
            { users.users.ada.extraGroup = [ ]; } | The option `users.users.ada.extraGroup' does not exist.
            { lib, ... }: { services.opensssh = lib.mkIf false { enable = true; }; } | The option `services.opensssh' does not exist.
            { services.nginx.virtualHosts."my.host".rooot = "/"; } | The option `services.nginx.virtualHosts."my.host".rooot' does not exist.
            { services.openssh.enable = "yes"; } | A definition for option `services.openssh.enable' is not of type `boolean'. Definition values:
            { services.openssh.enable = "yes"; } | .nix': "yes"
            { services.openssh.enable = true; } ;; { services.openssh.enable = 1; } | b.nix': 1
            { networking.hostName = 5; } | A definition for option `networking.hostName' is not of type
            { networking.firewall.allowedTCPPorts = [ 70000 ]; } | is not of type `list of 16 bit unsigned integer; between 0 and 65535 (both inclusive)'
            { networking.firewall.allowedTCPPorts = [ "22" ]; } | .nix': [ "22" ]
            { networking.firewall.allowedTCPPorts = 22; } | A definition for option `networking.firewall.allowedTCPPorts' is not of type
            { users.users.ada.shell = true; } | A definition for option `users.users.ada.shell' is not of type `null or package or
            { users.users.ada.isNormalUser = null; } | is not of type `boolean'
            { users.users = [ ]; } | A definition for option `users.users' is not of type `attribute set of (submodule)'
            { users.users.ada = 5; } | A definition for option `users.users.ada' is not of type `attribute set'
            { services = true; } | A definition for option `services' is not of type `attribute set'
            { services.openssh.enable = { }; } | is not of type `boolean'
            { services.openssh.settings.PasswordAuthentication = "sometimes"; } | `services.openssh.settings.PasswordAuthentication' is not of type
            { environment.systemPackages = [ "htop" ]; } | A definition for option `environment.systemPackages' is not of type `list of package'
            { pkgs, ... }: { environment.systemPackages = [ pkgs.htpo ]; } | attribute 'htpo' missing
            { pkgs, ... }: { environment.systemPackages = with pkgs; [ htpo ]; } | undefined variable 'htpo'
            { pkgs, ... }: { environment.systemPackages = [ pkgs.kdePackages.katee ]; } | attribute 'katee' missing
            { pkgs, ... }: { environment.systemPackages = [ pkgs.htpo ]; } | a.nix:1:
            { services.openssh.enable = true; } ;; { services.openssh.enable = false; } | The option `services.openssh.enable' has conflicting definition values:
            { networking.hostName = "a"; } ;; { networking.hostName = "b"; } | b.nix': "b"
            { environment.variables.EDITOR = "a"; } ;; { environment.variables.EDITOR = "b"; } | The option `environment.variables.EDITOR' has conflicting definition values:
            { home-manager.users.ada.programs.git.enable = true; } ;; { home-manager.users.ada.programs.git.enable = false; } | The option `home-manager.users.ada.programs.git.enable' has conflicting definition values:
            { services.openssh.enable = true | syntax error, unexpected
            { services.openssh.enable = true; services.openssh.enable = false; } | already defined
            [ { } ] | is a list, but a module is a set or a function that returns one.
            { options.my.option = 1; } | declares options; a practice machine has only those of its catalogue.
            { config, ... }: { networking.hostName = config.networking.hostName; } | infinite recursion encountered
            { config, ... }: { networking.domain = config.services.nosuch.name; } | attribute 'nosuch' missing
            { lib, ... }: { networking.hostName = throw "my own words"; } | my own words
            """)
    void wrongModuleFailsInTheWordsOfNixos(String modules, String message) throws IOException, InterruptedException {
        PracticeNix.Result result = evaluate(modules);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains(message);
    }

    @Test
    void definitionsOfAWrongOptionNameTheirFiles() throws IOException, InterruptedException {
        nix.write("services/a.nix", "{ networking.hostName = \"a\"; }");
        nix.write("options/networking.hostName.nix", "{ networking.hostName = \"b\"; }");

        String message = nix.evaluate().err();

        assertThat(message)
                .contains("- In `" + nix.tree().resolve("services/a.nix") + "': \"a\"")
                .contains("- In `" + nix.tree().resolve("options/networking.hostName.nix") + "': \"b\"");
    }

    @Test
    void filesOfAHomeArePlainHomeOptions() throws IOException, InterruptedException {
        nix.write("home/ada/git.nix", "{ programs.git.enable = true; }");
        nix.write("home/ada/shell.nix", "{ pkgs, ... }: { home.packages = [ pkgs.htop ]; }");
        nix.write("home/bob/git.nix", "{ home-manager.users.bob.programs.git.enable = false; }");

        JsonNode homes = JSON.readTree(nix.evaluate().out()).path("options").path("home-manager.users");

        assertThat(homes).isEqualTo(JSON.readTree("""
                        {"ada": {"home": {"packages": ["pkgs.htop"]}, "programs": {"git": {"enable": true}}},
                         "bob": {"programs": {"git": {"enable": false}}}}"""));
    }

    @Test
    void emptyTreeAndFilesThatAreNoModulesAreFine() throws IOException, InterruptedException {
        assertThat(JSON.readTree(nix.evaluate().out())).isEqualTo(JSON.readTree("""
                        {"files": {}, "hostName": "practice", "options": {}, "packages": []}"""));

        nix.write("packages/README", "not Nix");
        nix.write("other/x.nix", "not Nix");

        assertThat(nix.evaluate().exit()).isZero();
    }

    @Test
    void everyPackageOfTheCatalogueCanBeNamed() throws IOException, InterruptedException {
        StringBuilder module = new StringBuilder("{ pkgs, ... }: { environment.systemPackages = [");
        CATALOGUE.packages().forEach(entry -> module.append(" pkgs.").append(entry.attribute()));
        nix.write("packages/all.nix", module.append(" ]; }").toString());

        PracticeNix.Result result = nix.evaluate();

        assertThat(result.err()).isEmpty();
        assertThat(JSON.readTree(result.out()).path("packages"))
                .hasSize(CATALOGUE.packages().size());
    }

    @Test
    void systemIsBuiltSwitchedAndRolledBack() throws IOException, InterruptedException {
        Path profile = Files.createDirectories(nix.root().resolve("profiles")).resolve("system");
        Path current = nix.root().resolve("run/current-system");
        nix.write("packages/htop.nix", "{ pkgs, ... }: { environment.systemPackages = [ pkgs.htop ]; }");
        Path first = switchTo(profile);
        assertThat(Files.readString(first.resolve("sw/packages"))).isEqualTo("htop");
        assertThat(JSON.readTree(first.resolve("manifest.json").toFile())
                        .path("packages")
                        .path(0)
                        .asText())
                .isEqualTo("htop");

        nix.write("packages/git.nix", "{ pkgs, ... }: { environment.systemPackages = [ pkgs.git ]; }");
        Path second = switchTo(profile);
        assertThat(second).isNotEqualTo(first);
        assertThat(current.toRealPath()).isEqualTo(second);

        assertThat(nix.nix("nix-env", "-p", profile.toString(), "--rollback").exit())
                .isZero();
        assertThat(activate(profile.resolve("bin/switch-to-configuration")).exit())
                .isZero();
        assertThat(current.toRealPath()).isEqualTo(first);
        assertThat(nix.nix("nix-env", "-p", profile.toString(), "--list-generations")
                        .out()
                        .lines())
                .hasSize(2);
    }

    @Test
    void aChangeOfAnyByteIsASystemOfItsOwn() throws IOException, InterruptedException {
        nix.write("services/openssh.nix", "{ services.openssh.enable = true; }");
        String first = nix.build().out();
        nix.write("services/openssh.nix", "{ services.openssh.enable = true; } # for the laptop");

        assertThat(nix.build().out()).isNotBlank().isNotEqualTo(first);
    }

    @Test
    void activationNeverTouchesTheMachineItself() throws IOException, InterruptedException {
        Path system = Path.of(nix.build().out().strip());
        Path real = Path.of("/run/current-system");
        boolean wasThere = Files.exists(real, LinkOption.NOFOLLOW_LINKS);
        Path program = system.resolve("bin/switch-to-configuration");

        PracticeNix.Result result = nix.nix("env", "AGNTOS_PRACTICE_ROOT=/", program.toString(), "switch");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("no practice machine at '/'");
        assertThat(Files.exists(real, LinkOption.NOFOLLOW_LINKS)).isEqualTo(wasThere);
        assertThat(nix.nix(program.toString(), "explode").exit()).isEqualTo(64);
    }

    private Path switchTo(Path profile) throws IOException, InterruptedException {
        PracticeNix.Result built = nix.build();
        assertThat(built.exit()).as(built.err()).isZero();
        Path system = Path.of(built.out().strip());
        assertThat(nix.nix("nix-env", "-p", profile.toString(), "--set", system.toString())
                        .exit())
                .isZero();
        PracticeNix.Result activated = activate(system.resolve("bin/switch-to-configuration"));
        assertThat(activated.exit()).as(activated.err()).isZero();
        return system;
    }

    private PracticeNix.Result activate(Path program) throws IOException, InterruptedException {
        return nix.nix(program.toString(), "switch");
    }

    private PracticeNix.Result evaluate(String modules) throws IOException, InterruptedException {
        String[] files = modules.split(" ;; ", -1);
        nix.write("options/a.nix", files[0]);
        if (files.length > 1) {
            nix.write("options/b.nix", files[1]);
        }
        return nix.evaluate();
    }
}
