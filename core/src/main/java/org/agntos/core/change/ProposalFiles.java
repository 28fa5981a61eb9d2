package org.agntos.core.change;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.agntos.core.Subscription;
import org.agntos.core.files.AtomicFile;
import org.agntos.core.files.BoundedRead;
import org.agntos.core.files.FileWatch;
import org.agntos.core.files.StoreLock;

/// The folder of proposals: one file each, replaced as a whole, one writer at a time. Safe for any thread and for
/// several programs at once.
final class ProposalFiles {
    private static final int MAX_BYTES = 4 << 20;
    private static final String SUFFIX = ".json";

    private final Path directory;
    private final Path former;
    private final FileWatch watch;

    /// @param former where AgntOS 1.x kept them; only read, and what is found in both is taken from `directory`
    ProposalFiles(Path directory, Path former, FileWatch watch) {
        this.directory = directory;
        this.former = former;
        this.watch = watch;
    }

    private Path file(ProposalId id) {
        return directory.resolve(id.value() + SUFFIX);
    }

    private Path lock() {
        return directory.resolve(".lock");
    }

    Proposals.Lookup find(ProposalId id) {
        Proposals.Lookup own = find(id, file(id));
        return own instanceof Proposals.Lookup.NotFound ? find(id, former.resolve(id.value() + SUFFIX)) : own;
    }

    private static Proposals.Lookup find(ProposalId id, Path file) {
        return switch (BoundedRead.textNoFollow(file, MAX_BYTES)) {
            case BoundedRead.Content.Absent _ -> new Proposals.Lookup.NotFound();
            case BoundedRead.Content.Unreadable(String reason) -> new Proposals.Lookup.Broken(reason);
            case BoundedRead.Content.Text(String text) -> parse(id, text);
        };
    }

    private static Proposals.Lookup parse(ProposalId id, String text) {
        try {
            return new Proposals.Lookup.Found(ProposalReader.read(id, text));
        } catch (ProposalReader.Broken e) {
            return new Proposals.Lookup.Broken(e.reason());
        }
    }

    /// The names of all files that should be proposals.
    List<String> names() throws IOException {
        Set<String> names = new LinkedHashSet<>(names(directory));
        names.addAll(names(former));
        return List.copyOf(names);
    }

    private static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                for (Path entry : entries) {
                    String name = String.valueOf(entry.getFileName());
                    if (!name.startsWith(".")) {
                        names.add(name);
                    }
                }
            }
        }
        return names;
    }

    static Optional<ProposalId> id(String name) {
        return ProposalId.parse(name.substring(0, name.length() - SUFFIX.length()));
    }

    /// Stores a new proposal under an id of its own, made from the time.
    Proposal add(Instant now, Function<ProposalId, Proposal> proposal) throws IOException {
        Files.createDirectories(directory);
        return StoreLock.holding(lock(), () -> {
            long nanos = Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
            while (Files.exists(file(id(nanos)), LinkOption.NOFOLLOW_LINKS)) {
                nanos++;
            }
            Proposal made = proposal.apply(id(nanos));
            AtomicFile.write(file(made.id()), ProposalJson.bytes(made));
            return made;
        });
    }

    private static ProposalId id(long nanos) {
        return new ProposalId("p-" + Long.toHexString(nanos));
    }

    /// Changes a stored proposal if it is still the same open change as `seen`; empty if it is not.
    Optional<Proposal> update(Proposal seen, UnaryOperator<Proposal> change) throws IOException {
        Files.createDirectories(directory);
        return StoreLock.holding(lock(), () -> {
            boolean isSame = find(seen.id()) instanceof Proposals.Lookup.Found(Proposal now)
                    && now.status() == ProposalStatus.OPEN
                    && now.digest().equals(seen.digest());
            if (!isSame) {
                return Optional.empty();
            }
            Proposal changed = change.apply(seen);
            AtomicFile.write(file(seen.id()), ProposalJson.bytes(changed));
            return Optional.of(changed);
        });
    }

    Subscription onChange(Runnable listener) {
        return watch.watch(List.of(directory, former), listener);
    }
}
