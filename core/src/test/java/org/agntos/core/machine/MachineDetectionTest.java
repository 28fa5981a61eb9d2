package org.agntos.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.agntos.helper.protocol.HelperPaths;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineDetectionTest {
    @TempDir
    Path root;

    private HelperPaths system;

    @BeforeEach
    void layOut() throws IOException {
        system = new HelperPaths(
                Files.createDirectories(root.resolve("etc/agntos")),
                root.resolve("var/log/agntos"),
                root.resolve("var/lib/agntos"),
                root,
                root.resolve("nix/var/nix/profiles/system"));
        Files.createDirectories(root.resolve("etc/nixos"));
    }

    private MachineDetection detect(Map<String, String> environment) {
        return MachineDetection.of(environment, system, root.resolve("etc"));
    }

    private void put(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }

    @Test
    void whereThereIsNoNixosItIsPractice() {
        assertThat(detect(Map.of("HOME", "/home/ada")))
                .isEqualTo(new MachineDetection.Practice(HelperPaths.practice(Map.of("HOME", "/home/ada")), false));
    }

    @Test
    void nixosThatNobodySetUpIsNotPracticeAndSaysSo() throws IOException {
        put("etc/NIXOS", "");

        assertThat(detect(Map.of()))
                .isEqualTo(new MachineDetection.Nixos(system, MachineKind.NIXOS_CHANNEL, new MachineSetup.Missing()));
        put("etc/nixos/flake.nix", "{ }");
        assertThat(detect(Map.of()))
                .isEqualTo(new MachineDetection.Nixos(system, MachineKind.NIXOS_FLAKE, new MachineSetup.Missing()));
    }

    @ParameterizedTest
    @CsvSource({"AGNTOS_MACHINE, practice", "AGNTOS_CONFIG_DIR, /tmp/x", "AGNTOS_LIB_DIR, /tmp/y"})
    void whoeverAsksForPracticeGetsItOnNixosToo(String variable, String value) throws IOException {
        put("etc/NIXOS", "");

        assertThat(detect(Map.of(variable, value)))
                .isInstanceOfSatisfying(
                        MachineDetection.Practice.class,
                        practice -> assertThat(practice.isOnNixos()).isTrue());
    }

    @Test
    void machineTomlDecidesAndMustBeUsable() throws IOException {
        put("etc/NIXOS", "");
        put("etc/nixos/flake.nix", "{ }");
        put("etc/agntos/machine.toml", "kind = \"nixos-channel\"\nlocal = true\n");

        assertThat(detect(Map.of()))
                .isInstanceOfSatisfying(
                        MachineDetection.Nixos.class,
                        nixos -> assertThat(nixos.setup()).isInstanceOf(MachineSetup.Unusable.class));
    }
}
