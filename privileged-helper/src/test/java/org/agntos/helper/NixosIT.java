package org.agntos.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.agntos.helper.NixosNamespace.Kind;
import org.agntos.helper.NixosNamespace.Rebuild;
import org.agntos.helper.NixosNamespace.Systemd;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The real helper as root on a small NixOS: it builds with the stand-in for `nixos-rebuild`, switches
/// generations of the real profile, and finds its way back from whatever fails.
class NixosIT {
    private static final TreePath HTOP = new TreePath("packages/htop.nix");
    private static final String HTOP_MODULE = MachineFixture.packageModule("htop");

    private static String module(String option) {
        return "{ " + option + "; }\n";
    }

    private static HelperRequest.Apply change(NixosNamespace machine, String option) throws IOException {
        return machine.apply(Map.of("options/testing.nix", module(option)), Set.of());
    }

    @ParameterizedTest
    @CsvSource({"CHANNEL, NG, WITH", "CHANNEL, BASH, WITHOUT", "FLAKE, NG, WITHOUT", "FLAKE, BASH, WITH"})
    void appliesUndoesAndGoesBackToAnyGeneration(Kind kind, Rebuild rebuild, Systemd systemd) throws IOException {
        try (NixosNamespace machine = NixosNamespace.start(kind, rebuild, systemd)) {
            SortedMap<String, String> before = machine.tree();

            HelperProcess.Ended ended = machine.run(machine.install("htop"));

            HelperEvent.Done applied = ended.done();
            assertThat(ended.events().getFirst()).isEqualTo(new HelperEvent.Hello("2.0.0", 1, "nixos"));
            assertThat(applied.generationBefore()).contains(1);
            assertThat(applied.generationAfter()).contains(2);
            machine.assertSystemIsGeneration(2);
            assertThat(machine.shell("cat /run/current-system/packages")).contains("-htop-3.3");
            assertThat(machine.lastEntry().path("uid").asInt()).isEqualTo(1000);
            assertThat(NixosFailureIT.log(ended))
                    .contains("activating the configuration...")
                    .anyMatch(line -> line.startsWith("@nix {") && line.contains("\"type\":104"))
                    .anyMatch(line -> line.contains("ing the following units: "));
            assertThat(machine.file("/run/stand-in/nix-of-its-own")).doesNotExist();
            assertThat(Files.exists(machine.file("/run/stand-in/services"))).isEqualTo(systemd == Systemd.WITH);

            FileChanges removal =
                    FileChanges.of(Map.of(), Set.of(HTOP), Map.of(HTOP, Optional.of(Sha256.of(HTOP_MODULE))));
            HelperEvent.Done undone = machine.run(machine.undo(applied.auditId().orElseThrow(), removal))
                    .done();

            assertThat(machine.tree()).isEqualTo(before);
            machine.assertSystemIsGeneration(undone.generationAfter().orElseThrow());
            assertThat(machine.shell("cat /run/current-system/packages")).isEmpty();
            machine.run(change(machine, "networking.hostName = \"mini\"")).done();

            FileChanges back = FileChanges.of(
                    Map.of(HTOP, HTOP_MODULE),
                    Set.of(new TreePath("options/testing.nix")),
                    Map.of(
                            HTOP,
                            Optional.empty(),
                            new TreePath("options/testing.nix"),
                            Optional.of(Sha256.of(module("networking.hostName = \"mini\"")))));
            HelperEvent.Done wentBack = machine.run(machine.rollback(2, back)).done();

            assertThat(wentBack.generationAfter()).contains(2);
            assertThat(machine.tree()).containsOnlyKeys(HTOP.value());
            machine.assertSystemIsGeneration(2);
            assertThat(machine.lastEntry().path("action").path("generation").asInt())
                    .isEqualTo(2);
            assertThat(machine.lastEntry().path("generation").path("before").asInt())
                    .isEqualTo(wentBack.generationBefore().orElseThrow());
            machine.assertChainIsWhole();
            machine.assertNothingIsLeftOver();
        }
    }
}
