package org.agntos.core.machine.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.agntos.core.files.BoundedRead;
import org.agntos.helper.protocol.MachineConfig.Source;

/// Whether the configuration of a NixOS reads the managed tree. It reads text and judges by it, so it may say that it
/// cannot tell; what is certain is seen when something is applied.
public final class WiringExamination implements Examination {
    private static final String SHOWN = "`agntctl doctor --wiring` shows what to add.";
    private static final int MAX_BYTES = 1 << 20;
    private static final int WRITABLE_BY_OTHERS = 0022;

    private final Source source;
    private final Path tree;
    private final Path channelFolder;

    /// @param tree the managed tree; @param channelFolder where `configuration.nix` is, `/etc/nixos`
    public WiringExamination(Source source, Path tree, Path channelFolder) {
        this.source = source;
        this.tree = tree;
        this.channelFolder = channelFolder;
    }

    @Override
    public List<Finding> look() {
        return switch (source) {
            case Source.Channel() -> List.of(channel(), owner(channelFolder));
            case Source.Flake flake when flake.isImpure() -> List.of(mentions(flake.folder()), owner(flake.folder()));
            case Source.Flake flake -> List.of(input(flake), used(flake), owner(flake.folder()));
        };
    }

    private Finding channel() {
        return mentions(channelFolder);
    }

    private Finding mentions(Path folder) {
        Pattern name = Pattern.compile("(?m)^[^#]*" + Pattern.quote(tree.toString()));
        for (Path file : modules(folder)) {
            if (name.matcher(text(file)).find()) {
                return Finding.ok("wiring", file + " reads " + tree + ".");
            }
        }
        return Finding.problem("wiring", "No .nix file in " + folder + " mentions " + tree + ".", SHOWN);
    }

    /// The lock file knows for certain which inputs there are.
    private Finding input(Source.Flake flake) {
        Path lock = flake.folder().resolve("flake.lock");
        String name = flake.input();
        try {
            JsonNode nodes = JsonMapper.builder().build().readTree(text(lock)).path("nodes");
            if (nodes.path("root").path("inputs").has(name)) {
                return Finding.ok("flake-input", "The flake has the input " + name + ".");
            }
        } catch (JsonProcessingException e) {
            return Finding.problem("flake-input", lock + " is no JSON.", "Make it anew with `nix flake lock`.");
        }
        boolean isWritten = text(flake.folder().resolve("flake.nix")).contains(tree.toString());
        return isWritten
                ? Finding.warn(
                        "flake-input",
                        "flake.nix mentions " + tree + ", but flake.lock has no input " + name + " yet.",
                        "Run `nix flake lock` in " + flake.folder() + ".")
                : Finding.problem("flake-input", "The flake has no input " + name + ".", SHOWN);
    }

    private static Finding used(Source.Flake flake) {
        Pattern use = Pattern.compile(
                "(?m)^[^#]*(inputs\\." + Pattern.quote(flake.input()) + "\\b(?!\\s*[.=])|agntos\\.nix)");
        for (Path file : modules(flake.folder())) {
            if (use.matcher(text(file)).find()) {
                return Finding.ok("wiring", file + " uses the input " + flake.input() + ".");
            }
        }
        return Finding.warn(
                "wiring", "No .nix file beside flake.nix seems to use the input " + flake.input() + ".", SHOWN);
    }

    private static Finding owner(Path folder) {
        try {
            int mode = (Integer) Files.getAttribute(folder, "unix:mode");
            boolean isRoots = Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"));
            return isRoots && (mode & WRITABLE_BY_OTHERS) == 0
                    ? Finding.ok("configuration-owner", folder + " is root's alone.")
                    : Finding.warn(
                            "configuration-owner",
                            "Somebody other than root may write in " + folder + ", and so decide what root runs.",
                            "Give it to root, or see to it that nobody else can log in as its owner.");
        } catch (IOException e) {
            return Finding.problem(
                    "configuration-owner", "There is no folder " + folder + ".", "Correct machine.toml.");
        }
    }

    private static List<Path> modules(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.nix")) {
            found.forEach(files::add);
        } catch (IOException e) {
            return List.of();
        }
        files.sort(null);
        return files;
    }

    private static String text(Path file) {
        return BoundedRead.text(file, MAX_BYTES) instanceof BoundedRead.Content.Text(String text) ? text : "";
    }
}
