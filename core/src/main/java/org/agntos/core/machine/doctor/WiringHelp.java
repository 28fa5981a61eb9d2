package org.agntos.core.machine.doctor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agntos.core.machine.MachineKind;

/// What a person adds to their configuration so that it reads the managed tree. It is shown; nobody writes it for them.
public final class WiringHelp {
    private static final String CHANNEL_MODULE = "imports = [ (import ./agntos.nix /etc/agntos) ];\n";
    private static final String FLAKE_INPUT = """
            inputs.agntos = {
              url = "path:/etc/agntos";
              flake = false;
            };
            """;
    private static final String FLAKE_MODULE = """
            # flake.nix, in the outputs, which must take `inputs` whole:
            modules = [ (import ./agntos.nix inputs.agntos) ];
            """;
    private static final String CHANNEL_TOML = "kind = \"nixos-channel\"\n";
    private static final String FLAKE_TOML = """
            kind = "nixos-flake"
            flake = "/etc/nixos"          # the folder of your flake.nix
            attribute = "YOUR-HOST"       # the name below nixosConfigurations
            input = "agntos"
            """;
    private static final String COMMON_TOML = """
            # rebuild = "/run/current-system/sw/bin/nixos-rebuild"
            # local_rebuild = false       # if this machine is built elsewhere
            """;

    private WiringHelp() {}

    /// One piece of text. @param file where it belongs; @param how to put it there
    public record Piece(String file, String how, String text) {}

    /// @throws IOException if the installation lacks its own files
    public static List<Piece> of(MachineKind kind) throws IOException {
        Piece module = new Piece(
                "/etc/nixos/agntos.nix",
                "A new file beside your configuration"
                        + (kind == MachineKind.NIXOS_FLAKE ? "; `git add` it if the folder is a git repository." : "."),
                module());
        return switch (kind) {
            case NIXOS_FLAKE ->
                List.of(
                        module,
                        new Piece("flake.nix", "A new input of your flake.", FLAKE_INPUT),
                        new Piece("flake.nix", "A module more for your host.", FLAKE_MODULE),
                        toml(FLAKE_TOML));
            case NIXOS_CHANNEL, PRACTICE ->
                List.of(
                        module,
                        new Piece("/etc/nixos/configuration.nix", "A line more in your imports.", CHANNEL_MODULE),
                        toml(CHANNEL_TOML));
        };
    }

    private static Piece toml(String text) {
        return new Piece(
                "/etc/agntos/machine.toml",
                "A new file of root's, in a folder of root's: `sudo mkdir -p /etc/agntos` makes it.",
                text + COMMON_TOML);
    }

    private static String module() throws IOException {
        try (InputStream in = WiringHelp.class.getResourceAsStream("agntos.nix")) {
            if (in == null) {
                throw new FileNotFoundException("the installation lacks its file agntos.nix");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
