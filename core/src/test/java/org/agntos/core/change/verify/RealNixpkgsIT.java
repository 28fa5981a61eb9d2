package org.agntos.core.change.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.agntos.core.change.Problem;
import org.agntos.core.change.Stage;
import org.agntos.core.change.StageOutcome;
import org.agntos.core.change.StageResult;
import org.agntos.core.change.Verification;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.nix.NixPrograms;
import org.agntos.core.nix.NixTools;
import org.agntos.core.process.SystemProcessRunner;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.MachineConfig.Source;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes against the modules of a real nixpkgs, whose folder `AGNTOS_NIXPKGS` names: it holds `nixos/default.nix`.
/// Nothing is built or fetched. This tier is optional, also where `CI=true`: nixpkgs is too large to come along.
class RealNixpkgsIT {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void lay() throws IOException {
        String nixpkgs = System.getenv().getOrDefault("AGNTOS_NIXPKGS", "");
        Assumptions.assumeTrue(
                !nixpkgs.isEmpty(), "AGNTOS_NIXPKGS names no nixpkgs, so real modules are not evaluated");
        Path real = Path.of(nixpkgs).toRealPath();
        assertThat(real.resolve("nixos/default.nix")).isRegularFile();
        Assumptions.assumeTrue(NixPrograms.find(System.getenv()).isPresent(), "Nix is not installed here");
        Files.createDirectories(folder.resolve("tree/services"));
        Files.copy(Path.of("../nix/wiring/agntos.nix"), folder.resolve("agntos.nix"));
        Files.writeString(folder.resolve("configuration.nix"), """
                {
                  imports = [ (import ./agntos.nix (let given = builtins.getEnv "AGNTOS_TREE"; in if given == "" then <agntos> else /. + given)) ];
                  fileSystems."/".device = "/dev/sda1";
                  boot.loader.grub.device = "/dev/sda";
                  networking.hostName = "box";
                }
                """);
        environment.put("HOME", folder.toString());
        environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
        environment.put(
                "NIX_CONFIG",
                "experimental-features = nix-command flakes\nsubstituters =\nsandbox = false\nbuild-users-group =\n");
        environment.put("NIX_STORE_DIR", folder.resolve("nix/store").toString());
        environment.put("NIX_STATE_DIR", folder.resolve("nix/var").toString());
        environment.put("NIX_PATH", "nixpkgs=" + real + ":nixos-config=" + folder.resolve("configuration.nix"));
    }

    @AfterEach
    void unlock() throws IOException {
        try (var found = Files.walk(folder)) {
            for (Path path : found.filter(Files::isDirectory).toList()) {
                path.toFile().setWritable(true, true);
            }
        }
    }

    private StageOutcome evaluated(Map<TreePath, String> writes) {
        CheckedMachine machine = CheckedMachine.nixos(
                new ConfigTree(folder.resolve("tree")), new Source.Channel(), new SystemProcessRunner(), environment);
        NixTools nix = new NixTools(new SystemProcessRunner(), System.getenv(), folder.resolve("practice"));
        Map<TreePath, Optional<Sha256>> base = new TreeMap<>();
        writes.keySet().forEach(path -> base.put(path, Optional.empty()));
        Verification verification =
                new Verifier(machine, nix, AnyCatalogue::new).verify(FileChanges.of(writes, Set.of(), base));
        return verification.stages().stream()
                .filter(outcome -> outcome.stage() == Stage.EVALUATED)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRightChangeEvaluates() {
        StageOutcome outcome = evaluated(Map.of(
                new TreePath("services/openssh.nix"),
                "{ services.openssh.enable = true; services.openssh.ports = [ 2222 ]; }\n",
                new TreePath("packages/htop.nix"),
                "{ pkgs, ... }: { environment.systemPackages = [ pkgs.htop ]; }\n"));

        assertThat(outcome.result()).isEqualTo(new StageResult.Passed());
    }

    @Test
    void realErrorsAreToldAtTheirPlace() {
        StageOutcome outcome = evaluated(Map.of(
                new TreePath("services/openssh.nix"), "{\n  services.openssh.enabel = true;\n}\n",
                new TreePath("options/networking.hostName.nix"),
                        "{\n  networking.firewall.allowedTCPPorts = \"80\";\n}\n",
                new TreePath("packages/ripgrepp.nix"),
                        "{ pkgs, ... }:\n{\n  environment.systemPackages = [ pkgs.ripgrepp ];\n}\n"));

        List<Problem> problems = outcome.result().problems();
        assertThat(problems)
                .extracting(problem -> problem.file() + ":" + problem.line())
                .contains("services/openssh.nix:2");
        assertThat(problems).allSatisfy(problem -> assertThat(problem.message()).isNotBlank());
    }
}
