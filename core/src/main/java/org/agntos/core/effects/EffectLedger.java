package org.agntos.core.effects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.agntos.core.Subscription;
import org.agntos.core.files.AtomicFile;
import org.agntos.core.files.FileWatch;
import org.agntos.core.files.StoreLock;
import org.agntos.helper.protocol.Sha256;

/// The ledger in the person's state folder: `effects.jsonl`, one line whenever something is known of an effect, the
/// last
/// one of an id counts; and the former bytes beside it. An effect is in it before it happens, so that a program that is
/// killed in between leaves none unrecorded.
public final class EffectLedger implements Effects {
    private static final String NEW_FILE = "rw-r--r--";

    private final Path file;
    private final ContentStore contents;
    private final FileWatch watch;
    private final Clock clock;

    /// @param state the person's state folder
    public EffectLedger(Path state, FileWatch watch, Clock clock) {
        this.file = state.resolve("effects.jsonl");
        this.contents = new ContentStore(state.resolve("effects"));
        this.watch = watch;
        this.clock = clock;
    }

    /// In which conversation something is done, and what it is, in one line.
    public record Origin(String session, Effect.Kind kind, String summary) {}

    /// What a command did, as the ledger has it.
    ///
    /// @param id of the effect; @param before the folder as it was; empty if it cannot be put back
    public record Running(String id, Origin origin, Path folder, Optional<FolderBefore> before) {}

    /// The folder as it was.
    public static final class FolderBefore {
        private final FolderState state;

        private FolderBefore(FolderState state) {
            this.state = state;
        }
    }

    /// Writes a file as a whole and keeps what it held. Follows no link at the end of the path.
    ///
    /// @param path a real path in a folder that exists
    /// @throws IOException if nothing was written
    public Effect write(Origin origin, Path path, byte[] bytes) throws IOException {
        Optional<byte[]> before = read(path);
        Optional<Sha256> kept = before.isPresent() ? Optional.of(contents.put(before.get())) : Optional.empty();
        String mode = before.isPresent() ? FolderState.mode(path) : "";
        Effect effect = new Effect(
                newId(),
                clock.instant(),
                origin.session(),
                origin.kind(),
                origin.summary(),
                List.of(new Effect.Touched(path, kept, Optional.of(Sha256.of(bytes)), mode)),
                Effect.Reversibility.UNDOABLE,
                "",
                Optional.empty());
        append(effect);
        replace(path, bytes, mode);
        return effect;
    }

    /// Records that a command is about to run which may change a folder, and keeps what is in it, if that is little
    /// enough to be kept.
    public Running begin(Origin origin, Path folder) throws IOException {
        Optional<FolderBefore> before = FolderState.take(folder, contents::put).map(FolderBefore::new);
        Running running = new Running(newId(), origin, folder, before);
        append(effect(
                running,
                List.of(),
                Effect.Reversibility.IRREVERSIBLE,
                "It is not known what it changed in " + folder + "; look there."));
        return running;
    }

    /// Records what the command changed.
    public Effect end(Running running) throws IOException {
        Optional<FolderState> after = FolderState.take(running.folder(), Sha256::of);
        Effect effect = running.before().isPresent() && after.isPresent()
                ? effect(
                        running, running.before().get().state.changesTo(after.get()), Effect.Reversibility.UNDOABLE, "")
                : effect(
                        running,
                        List.of(),
                        Effect.Reversibility.IRREVERSIBLE,
                        "The folder " + running.folder() + " is too large for its former content to be kept; use your"
                                + " own backups or version control.");
        append(effect);
        return effect;
    }

    /// Records something whose effects cannot be seen, such as what a command does over the network.
    public Effect record(Origin origin, String compensation) throws IOException {
        Effect effect = new Effect(
                newId(),
                clock.instant(),
                origin.session(),
                origin.kind(),
                origin.summary(),
                List.of(),
                Effect.Reversibility.IRREVERSIBLE,
                compensation,
                Optional.empty());
        append(effect);
        return effect;
    }

    private Effect effect(
            Running running, List<Effect.Touched> touched, Effect.Reversibility reversibility, String compensation) {
        return new Effect(
                running.id(),
                clock.instant(),
                running.origin().session(),
                running.origin().kind(),
                running.origin().summary(),
                touched,
                reversibility,
                compensation,
                Optional.empty());
    }

    private static String newId() {
        return "e-" + UUID.randomUUID().toString().substring(0, 13);
    }

    private static Optional<byte[]> read(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new IOException(path + " is a link");
        }
        try {
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void replace(Path path, byte[] bytes, String mode) throws IOException {
        AtomicFile.write(path, bytes);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode.isEmpty() ? NEW_FILE : mode));
    }

    private void append(Effect effect) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        byte[] line = (EffectJson.write(effect) + "\n").getBytes(StandardCharsets.UTF_8);
        StoreLock.holding(file.resolveSibling("effects.lock"), () -> {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                AtomicFile.write(file, new byte[0]);
            }
            return Files.write(file, line, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
        });
    }

    @Override
    public List<Effect> list() {
        LinkedHashMap<String, Effect> effects = new LinkedHashMap<>();
        try {
            for (String line : Files.readString(file).split("\n", -1)) {
                EffectJson.read(line).ifPresent(effect -> effects.put(effect.id(), effect));
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger of effects " + file + " cannot be read.", e);
        }
        return List.copyOf(effects.sequencedValues().reversed());
    }

    @Override
    public Optional<Effect> find(String id) {
        return list().stream().filter(effect -> effect.id().equals(id)).findFirst();
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return watch.watch(List.of(file), listener);
    }

    @Override
    public Undo undo(String id) {
        Optional<Effect> found = find(id);
        if (found.isEmpty()) {
            return new Undo.NotFound("There is no effect '" + id + "'.");
        }
        Effect effect = found.get();
        if (effect.undone().isPresent()) {
            return new Undo.Refused(
                    "This was undone already, at " + effect.undone().get() + ".", "");
        }
        if (effect.reversibility() != Effect.Reversibility.UNDOABLE) {
            return new Undo.Refused("This cannot be undone.", effect.compensation());
        }
        try {
            Optional<String> obstacle = obstacle(effect);
            if (obstacle.isPresent()) {
                return new Undo.Refused(obstacle.get(), "Nothing was touched. Look at the file and change it by hand.");
            }
            return restore(effect);
        } catch (IOException e) {
            return new Undo.Refused(
                    "It could not be undone: " + e.getMessage() + ".", "Try again; what was put back already stays.");
        }
    }

    /// What was changed since may not be lost.
    private Optional<String> obstacle(Effect effect) throws IOException {
        for (Effect.Touched touched : effect.touched()) {
            Optional<Sha256> now = read(touched.path()).map(Sha256::of);
            if (!now.equals(touched.after()) && !now.equals(touched.before())) {
                return Optional.of(touched.path() + " was changed since.");
            }
            if (touched.before().isPresent()
                    && contents.get(touched.before().get()).isEmpty()) {
                return Optional.of("What " + touched.path() + " held before is no longer kept.");
            }
            Path folder = touched.path().getParent();
            if (folder == null
                    || !Files.isDirectory(folder)
                    || !folder.toRealPath().equals(folder)) {
                return Optional.of("The folder of " + touched.path() + " is gone or was replaced by a link.");
            }
        }
        return Optional.empty();
    }

    private Undo restore(Effect effect) throws IOException {
        List<Path> restored = new ArrayList<>();
        for (Effect.Touched touched : effect.touched()) {
            if (touched.before().isPresent()) {
                byte[] bytes = contents.get(touched.before().get()).orElseThrow();
                replace(touched.path(), bytes, touched.mode());
            } else {
                Files.deleteIfExists(touched.path());
            }
            restored.add(touched.path());
        }
        append(effect.undoneAt(clock.instant()));
        return new Undo.Done(restored);
    }
}
