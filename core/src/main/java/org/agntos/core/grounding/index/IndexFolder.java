package org.agntos.core.grounding.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.agntos.core.files.AtomicFile;
import org.agntos.core.files.StoreLock;
import org.agntos.core.grounding.Catalogue;

/// Where the index of this machine is kept: one database per revision of nixpkgs, and `current.json`, which says which
/// one serves. A new one is built beside the old one and takes its place in one step, so whoever is killed at whatever
/// moment leaves an index that serves. Several programs may build and read at once. Safe for any thread.
public final class IndexFolder {
    private static final String CURRENT = "current.json";
    private static final String LOCK = "build.lock";
    private static final int TRIES = 3;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path folder;
    private final Path nativeLibraries;
    private final Clock clock;

    /// @param folder made when the first index is built
    /// @param nativeLibraries where SQLite's own library is unpacked
    public IndexFolder(Path folder, Path nativeLibraries, Clock clock) {
        this.folder = folder;
        this.nativeLibraries = nativeLibraries;
        this.clock = clock;
    }

    public Path folder() {
        return folder;
    }

    /// The file that is replaced when another index takes over.
    Path currentFile() {
        return folder.resolve(CURRENT);
    }

    /// What the index in use is; empty if there is none.
    ///
    /// @throws IndexFailed if that is not known because the file about it is damaged
    public Optional<IndexInfo> current() throws IndexFailed {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(folder.resolve(CURRENT)), IndexInfo.class))
                    .filter(info -> info.file() != null && info.revision() != null);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IndexFailed(
                    folder.resolve(CURRENT) + " is damaged.", "Build the index anew with: agntctl index build.", e);
        } catch (IOException e) {
            throw new IndexFailed(
                    folder.resolve(CURRENT) + " cannot be read (" + e.getMessage() + ").",
                    "Check the permissions of the folder.",
                    e);
        }
    }

    /// The catalogue of the index in use; empty if there is none.
    ///
    /// @param starter the words people use
    /// @throws IndexFailed if the index is there and no good
    public Optional<Catalogue> open(Catalogue starter) throws IndexFailed {
        IndexFailed last = null;
        for (int i = 0; i < TRIES; i++) {
            Optional<IndexInfo> info = current();
            if (info.isEmpty()) {
                return Optional.empty();
            }
            try {
                useNativeLibraries();
                return Optional.of(catalogue(starter, info.get()));
            } catch (IndexFailed e) {
                // Another program may have put a new one in its place in this moment.
                last = e;
            }
        }
        throw last == null ? new IndexFailed("The index cannot be read.", "Build it anew.") : last;
    }

    private Catalogue catalogue(Catalogue starter, IndexInfo info) throws IndexFailed {
        IndexDatabase database = IndexDatabase.open(folder, info);
        boolean isOpen = false;
        try {
            Catalogue catalogue = new IndexCatalogue(starter, info, database);
            isOpen = true;
            return catalogue;
        } finally {
            if (!isOpen) {
                database.close();
            }
        }
    }

    /// Builds a new index and puts it in the place of the old one. Where another program is building, waits for it; if
    /// that one built the same revision, nothing is left to do.
    ///
    /// @param revision what the sources belong to
    /// @param starter what is known of how things are used and called
    /// @throws IndexFailed if a source is no good or the disk is full; the old index serves on
    public IndexInfo build(IndexSources sources, String revision, Catalogue starter, IndexProgress progress)
            throws IOException, InterruptedException {
        String asked = clock.instant().toString();
        Files.createDirectories(folder);
        useNativeLibraries();
        try {
            return StoreLock.holding(folder.resolve(LOCK), () -> {
                Optional<IndexInfo> other = builtSince(asked, revision);
                return other.isPresent() ? other.get() : buildAlone(sources, revision, starter, progress);
            });
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException("building was cancelled").initCause(e);
        }
    }

    private Optional<IndexInfo> builtSince(String asked, String revision) {
        try {
            return current()
                    .filter(info -> info.revision().equals(revision)
                            && info.format() == IndexInfo.FORMAT
                            && info.builtAt().compareTo(asked) > 0);
        } catch (IndexFailed e) {
            return Optional.empty();
        }
    }

    private IndexInfo buildAlone(IndexSources sources, String revision, Catalogue starter, IndexProgress progress)
            throws IOException {
        clean(fileInUse());
        Path temporary = folder.resolve(".new-" + UUID.randomUUID() + ".db");
        try {
            IndexBuild.Counts counts = IndexBuild.write(temporary, sources, starter, progress);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            String name = fileName(revision);
            IndexInfo info = new IndexInfo(
                    IndexInfo.FORMAT,
                    name,
                    revision,
                    Files.size(temporary),
                    clock.instant().toString(),
                    counts.options(),
                    counts.homeOptions(),
                    counts.packages(),
                    counts.renames(),
                    sources.all().stream().map(Path::toString).toList());
            Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.write(folder.resolve(CURRENT), JSON.writeValueAsBytes(info));
            clean(name);
            return info;
        } catch (InterruptedException e) {
            throw (InterruptedIOException) new InterruptedIOException("building was cancelled").initCause(e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// Where even that is damaged, nothing can serve and nothing need be kept.
    private String fileInUse() {
        try {
            return current().map(IndexInfo::file).orElse("");
        } catch (IndexFailed e) {
            return "";
        }
    }

    private static String fileName(String revision) {
        String plain = revision.replaceAll("[^A-Za-z0-9.-]", "_");
        String start = plain.length() > 60 ? plain.substring(0, 60) : plain;
        return start + "-" + UUID.randomUUID().toString().substring(0, 8) + ".db";
    }

    /// Removes what killed builders left and what no longer serves. Only under the lock. A program that still reads an
    /// old one keeps it open until it ends.
    private void clean(String keep) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.db")) {
            for (Path file : files) {
                if (!file.getFileName().toString().equals(keep)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void useNativeLibraries() throws IndexFailed {
        if (System.getProperty("org.sqlite.tmpdir") == null) {
            try {
                Files.createDirectories(nativeLibraries);
            } catch (IOException e) {
                throw new IndexFailed(
                        nativeLibraries + " cannot be made (" + e.getMessage() + ").",
                        "Check the permissions of the folder.",
                        e);
            }
            System.setProperty("org.sqlite.tmpdir", nativeLibraries.toString());
        }
    }
}
