package org.agntos.core.machine;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.agntos.core.files.AtomicFile;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.helper.protocol.HelperPaths;

/// Lays down what a practice machine consists of. Each file is replaced as a whole and only where it differs.
final class PracticeFiles {
    /// The files of `nix/practice`, which are resources of this package.
    static final List<String> SYSTEM =
            List.of("default.nix", "lib.nix", "merge.nix", "packages.nix", "switch.sh", "types.nix");

    private static final List<String> TREE = List.of("packages", "services", "options", "home");

    private final HelperPaths paths;

    PracticeFiles(HelperPaths paths) {
        this.paths = paths;
    }

    void lay(Catalogue catalogue) throws IOException {
        for (String folder : TREE) {
            Files.createDirectories(paths.config().resolve(folder));
        }
        Files.createDirectories(paths.log());
        Files.createDirectories(paths.lib());
        Path system = Files.createDirectories(paths.practiceSystem());
        for (String name : SYSTEM) {
            put(system.resolve(name), resource(name));
        }
        JsonMapper mapper = JsonMapper.builder().build();
        put(system.resolve("options.json"), mapper.writeValueAsBytes(options(mapper, catalogue)));
        put(system.resolve("packages.json"), mapper.writeValueAsBytes(packages(mapper, catalogue)));
        link(paths.config().resolve("audit.jsonl"), paths.auditLog());
    }

    private static ObjectNode options(JsonMapper mapper, Catalogue catalogue) {
        ObjectNode types = mapper.createObjectNode();
        for (OptionEntry option : catalogue.options()) {
            types.put(option.path(), option.type());
        }
        return types;
    }

    private static ObjectNode packages(JsonMapper mapper, Catalogue catalogue) {
        ObjectNode descriptions = mapper.createObjectNode();
        for (PackageEntry entry : catalogue.packages()) {
            descriptions.put(entry.attribute(), entry.description());
        }
        return descriptions;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = PracticeFiles.class.getResourceAsStream("practice/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("the installation lacks the practice system's file " + name);
            }
            return in.readAllBytes();
        }
    }

    private static void put(Path file, byte[] bytes) throws IOException {
        boolean isThere = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == bytes.length
                && Arrays.equals(Files.readAllBytes(file), bytes);
        if (!isThere) {
            AtomicFile.write(file, bytes);
        }
    }

    /// A log that AgntOS 1.x kept in the tree stays where it is.
    private static void link(Path link, Path target) throws IOException {
        if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
            return;
        }
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
            return;
        }
        Path temporary = link.resolveSibling(".audit.jsonl." + UUID.randomUUID() + ".tmp");
        try {
            Files.createSymbolicLink(temporary, target);
            Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException _) {
            // Another program was first, with the same link.
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
