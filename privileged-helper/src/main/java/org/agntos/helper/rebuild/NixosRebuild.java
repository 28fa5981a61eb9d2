package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.agntos.helper.protocol.Failure;
import org.agntos.helper.protocol.HelperEvent.Reason;
import org.agntos.helper.protocol.MachineConfig.Source;

/// Every assumption about `nixos-rebuild`, of today and of 20.09 to 25.05. The sources of each are in
/// docs/decisions/0012.
final class NixosRebuild {
    private static final Pattern NG = Pattern.compile("/nix/store/[^/]+-nixos-rebuild-ng-[^/]+/.*");
    private static final Set<String> FLAGS_OF_NG =
            Set.of("--flake", "--no-flake", "--override-input", "--impure", "--log-format");
    /// Without these it works, too.
    private static final Set<String> OPTIONAL = Set.of("--no-flake", "--log-format", "--no-build-nix");

    private static final String CHANNELS = "/nix/var/nix/profiles/per-user/root/channels";
    private static final List<String> ACTIONS = List.of("switch", "boot", "test");

    private NixosRebuild() {}

    /// The command that builds what the tree and the rest of the configuration describe, and nothing more. It
    /// leaves a link `result` in the folder it runs in, with every version.
    ///
    /// Which one this is, is found out: the program of today by its name in the store, the script of before
    /// by its text, which also says what it knows.
    static List<String> build(Path program, Source source, Path tree) throws IOException {
        Path real;
        String text;
        try {
            real = program.toRealPath();
            text = Files.readString(real, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw unusable("there is no " + program);
        }
        boolean isNg = NG.matcher(real.toString()).matches();
        if (!isNg && !(text.startsWith("#!") && text.contains("nixos-rebuild"))) {
            throw unusable(program + " is not a nixos-rebuild that is known here");
        }
        Predicate<String> isTaken = flag ->
                Pattern.compile("(?m)^[^#\\n]*" + flag + "[|)]").matcher(text).find();
        List<String> argv = new ArrayList<>(List.of(real.toString(), "build"));
        for (List<String> flag : flags(source, tree)) {
            if (isNg ? FLAGS_OF_NG.contains(flag.getFirst()) : isTaken.test(flag.getFirst())) {
                argv.addAll(flag);
            } else if (!OPTIONAL.contains(flag.getFirst())) {
                throw unusable(program + " does not know " + flag.getFirst());
            }
        }
        return argv;
    }

    /// Before ng it built a Nix of its own first, with code from the channel.
    private static List<List<String>> flags(Source source, Path tree) {
        List<List<String>> flags = new ArrayList<>();
        switch (source) {
            case Source.Channel() -> flags.add(List.of("--no-flake"));
            case Source.Flake flake -> {
                flags.add(List.of("--flake", flake.folder() + "#" + flake.attribute()));
                List<String> input = List.of("--override-input", flake.input(), "path:" + tree);
                flags.add(flake.isImpure() ? List.of("--impure") : input);
            }
        }
        flags.addAll(List.of(List.of("--log-format", "internal-json"), List.of("--no-build-nix")));
        return flags;
    }

    private static Failure unusable(String why) {
        return new Failure(Reason.BUILD, "It failed: " + why + ".", List.of());
    }

    /// What was built in this folder.
    static Path result(Path folder) throws IOException {
        return folder.resolve("result").toRealPath();
    }

    /// The whole environment of it and of what it starts, as a login of root has it.
    static Map<String, String> environment(String transaction) {
        return Map.ofEntries(
                Map.entry("HOME", "/root"),
                Map.entry("PATH", "/run/current-system/sw/bin"),
                Map.entry("LANG", "C.UTF-8"),
                Map.entry("LOCALE_ARCHIVE", "/run/current-system/sw/lib/locale/locale-archive"),
                Map.entry("NIXOS_INSTALL_BOOTLOADER", "0"),
                Map.entry(
                        "NIX_PATH",
                        "nixpkgs=" + CHANNELS + "/nixos:nixos-config=/etc/nixos/configuration.nix:" + CHANNELS),
                Map.entry(ChildProgram.MARK, transaction));
    }

    /// What Nix only warns of: the flake has no such input, so the tree would not be read.
    static boolean isLostInput(String line) {
        return line.contains("--override-input") && line.contains("does not match any input");
    }

    /// True for the command line of one that will make another generation current.
    static boolean isRebuilding(List<String> argv) {
        return argv.stream().limit(3).anyMatch(word -> word.matches("(.*/)?\\.?nixos-rebuild(-ng|-wrapped)*"))
                && argv.stream().anyMatch(ACTIONS::contains);
    }
}
