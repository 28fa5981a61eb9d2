package org.agntos.core.machine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Answers "what is this machine": the computer's own facts, what `/etc/agntos` declares, and the generations. Reads
/// anew at each call; safe for any thread.
public final class Inspection {
    /// What can be asked for, with the spellings of AgntOS 1.x.
    public static final List<String> TARGETS = List.of(
            "system",
            "cpu",
            "memory",
            "mem",
            "gpu",
            "disk",
            "disks",
            "network",
            "net",
            "services",
            "packages",
            "generations",
            "failed",
            "flake",
            "all");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Machine machine;
    private static final int LOG_LINES = 60;

    private final SystemFacts facts;
    private final Systemd systemd;
    private final Optional<Path> flake;

    /// @param flake the folder of the flake that this machine is built from, empty if it is built from none
    public Inspection(Machine machine, SystemFacts facts, Systemd systemd, Optional<Path> flake) {
        this.machine = machine;
        this.facts = facts;
        this.systemd = systemd;
        this.flake = flake;
    }

    /// The last lines of a unit's log; empty text where there are none or systemd does not run.
    public ObjectNode log(String unit) throws InterruptedException {
        return MAPPER.createObjectNode()
                .put("unit", unit)
                .put("systemd", systemd.isRunning())
                .put("log", systemd.log(unit, LOG_LINES).orElse(""));
    }

    /// Empty if the target is not one of [#TARGETS].
    public Optional<ObjectNode> read(String target) throws InterruptedException {
        ObjectNode node = MAPPER.createObjectNode();
        switch (target) {
            case "system" -> {
                node.setAll(facts.system());
                describeMachine(node);
            }
            case "cpu" -> node.set("cpu", facts.cpu());
            case "memory", "mem" -> node.set("memory", facts.memory());
            case "gpu" -> node.set("gpu", facts.gpu());
            case "disk", "disks" -> {
                node.set("disks", facts.disks());
                node.set("filesystems", filesystems());
            }
            case "network", "net" -> node.set("network", facts.network());
            case "services" -> {
                node.set("services", units("services"));
                list("running", systemd.units("running", "service"), node);
            }
            case "failed" -> list("failed", systemd.units("failed", ""), node);
            case "flake" -> {
                node.put("folder", flake.map(Path::toString).orElse(null));
                node.set("inputs", flake.map(FlakeInputs::of).orElseGet(MAPPER::createArrayNode));
            }
            case "packages" -> node.set("packages", units("packages"));
            case "generations" -> node.set("generations", generations());
            case "all" -> {
                node.setAll(facts.all());
                describeMachine(node);
                node.set("packages", units("packages"));
                node.set("services", units("services"));
                node.set("options", units("options"));
                node.set("generations", generations());
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(node);
    }

    /// Null where systemd does not run.
    private static void list(String name, Optional<List<String>> units, ObjectNode node) {
        if (units.isEmpty()) {
            node.putNull(name);
            return;
        }
        ArrayNode array = node.putArray(name);
        units.get().forEach(array::add);
    }

    /// Where things grow, with the room that is left.
    private static ArrayNode filesystems() {
        ArrayNode array = MAPPER.createArrayNode();
        for (String folder : List.of("/", "/nix", "/boot", "/home", "/var")) {
            Path path = Path.of(folder);
            if (Files.isDirectory(path)) {
                try {
                    FileStore store = Files.getFileStore(path);
                    array.addObject()
                            .put("path", folder)
                            .put("total_bytes", store.getTotalSpace())
                            .put("free_bytes", store.getUsableSpace());
                } catch (IOException _) {
                    // One that cannot be looked at is left out.
                }
            }
        }
        return array;
    }

    private void describeMachine(ObjectNode node) {
        ObjectNode kind = node.putObject("machine");
        kind.put("kind", machine.kind().word());
        kind.put("description", machine.describe());
        kind.put("nix", machine.nixVersion());
        kind.put("config", machine.paths().config().toString());
    }

    private ArrayNode units(String folder) {
        List<String> names = new ArrayList<>();
        Path directory = machine.paths().config().resolve(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.nix")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                names.add(name.substring(0, name.length() - ".nix".length()));
            }
        } catch (NoSuchFileException e) {
            return MAPPER.createArrayNode();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
        Collections.sort(names);
        ArrayNode array = MAPPER.createArrayNode();
        names.forEach(array::add);
        return array;
    }

    private ArrayNode generations() {
        ArrayNode array = MAPPER.createArrayNode();
        for (Generation generation : machine.generations()) {
            array.addObject()
                    .put("generation", generation.number())
                    .put("date", generation.date().toString())
                    .put("current", generation.isCurrent());
        }
        return array;
    }
}
