package org.agntos.core.machine;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.core.files.BoundedRead;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.OptionPath;
import org.agntos.core.nix.OptionSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Nix files the person wrote themselves, such as those of `/etc/nixos`, read once when first needed. Only reads.
/// What a file sets by code, rather than plainly, is not seen. Safe for any thread.
public final class OwnConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(OwnConfiguration.class);
    private static final int MOST_FILES = 1_000;
    private static final int DEPTH = 8;

    private final Optional<Path> root;
    private volatile SortedMap<String, ModuleText> modules = Collections.emptySortedMap();
    private volatile SortedMap<String, String> texts = Collections.emptySortedMap();
    private boolean isRead;

    private OwnConfiguration(Optional<Path> root) {
        this.root = root;
    }

    /// That of a practice machine: there is none.
    public static OwnConfiguration none() {
        return new OwnConfiguration(Optional.empty());
    }

    /// @param root the folder it is in; where it does not exist there is none
    public static OwnConfiguration in(Path root) {
        return new OwnConfiguration(Optional.of(root));
    }

    /// The same, read anew when first needed.
    public OwnConfiguration again() {
        return new OwnConfiguration(root);
    }

    /// One place where an option is set. @param file an absolute path
    public record Place(String file, ModuleText.Definition definition) {}

    /// Every definition of exactly this option, also in files that are no plain modules.
    public List<Place> defining(OptionPath option) {
        List<Place> found = new ArrayList<>();
        texts().forEach((file, text) -> OptionSettings.in(text).stream()
                .filter(definition -> definition.path().equals(option))
                .forEach(definition -> found.add(new Place(file, definition))));
        return found;
    }

    /// The text of every file, by its absolute path.
    public SortedMap<String, String> texts() {
        modules();
        return texts;
    }

    /// Those of the files that are written as plain modules.
    public SortedMap<String, ModuleText> modules() {
        synchronized (this) {
            if (!isRead) {
                texts = read();
                SortedMap<String, ModuleText> found = new TreeMap<>();
                for (Map.Entry<String, String> file : texts.entrySet()) {
                    if (ModuleText.read(file.getValue()) instanceof ModuleText.Reading.Module(ModuleText module)) {
                        found.put(file.getKey(), module);
                    }
                }
                modules = Collections.unmodifiableSortedMap(found);
                isRead = true;
            }
            return modules;
        }
    }

    private SortedMap<String, String> read() {
        SortedMap<String, String> found = new TreeMap<>();
        if (root.isEmpty() || !Files.isDirectory(root.get())) {
            return found;
        }
        try {
            Files.walkFileTree(root.get(), EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEPTH, visitor(found));
        } catch (IOException e) {
            LOG.warn("The configuration in {} cannot be read whole", root.get(), e);
        }
        return Collections.unmodifiableSortedMap(found);
    }

    private static SimpleFileVisitor<Path> visitor(SortedMap<String, String> found) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean isHidden = String.valueOf(folder.getFileName()).startsWith(".");
                return isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean isModule = attributes.isRegularFile() && file.toString().endsWith(".nix");
                if (isModule
                        && BoundedRead.text(file, ConfigTree.MAX_FILE_BYTES)
                                instanceof BoundedRead.Content.Text(String text)) {
                    found.put(file.toString(), text);
                }
                return found.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                LOG.debug("{} cannot be read", file, e);
                return FileVisitResult.CONTINUE;
            }
        };
    }
}
