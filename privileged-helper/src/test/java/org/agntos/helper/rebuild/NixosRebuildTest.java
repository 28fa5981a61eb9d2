package org.agntos.helper.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agntos.helper.protocol.Failure;
import org.agntos.helper.protocol.MachineConfig.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NixosRebuildTest {
    private static final Path TREE = Path.of("/etc/agntos");
    private static final Path STAND_INS = Path.of("src/test/resources/org/agntos/helper/nixos");
    private static final Source FLAKE = new Source.Flake(Path.of("/etc/nixos"), "desk", "agntos", false);

    @TempDir
    Path folder;

    private List<String> build(String script, Source source) throws IOException {
        Path program = Files.writeString(folder.resolve("nixos-rebuild"), script);
        List<String> argv = NixosRebuild.build(program, source, TREE);
        assertThat(argv.getFirst()).isEqualTo(program.toRealPath().toString());
        return argv.subList(1, argv.size());
    }

    @Test
    void scriptOfBeforeIsAskedForWhatItKnows() throws IOException {
        String script = Files.readString(STAND_INS.resolve("nixos-rebuild-bash"));

        assertThat(build(script, new Source.Channel()))
                .containsExactly("build", "--no-flake", "--log-format", "internal-json", "--no-build-nix");
        assertThat(build(script, FLAKE))
                .containsExactly(
                        "build",
                        "--flake",
                        "/etc/nixos#desk",
                        "--override-input",
                        "agntos",
                        "path:/etc/agntos",
                        "--log-format",
                        "internal-json",
                        "--no-build-nix");
        assertThat(build(script, new Source.Flake(Path.of("/etc/nixos"), "desk", "agntos", true)))
                .containsExactly(
                        "build",
                        "--flake",
                        "/etc/nixos#desk",
                        "--impure",
                        "--log-format",
                        "internal-json",
                        "--no-build-nix");
    }

    @Test
    void flagsThatItDoesNotKnowAreLeftOut() throws IOException {
        String script = """
                #!/bin/sh
                # nixos-rebuild; --log-format) is not for us
                case "$1" in
                  --no-build-nix) ;;
                esac
                """;

        assertThat(build(script, new Source.Channel())).containsExactly("build", "--no-build-nix");
        assertThatThrownBy(() -> build(script, FLAKE))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("does not know --flake");
    }

    @Test
    void otherProgramsAreNotRun() {
        assertThatThrownBy(() -> build("#!/bin/sh\nrm -r /\n", FLAKE))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("not a nixos-rebuild");
        assertThatThrownBy(() -> NixosRebuild.build(folder.resolve("none"), FLAKE, TREE))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("there is no");
    }

    @ParameterizedTest
    @CsvSource({
        "/run/current-system/sw/bin/nixos-rebuild switch, true",
        "/nix/store/x-bash/bin/bash /run/current-system/sw/bin/nixos-rebuild boot --upgrade, true",
        "/nix/store/x-python3/bin/python3.13 /nix/store/y/bin/.nixos-rebuild-wrapped test, true",
        "sudo nixos-rebuild switch --flake .#desk, true",
        "/run/current-system/sw/bin/nixos-rebuild build, false",
        "man nixos-rebuild, false",
        "vim /home/ada/nixos-rebuild.md switch, false"
    })
    void rebuildsOfOthersAreKnownByTheirCommandLine(String command, boolean isRebuilding) {
        assertThat(NixosRebuild.isRebuilding(List.of(command.split(" ")))).isEqualTo(isRebuilding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            warning: the flag '--override-input agntos path:/etc/agntos' does not match any input | true
            warning: creating lock file '/etc/nixos/flake.lock'                                   | false
            """)
    void warningOfALostInputIsKnown(String line, boolean isLost) {
        assertThat(NixosRebuild.isLostInput(line)).isEqualTo(isLost);
    }

    @Test
    void environmentHoldsNothingOfOurs() {
        assertThat(NixosRebuild.environment("a-1"))
                .containsEntry("AGNTOS_TRANSACTION", "a-1")
                .containsEntry("PATH", "/run/current-system/sw/bin")
                .containsOnlyKeys(
                        "AGNTOS_TRANSACTION",
                        "HOME",
                        "LANG",
                        "LOCALE_ARCHIVE",
                        "NIXOS_INSTALL_BOOTLOADER",
                        "NIX_PATH",
                        "PATH");
    }
}
