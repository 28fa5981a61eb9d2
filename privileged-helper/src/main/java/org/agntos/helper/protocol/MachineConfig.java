package org.agntos.helper.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the administrator wrote in `machine.toml`: how this NixOS is built. Nothing of it is ever guessed.
///
/// @param rebuild the `nixos-rebuild` to use
/// @param isRebuiltHere false if this machine is built elsewhere and a change is handed on as a patch
public record MachineConfig(Source source, Path rebuild, boolean isRebuiltHere) {
    private static final long MAX_BYTES = 65_536;
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final Set<String> KEYS_OF_FLAKES = Set.of("flake", "attribute", "input", "impure");
    private static final Set<String> KEYS =
            Set.of("kind", "flake", "attribute", "input", "impure", "rebuild", "local_rebuild");

    /// Where the configuration is that imports the managed tree.
    public sealed interface Source {
        /// `/etc/nixos/configuration.nix` and root's channels.
        record Channel() implements Source {}

        /// @param attribute below `nixosConfigurations`; @param input which stands for the managed tree
        /// @param isImpure true if the flake reads the tree itself, which only an impure evaluation can
        record Flake(Path folder, String attribute, String input, boolean isImpure) implements Source {}
    }

    /// Why there is no configuration to go by, as a clause.
    public static final class Unusable extends Exception {
        private Unusable(String why) {
            super(why);
        }
    }

    /// Reads the file, if there is one. It may be a link: only root can have put one there.
    ///
    /// @throws Unusable if it is not root's alone, or not as `docs/formats/machine-toml.md` says
    public static Optional<MachineConfig> read(Path file) throws Unusable, IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        int mode = (Integer) Files.getAttribute(file, "unix:mode");
        boolean isRoots = Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid"));
        require(isRoots && (mode & WRITABLE_BY_OTHERS) == 0, "somebody other than root owns it or may write it");
        boolean isFile = Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES;
        require(isFile, "it is no file, or has more than " + MAX_BYTES + " bytes");
        return Optional.of(parse(Files.readString(file, StandardCharsets.UTF_8)));
    }

    /// @throws Unusable if a key is unknown, missing or not of its kind
    public static MachineConfig parse(String toml) throws Unusable {
        JsonNode table;
        try {
            table = Json.parseToml(toml.getBytes(StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new Unusable("it is no text");
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new Unusable("line " + line + " is not TOML: " + e.getOriginalMessage());
        }
        List<String> unknown = Json.unknown(table, KEYS);
        require(unknown.isEmpty(), "it has unknown keys: " + String.join(", ", unknown));
        String kind = text(table, "kind", "nixos-flake|nixos-channel", "");
        Path rebuild = Path.of(text(table, "rebuild", "/[^\\p{Cntrl}]+", "/run/current-system/sw/bin/nixos-rebuild"));
        return new MachineConfig(source(kind, table), rebuild, flag(table, "local_rebuild", true));
    }

    private static Source source(String kind, JsonNode table) throws Unusable {
        if (kind.equals("nixos-flake")) {
            return new Source.Flake(
                    Path.of(text(table, "flake", "/[^#?\\p{Cntrl}]*", "")),
                    text(table, "attribute", "[A-Za-z0-9_][A-Za-z0-9_.'+-]{0,199}", ""),
                    text(table, "input", "[A-Za-z_][A-Za-z0-9_'/-]{0,199}", "agntos"),
                    flag(table, "impure", false));
        }
        boolean isPlain = KEYS_OF_FLAKES.stream().noneMatch(table::has);
        require(isPlain, "flake, attribute, input and impure belong to the kind nixos-flake");
        return new Source.Channel();
    }

    private static void require(boolean claim, String otherwise) throws Unusable {
        if (!claim) {
            throw new Unusable(otherwise);
        }
    }

    private static String text(JsonNode table, String key, String form, String otherwise) throws Unusable {
        String value = table.path(key).asText(otherwise);
        boolean isText = !table.has(key) || table.get(key).isTextual();
        String trouble = value.isEmpty() ? " is missing" : " is not as it must be: \"" + value + "\"";
        require(isText && value.matches(form), key + trouble);
        return value;
    }

    private static boolean flag(JsonNode table, String key, boolean otherwise) throws Unusable {
        require(!table.has(key) || table.get(key).isBoolean(), key + " must be true or false");
        return table.path(key).asBoolean(otherwise);
    }
}
