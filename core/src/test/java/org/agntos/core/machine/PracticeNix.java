package org.agntos.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.agntos.core.grounding.Catalogue;
import org.junit.jupiter.api.Assumptions;

/// Runs the real Nix on the practice system, in a folder of its own, with the starter catalogue.
final class PracticeNix {
    /// What a program printed and how it ended.
    record Result(int exit, String out, String err) {}

    private static final List<String> SYSTEM =
            List.of("default.nix", "lib.nix", "merge.nix", "packages.nix", "rebuild.sh", "switch.sh", "types.nix");

    private final Path root;

    PracticeNix(Path root, Catalogue catalogue) throws IOException {
        this.root = root;
        Files.createDirectories(tree());
        Path system = Files.createDirectories(root.resolve("system"));
        for (String name : SYSTEM) {
            try (InputStream in = PracticeNix.class.getResourceAsStream("practice/" + name)) {
                Files.write(
                        system.resolve(name), Objects.requireNonNull(in, name).readAllBytes());
            }
        }
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode options = mapper.createObjectNode();
        catalogue.options().forEach(option -> options.put(option.path(), option.type()));
        mapper.writeValue(system.resolve("options.json").toFile(), options);
        ObjectNode packages = mapper.createObjectNode();
        catalogue.packages().forEach(entry -> packages.put(entry.attribute(), entry.description()));
        mapper.writeValue(system.resolve("packages.json").toFile(), packages);
    }

    /// Skips a test where there is no Nix, which continuous integration must not do.
    static void assumeInstalled() {
        boolean isInstalled = List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "nix-instantiate")));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(isInstalled).as("Nix is installed, as CI=true asks").isTrue();
        }
        Assumptions.assumeTrue(isInstalled, "Nix is not installed here");
    }

    Path root() {
        return root;
    }

    Path tree() {
        return root.resolve("etc/agntos");
    }

    void write(String name, String module) throws IOException {
        Path file = tree().resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, module);
    }

    Result evaluate() throws IOException, InterruptedException {
        return run(
                "store = dummy://\n",
                "nix-instantiate",
                "--eval",
                "--strict",
                "--json",
                "-A",
                "manifest",
                "--argstr",
                "tree",
                tree().toString(),
                root.resolve("system/default.nix").toString());
    }

    Result build() throws IOException, InterruptedException {
        return nix(
                "nix-build",
                "--no-out-link",
                "-A",
                "system",
                "--argstr",
                "tree",
                tree().toString(),
                root.resolve("system/default.nix").toString());
    }

    /// Runs a program with the practice machine's own store.
    Result nix(String... command) throws IOException, InterruptedException {
        return run("", command);
    }

    private Result run(String settings, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(root, "out", "");
        Path err = Files.createTempFile(root, "err", "");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("NIX_"));
        builder.environment()
                .putAll(Map.of(
                        "NIX_CONFIG",
                        settings
                                + "experimental-features = nix-command flakes\nsubstituters =\nsandbox = false\n"
                                + "build-users-group =\n",
                        "NIX_STORE_DIR",
                        root.resolve("nix/store").toString(),
                        "NIX_STATE_DIR",
                        root.resolve("nix/var/nix").toString(),
                        "NIX_LOG_DIR",
                        root.resolve("nix/var/log/nix").toString()));
        Process process = builder.start();
        process.getOutputStream().close();
        int exit = process.waitFor();
        return new Result(
                exit, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
