package org.agntos.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.agntos.helper.protocol.MachineConfig.Source;
import org.agntos.helper.protocol.MachineConfig.Unusable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineConfigTest {
    private static final Path REBUILD = Path.of("/run/current-system/sw/bin/nixos-rebuild");

    @Test
    void channelNeedsItsKindAlone() throws Unusable {
        assertThat(MachineConfig.parse("kind = \"nixos-channel\""))
                .isEqualTo(new MachineConfig(new Source.Channel(), REBUILD, true));
    }

    @Test
    void flakeIsReadWhole() throws Unusable {
        MachineConfig config = MachineConfig.parse("""
                # how this machine is built
                kind = "nixos-flake"
                flake = "/etc/nixos"
                attribute = "desk.home"
                input = "agntos"
                rebuild = "/opt/nixos-rebuild"
                local_rebuild = false
                """);

        Source flake = new Source.Flake(Path.of("/etc/nixos"), "desk.home", "agntos", false);
        assertThat(config).isEqualTo(new MachineConfig(flake, Path.of("/opt/nixos-rebuild"), false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                                | kind is missing
            kind = 1                                                          | kind is not as it must be
            kind = "nixos-flake"                                              | flake is missing
            kind = "nixos-flake"~flake = "/etc/nixos"                         | attribute is missing
            kind = "nixos-flake"~flake = "etc"~attribute = "a"                | flake is not as it must be
            kind = "nixos-flake"~flake = "/etc#x"~attribute = "a"             | flake is not as it must be
            kind = "nixos-flake"~flake = "/a\\u0000b"~attribute = "a"         | flake is not as it must be
            kind = "nixos-flake"~flake = "/e"~attribute = "-a"                | attribute is not as it must be
            kind = "nixos-flake"~flake = "/e"~attribute = "a"~input = "--x"   | input is not as it must be
            kind = "nixos-channel"~input = "x"                                | belong to the kind nixos-flake
            kind = "nixos-channel"~kind = "nixos-channel"                     | line 2 is not TOML
            kind = "nixos-channel"~local_rebuild = "no"                       | local_rebuild must be true or false
            kind = "nixos-channel"~rebuild = "nixos-rebuild"                  | rebuild is not as it must be
            kind = "nixos-channel"~[x]~y = 1                                  | unknown keys: x
            kind = "nixos-channel                                             | line 1 is not TOML
            """)
    void whatIsNotAsItMustBeIsNamed(String toml, String why) {
        assertThatThrownBy(() -> MachineConfig.parse(toml.replace('~', '\n')))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining(why);
    }

    @Test
    void whereThereIsNoFileNothingIsGuessed(@TempDir Path folder) throws Unusable, IOException {
        assertThat(MachineConfig.read(folder.resolve("machine.toml"))).isEmpty();
    }
}
