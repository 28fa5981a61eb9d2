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
import org.agntos.helper.protocol.MachineConfig.Source;
import org.agntos.helper.rebuild.RebuildException.Step;

/// Every assumption about `nixos-rebuild`, of today and of 20.09 to 25.05. The sources of each are in
/// docs/decisions/0012.
final class NixosRebuild {
    private static final Pattern NG = Pattern.compile("/nix/store/[^/]+-nixos-rebuild-ng-[^/]+/.*");
    private static final Set<String> FLAGS_OF_NG =
            Set.of("--flake", "--no-flake", "--override-input", "--impure", "--log-format");
    private static final String CHANNELS = "/nix/var/nix/profiles/per-user/root/channels";
    private static final List<String> ACTIONS = List.of("switch", "boot", "test");

    private final Path program;
    private final Predicate<String> knows;

    private NixosRebuild(Path program, Predicate<String> knows) {
        this.program = program;
        this.knows = knows;
    }

    /// Finds out which one this is: the program of today by its name in the store, the script of before by its text,
    /// which also says what it knows.
    static NixosRebuild at(Path program) throws RebuildException, IOException {
        Path real;
        String text;
        try {
            real = program.toRealPath();
            text = Files.readString(real, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new RebuildException(Step.BUILD, "there is no " + program, List.of());
        }
        if (NG.matcher(real.toString()).matches()) {
            return new NixosRebuild(real, FLAGS_OF_NG::contains);
        }
        if (!text.startsWith("#!") || !text.contains("nixos-rebuild")) {
            throw new RebuildException(Step.BUILD, program + " is not a nixos-rebuild that is known here", List.of());
        }
        return new NixosRebuild(
                real,
                flag -> Pattern.compile("(?m)^[^#\\n]*" + flag + "[|)]")
                        .matcher(text)
                        .find());
    }

    /// Builds what the tree and the rest of the configuration describe, and nothing more. It leaves a link `result` in
    /// the folder it runs in, with every version.
    List<String> build(Source source, Path tree) throws RebuildException {
        List<String> argv = new ArrayList<>(List.of(program.toString(), "build"));
        switch (source) {
            case Source.Channel() -> add(argv, "--no-flake");
            case Source.Flake flake -> {
                add(argv, required("--flake"), flake.folder() + "#" + flake.attribute());
                if (flake.isImpure()) {
                    add(argv, required("--impure"));
                } else {
                    add(argv, required("--override-input"), flake.input(), "path:" + tree);
                }
            }
        }
        add(argv, "--log-format", "internal-json");
        // Before ng it built a Nix of its own first, with code from the channel.
        add(argv, "--no-build-nix");
        return List.copyOf(argv);
    }

    private void add(List<String> argv, String flag, String... values) {
        if (knows.test(flag)) {
            argv.add(flag);
            argv.addAll(List.of(values));
        }
    }

    private String required(String flag) throws RebuildException {
        if (!knows.test(flag)) {
            throw new RebuildException(Step.BUILD, program + " does not know " + flag, List.of());
        }
        return flag;
    }

    /// What was built in this folder.
    static Path result(Path folder) throws IOException {
        return folder.resolve("result").toRealPath();
    }

    /// The whole environment of it and of what it starts, as a login of root has it.
    static Map<String, String> environment(String transaction) {
        return Map.of(
                "HOME",
                "/root",
                "PATH",
                "/run/current-system/sw/bin",
                "LANG",
                "C.UTF-8",
                "LOCALE_ARCHIVE",
                "/run/current-system/sw/lib/locale/locale-archive",
                "NIXOS_INSTALL_BOOTLOADER",
                "0",
                "NIX_PATH",
                "nixpkgs=" + CHANNELS + "/nixos:nixos-config=/etc/nixos/configuration.nix:" + CHANNELS,
                ChildProgram.MARK,
                transaction);
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
