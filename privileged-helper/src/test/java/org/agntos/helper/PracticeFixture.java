package org.agntos.helper;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agntos.helper.audit.Recorder.Account;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.agntos.helper.rebuild.Cancellation;
import org.agntos.helper.rebuild.TargetSystem;
import org.agntos.helper.storage.Archive;
import org.agntos.helper.transaction.Transaction;

/// A practice machine in a folder of a test, with the real practice system.
public final class PracticeFixture extends MachineFixture {
    private final Path data;

    public PracticeFixture(Path data) throws IOException {
        super(HelperPaths.practice(environment(data)));
        this.data = data;
        Files.createDirectories(paths.config());
        layDownSystem();
    }

    private void layDownSystem() throws IOException {
        Path system = Files.createDirectories(paths.practiceSystem());
        try (Stream<Path> files = Files.list(Path.of("../nix/practice"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, system.resolve(file.getFileName()));
            }
        }
        Files.writeString(
                system.resolve("options.json"),
                "{\"environment.systemPackages\":\"list of package\",\"networking.hostName\":\"string\"}");
        Files.writeString(system.resolve("packages.json"), "{\"htop\":\"processes\",\"git\":\"versions\"}");
    }

    /// The environment a helper of this machine gets.
    public Map<String, String> environment() {
        return environment(data);
    }

    private static Map<String, String> environment(Path data) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", data.toString());
        environment.put("XDG_DATA_HOME", data.toString());
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        return environment;
    }

    /// Runs a request inside this process.
    public HelperEvent run(Map<String, String> environment, HelperRequest request, Consumer<HelperEvent> events)
            throws IOException {
        String id = Transaction.newId(Instant.now());
        TargetSystem system = TargetSystem.practice(paths, environment, id);
        Account account = new Account(1000, "ada");
        return new Transaction(paths, system, id, account, new Cancellation(), events).run(request);
    }

    /// The generation in use is the one that was made of the tree as it is.
    public void assertGenerationBelongsToTree() throws IOException {
        int generation = currentGeneration().orElseThrow();
        SortedMap<TreePath, Sha256> tree = new TreeMap<>();
        tree().forEach((path, content) -> tree.put(new TreePath(path), Sha256.of(content)));
        assertThat(new Archive(paths).manifest(generation)).contains(tree);
        ObjectNode built = Json.parseObject(Files.readString(
                paths.profile().resolveSibling("system-" + generation + "-link").resolve("manifest.json")));
        JsonNode files = built.has("files") ? built.get("files") : built;
        SortedMap<TreePath, Sha256> noted = new TreeMap<>();
        files.properties()
                .forEach(file -> noted.put(
                        new TreePath(file.getKey()), new Sha256(file.getValue().asText())));
        assertThat(noted).isEqualTo(tree);
        Path active = paths.machineRoot().resolve("run/current-system");
        if (Files.exists(active)) {
            assertThat(active.toRealPath()).isEqualTo(paths.profile().toRealPath());
        }
    }
}
