package org.agntos.core.machine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agntos.core.machine.MachineKind;
import org.agntos.core.machine.doctor.Finding.State;
import org.agntos.helper.protocol.MachineConfig.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WiringExaminationTest {
    private static final Path TREE = Path.of("/etc/agntos");

    @TempDir
    Path nixos;

    private State state(Source source, String id) {
        return finding(source, id).state();
    }

    private Finding finding(Source source, String id) {
        List<Finding> findings = new WiringExamination(source, TREE, nixos).look();
        return findings.stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Source flake() {
        return new Source.Flake(nixos, "desk", "agntos", false);
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(nixos.resolve(name), text);
    }

    @Test
    void channelIsWiredWhenAFileReadsTheTree() throws IOException {
        put("configuration.nix", "{\n  # not /etc/agntos\n}\n");
        assertThat(state(new Source.Channel(), "wiring")).isEqualTo(State.PROBLEM);

        put("configuration.nix", "{ imports = [ (import ./agntos.nix /etc/agntos) ]; }\n");
        assertThat(state(new Source.Channel(), "wiring")).isEqualTo(State.OK);
    }

    @Test
    void flakeIsWiredWhenItsLockHasTheInputAndAModuleUsesIt() throws IOException {
        put("flake.nix", "{ outputs = inputs: { }; }\n");
        assertThat(state(flake(), "flake-input")).isEqualTo(State.PROBLEM);
        assertThat(state(flake(), "wiring")).isEqualTo(State.WARN);

        put("flake.nix", """
                { inputs.agntos = { url = "path:/etc/agntos"; flake = false; };
                  outputs = inputs: { x = (import ./agntos.nix inputs.agntos); }; }
                """);
        assertThat(state(flake(), "flake-input")).isEqualTo(State.WARN);
        assertThat(state(flake(), "wiring")).isEqualTo(State.OK);

        put("flake.lock", "{\"nodes\":{\"root\":{\"inputs\":{\"agntos\":\"agntos\"}}}}");
        assertThat(state(flake(), "flake-input")).isEqualTo(State.OK);
        put("flake.lock", "{");
        assertThat(state(flake(), "flake-input")).isEqualTo(State.PROBLEM);
    }

    @Test
    void folderThatOthersMayWriteIsAWarning() throws IOException {
        Files.setPosixFilePermissions(nixos, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(finding(new Source.Channel(), "configuration-owner").what()).contains("other than root");
        assertThat(state(new Source.Channel(), "configuration-owner")).isEqualTo(State.WARN);
    }

    @Test
    void helpIsTheModuleThatTheTestsOfTheHelperUse() throws IOException {
        for (MachineKind kind : MachineKind.values()) {
            List<WiringHelp.Piece> pieces = WiringHelp.of(kind);

            assertThat(pieces.getFirst().text()).isEqualTo(Files.readString(Path.of("../nix/wiring/agntos.nix")));
            assertThat(pieces.getLast().file()).isEqualTo("/etc/agntos/machine.toml");
        }
    }
}
