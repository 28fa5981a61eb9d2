package org.agntos.core.change.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.machine.Machine;
import org.agntos.core.nix.NixTools;
import org.agntos.core.process.RunResult;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// That of a practice machine: its manifest says all there is.
final class PracticeConfiguration implements Configuration {
    private static final int MORE_ROUNDS = 10;

    private final NixTools nix;
    private final Machine machine;
    private final ConfigTree tree;

    PracticeConfiguration(NixTools nix, Machine machine, ConfigTree tree) {
        this.nix = nix;
        this.machine = machine;
        this.tree = tree;
    }

    @Override
    public NixTools.Run evaluate(Path other) throws InterruptedException {
        return nix.manifest(machine.paths().practiceSystem(), other);
    }

    @Override
    public NixTools.Run plan(Path other) throws InterruptedException {
        return nix.plan(machine.paths().practiceSystem(), other);
    }

    /// Without asking Nix where the tree is empty or the current generation was made from the same files.
    @Override
    public Optional<String> present() throws InterruptedException {
        Map<String, String> files = fingerprints();
        if (files.isEmpty()) {
            return Optional.of("{\"options\": {}}");
        }
        Optional<String> current = currentGeneration();
        if (current.flatMap(Manifest::parse)
                .filter(found -> found.files().equals(files))
                .isPresent()) {
            return current;
        }
        RunResult result = evaluate(tree.root()).result();
        return result instanceof RunResult.Exited exited && exited.isSuccess()
                ? Optional.of(exited.out().text())
                : Optional.empty();
    }

    private Optional<String> currentGeneration() {
        try {
            return Optional.of(Files.readString(machine.paths().profile().resolve("manifest.json")));
        } catch (IOException _) {
            // There is no generation yet, or none made by Nix.
            return Optional.empty();
        }
    }

    private Map<String, String> fingerprints() {
        Map<String, String> fingerprints = new TreeMap<>();
        tree.texts()
                .forEach((TreePath path, String text) ->
                        fingerprints.put(path.value(), Sha256.of(text).hex()));
        return fingerprints;
    }

    @Override
    public Effects effects(String before, String after) {
        Manifest was = Manifest.parse(before).orElse(Manifest.EMPTY);
        Manifest is = Manifest.parse(after).orElse(was);
        return new Effects(was.changesTo(is), List.copyOf(was.changedOptions(is)));
    }

    @Override
    public String named(String text, Path other) {
        return text.replace(other + "/", "");
    }

    @Override
    public int moreRounds() {
        return MORE_ROUNDS;
    }

    @Override
    public Optional<String> blindness() {
        return Optional.empty();
    }
}
