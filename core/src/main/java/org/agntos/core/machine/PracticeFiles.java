package org.agntos.core.machine;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.agntos.core.files.AtomicFile;
import org.agntos.core.grounding.Catalogue;
import org.agntos.helper.protocol.HelperPaths;

/// Lays down what a practice machine consists of. Each file is replaced as a whole and only where it differs.
final class PracticeFiles {
    /// The files of `nix/practice`, which are resources of this package.
    static final List<String> SYSTEM =
            List.of("default.nix", "lib.nix", "merge.nix", "packages.nix", "rebuild.sh", "switch.sh", "types.nix");

    /// A set of so many packages is a library.
    private static final int LARGE_SET = 1000;

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
        layNames(system, catalogue);
        link(paths.config().resolve("audit.jsonl"), paths.auditLog());
    }

    /// What exists here, for Nix. Of an index, which has many names, only when another one serves: the stamp says of
    /// which they are.
    private static void layNames(Path system, Catalogue catalogue) throws IOException {
        Path stamp = system.resolve("names.txt");
        Path options = system.resolve("options.json");
        Path packages = system.resolve("packages.json");
        byte[] source = catalogue.source().getBytes(StandardCharsets.UTF_8);
        boolean isLarge = catalogue.isLarge();
        if (isLarge && Files.exists(options) && Files.exists(packages) && isSame(stamp, source)) {
            return;
        }
        Files.deleteIfExists(stamp);
        JsonMapper mapper = JsonMapper.builder().build();
        put(options, mapper.writeValueAsBytes(catalogue.optionTypes()));
        put(packages, mapper.writeValueAsBytes(withoutLibraries(catalogue)));
        if (isLarge) {
            put(stamp, source);
        }
    }

    /// Nix reads the names at each evaluation, so the libraries of languages, which are four fifths of them, are left
    /// out but for those the catalogue knows well.
    private static Map<String, String> withoutLibraries(Catalogue catalogue) {
        Map<String, String> packages = catalogue.packageDescriptions();
        Map<String, Integer> sizes = new HashMap<>();
        packages.keySet().forEach(attribute -> sizes.merge(set(attribute), 1, Integer::sum));
        Map<String, String> kept = new TreeMap<>();
        packages.forEach((attribute, description) -> {
            String set = set(attribute);
            if (set.isEmpty() || sizes.getOrDefault(set, 0) < LARGE_SET) {
                kept.put(attribute, description);
            }
        });
        catalogue.packages().forEach(entry -> kept.put(entry.attribute(), entry.description()));
        return kept;
    }

    /// The first segment of a dotted attribute, else nothing.
    private static String set(String attribute) {
        int dot = attribute.indexOf('.');
        return dot < 0 ? "" : attribute.substring(0, dot);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = PracticeFiles.class.getResourceAsStream("practice/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("the installation lacks the practice system's file " + name);
            }
            return in.readAllBytes();
        }
    }

    private static boolean isSame(Path file, byte[] bytes) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == bytes.length
                && Arrays.equals(Files.readAllBytes(file), bytes);
    }

    private static void put(Path file, byte[] bytes) throws IOException {
        if (!isSame(file, bytes)) {
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
