package org.agntos.core.change.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The stages on a configuration with flakes and on one with channels, with the real Nix and a NixOS in miniature.
class NixosConfigurationIT {
    private static final TreePath WEB = new TreePath("services/web.nix");

    enum Kind {
        FLAKE,
        IMPURE_FLAKE,
        CHANNEL
    }

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void lay() throws IOException {
        boolean isInstalled = NixPrograms.find(System.getenv()).isPresent();
        if ("true".equals(System.getenv("CI"))) {
            assertThat(isInstalled).as("Nix is installed, as CI=true asks").isTrue();
        }
        Assumptions.assumeTrue(isInstalled, "Nix is not installed here");
        Path nixos = Files.createDirectories(folder.resolve("nixos"));
        for (String name : List.of("system.nix", "flake.nix", "configuration.nix")) {
            copy(name, nixos.resolve(name));
        }
        Files.createDirectories(nixos.resolve("empty"));
        Path channel = Files.createDirectories(folder.resolve("channel/nixos"));
        copy("channel.nix", channel.resolve("default.nix"));
        copy("system.nix", channel.resolve("system.nix"));
        Path tree = folder.resolve("tree");
        Files.createDirectories(tree.resolve("packages"));
        Files.writeString(
                tree.resolve("packages/nano.nix"), "{ pkgs, ... }: { environment.systemPackages = [ pkgs.nano ]; }\n");
        environment.put("HOME", folder.toString());
        environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
        environment.put(
                "NIX_CONFIG",
                "experimental-features = nix-command flakes\nsubstituters =\nsandbox = false\nbuild-users-group =\n");
        environment.put("NIX_STORE_DIR", folder.resolve("nix/store").toString());
        environment.put("NIX_STATE_DIR", folder.resolve("nix/var").toString());
        environment.put(
                "NIX_PATH",
                "nixpkgs=" + folder.resolve("channel") + ":nixos-config=" + nixos.resolve("configuration.nix"));
    }

    @AfterEach
    void unlock() throws IOException {
        try (var found = Files.walk(folder)) {
            for (Path path : found.filter(Files::isDirectory).toList()) {
                path.toFile().setWritable(true, true);
            }
        }
    }

    private static void copy(String name, Path to) throws IOException {
        try (InputStream in = NixosConfigurationIT.class.getResourceAsStream("nixos/" + name)) {
            Files.write(to, Objects.requireNonNull(in, name).readAllBytes());
        }
    }

    private Verification verify(Kind kind, Map<TreePath, String> writes) {
        return verify(kind, "agntos", writes);
    }

    private Verification verify(Kind kind, String input, Map<TreePath, String> writes) {
        Path nixos = folder.resolve("nixos");
        Source source = switch (kind) {
            case FLAKE -> new Source.Flake(nixos, "box", input, false);
            case IMPURE_FLAKE -> new Source.Flake(nixos, "box", input, true);
            case CHANNEL -> new Source.Channel();
        };
        CheckedMachine machine = CheckedMachine.nixos(
                new ConfigTree(folder.resolve("tree")), source, new SystemProcessRunner(), environment);
        NixTools nix = new NixTools(new SystemProcessRunner(), System.getenv(), folder.resolve("practice"));
        Map<TreePath, Optional<org.agntos.helper.protocol.Sha256>> base = new TreeMap<>();
        writes.keySet().forEach(path -> base.put(path, Optional.empty()));
        return new Verifier(machine, nix, AnyCatalogue::new).verify(FileChanges.of(writes, Set.of(), base));
    }

    private static StageOutcome stage(Verification verification, Stage stage) {
        return verification.stages().stream()
                .filter(outcome -> outcome.stage() == stage)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAKE", "CHANNEL"})
    void aChangeIsEvaluatedAndPlannedWithoutTouchingTheTree(Kind kind) {
        Verification verification = verify(
                kind,
                Map.of(
                        WEB,
                        "{ services.web.enable = true; services.web.port = 8080; }\n",
                        new TreePath("packages/htop.nix"),
                        "{ pkgs, ... }: { environment.systemPackages = [ pkgs.htop ]; }\n",
                        new TreePath("options/boot.kernel.nix"),
                        "{ boot.kernel = \"6.13\"; }\n"));
        assertThat(stage(verification, Stage.EVALUATED).result()).isEqualTo(new StageResult.Passed());
        assertThat(stage(verification, Stage.PLANNED).result()).isEqualTo(new StageResult.Passed());
        assertThat(verification.plan())
                .contains("Package added: htop 3.3.0", "Units started: web.service")
                .contains("Needs a reboot: the kernel (linux-6.12 → linux-6.13).")
                .anySatisfy(line -> assertThat(line).contains("nixos-system-box-25.11"));
        assertThat(folder.resolve("tree/services")).doesNotExist();
        assertThat(folder.resolve("nixos/flake.lock")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAKE", "CHANNEL"})
    void everyErrorIsToldAtItsPlaceInTheTree(Kind kind) {
        Verification verification = verify(
                kind,
                Map.of(
                        WEB,
                        "{\n  services.web.enabel = true;\n  services.web.prt = 1;\n}\n",
                        new TreePath("packages/x.nix"),
                        "{ pkgs, ... }:\n{\n  environment.systemPackages = [ pkgs.htopp ];\n}\n"));
        List<Problem> problems = stage(verification, Stage.EVALUATED).result().problems();
        assertThat(problems)
                .extracting(problem -> problem.file() + ":" + problem.line() + ":" + problem.column())
                .containsExactlyInAnyOrder("services/web.nix:2:3", "services/web.nix:3:3", "packages/x.nix:3:34");
        assertThat(problems).allSatisfy(problem -> assertThat(problem.trace()).contains("error:"));
        assertThat(stage(verification, Stage.PLANNED).result())
                .isEqualTo(new StageResult.Skipped("the configuration does not evaluate"));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAKE", "CHANNEL"})
    void aConflictNamesTheirOwnFileAndTheFixPassesNix(Kind kind) {
        TreePath file = new TreePath("options/networking.hostName.nix");
        Verification verification = verify(kind, Map.of(file, "{\n  networking.hostName = \"other\";\n}\n"));
        Problem problem =
                stage(verification, Stage.EVALUATED).result().problems().getFirst();
        assertThat(problem.file()).isEqualTo(file.value());
        assertThat(problem.explanation()).contains("nixos/configuration.nix").contains("\"box\"");
        assertThat(problem.fix()).isNotNull();
        Verification mended = verify(kind, problem.fix().files());
        assertThat(stage(mended, Stage.EVALUATED).result()).isEqualTo(new StageResult.Passed());
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAKE", "IMPURE_FLAKE"})
    void aConfigurationThatDoesNotReadTheTreeIsNotPretendedToPass(Kind kind) {
        Verification verification = verify(kind, "other", Map.of(WEB, "{ services.web.enable = true; }\n"));
        assertThat(stage(verification, Stage.EVALUATED).result())
                .isInstanceOfSatisfying(
                        StageResult.Skipped.class,
                        skipped -> assertThat(skipped.reason()).contains("does not read the managed tree"));
    }
}
