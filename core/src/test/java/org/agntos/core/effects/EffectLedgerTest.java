package org.agntos.core.effects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.agntos.core.files.FileWatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectLedgerTest {
    private static final EffectLedger.Origin WRITE = new EffectLedger.Origin("s-1", Effect.Kind.WRITE, "Changed notes");
    private static final EffectLedger.Origin COMMAND =
            new EffectLedger.Origin("s-1", Effect.Kind.COMMAND, "make clean");

    @TempDir
    Path root;

    private final FileWatch watch = new FileWatch();
    private EffectLedger ledger;
    private Path notes;

    @BeforeEach
    void make() throws IOException {
        root = root.toRealPath();
        ledger = new EffectLedger(root.resolve("state"), watch, Clock.systemUTC());
        notes = root.resolve("notes.txt");
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aWriteIsUndoneWithItsRights() throws IOException {
        Files.writeString(notes, "before");
        Files.setPosixFilePermissions(notes, PosixFilePermissions.fromString("rwxr-x---"));
        Effect effect = ledger.write(WRITE, notes, bytes("after"));

        assertThat(notes).hasContent("after");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(notes)))
                .isEqualTo("rwxr-x---");
        assertThat(ledger.undo(effect.id())).isEqualTo(new Effects.Undo.Done(java.util.List.of(notes)));
        assertThat(notes).hasContent("before");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(notes)))
                .isEqualTo("rwxr-x---");
        assertThat(ledger.undo(effect.id())).isInstanceOf(Effects.Undo.Refused.class);
        assertThat(ledger.list())
                .singleElement()
                .satisfies(kept -> assertThat(kept.undone()).isPresent());
    }

    @Test
    void aNewFileIsTakenAway() throws IOException {
        Effect effect = ledger.write(WRITE, notes, bytes("new"));
        assertThat(ledger.undo(effect.id())).isInstanceOf(Effects.Undo.Done.class);
        assertThat(notes).doesNotExist();
    }

    @Test
    void whatWasChangedSinceIsNotLost() throws IOException {
        Files.writeString(notes, "before");
        Effect effect = ledger.write(WRITE, notes, bytes("after"));
        Files.writeString(notes, "mine");
        assertThat(ledger.undo(effect.id())).isInstanceOf(Effects.Undo.Refused.class);
        assertThat(notes).hasContent("mine");
    }

    @Test
    void aLinkPutThereSinceIsNotFollowed() throws IOException {
        Path folder = Files.createDirectory(root.resolve("folder"));
        Effect effect = ledger.write(WRITE, folder.resolve("x"), bytes("new"));
        Path other = Files.createDirectory(root.resolve("other"));
        Files.writeString(other.resolve("x"), "new");
        Files.delete(folder.resolve("x"));
        Files.delete(folder);
        Files.createSymbolicLink(folder, other);

        assertThat(ledger.undo(effect.id())).isInstanceOf(Effects.Undo.Refused.class);
        assertThat(other.resolve("x")).hasContent("new");
    }

    @Test
    void aCommandIsUndoneFileByFile() throws IOException {
        Path folder = Files.createDirectories(root.resolve("project/src"));
        Files.writeString(folder.resolve("a"), "a");
        Files.writeString(folder.resolve("b"), "b");
        EffectLedger.Running running = ledger.begin(COMMAND, folder);
        Files.writeString(folder.resolve("a"), "changed");
        Files.delete(folder.resolve("b"));
        Files.writeString(folder.resolve("c"), "c");
        Effect effect = ledger.end(running);

        assertThat(effect.touched()).hasSize(3);
        assertThat(ledger.list()).hasSize(1);
        assertThat(ledger.undo(effect.id())).isInstanceOf(Effects.Undo.Done.class);
        assertThat(folder.resolve("a")).hasContent("a");
        assertThat(folder.resolve("b")).hasContent("b");
        assertThat(folder.resolve("c")).doesNotExist();
    }

    @Test
    void aCommandThatWasKilledIsRecordedAsUnknown() throws IOException {
        Path folder = Files.createDirectories(root.resolve("project"));
        EffectLedger.Running running = ledger.begin(COMMAND, folder);

        Effect effect = ledger.find(running.id()).orElseThrow();
        assertThat(effect.reversibility()).isEqualTo(Effect.Reversibility.IRREVERSIBLE);
        assertThat(effect.compensation()).contains(folder.toString());
    }

    @Test
    void aFolderThatIsTooLargeIsSaidToBe() throws IOException {
        Path folder = Files.createDirectories(root.resolve("large"));
        for (int i = 0; i <= FolderState.MOST_FILES; i++) {
            Files.createFile(folder.resolve("f" + i));
        }
        Effect effect = ledger.end(ledger.begin(COMMAND, folder));
        assertThat(effect.reversibility()).isEqualTo(Effect.Reversibility.IRREVERSIBLE);
        assertThat(ledger.undo(effect.id())).isInstanceOf(Effects.Undo.Refused.class);
    }

    @Test
    void onlyThePersonMayReadTheLedgerAndWhatItKeeps() throws IOException {
        Files.writeString(notes, "before");
        ledger.write(WRITE, notes, bytes("after"));
        try (var files = Files.walk(root.resolve("state"))) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .forEach(
                            file -> assertThat(rights(file)).as(file.toString()).isEqualTo("rw-------"));
        }
    }

    private static String rights(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aHalfWrittenLineHidesNoOther() throws IOException {
        Effect first = ledger.write(WRITE, notes, bytes("1"));
        Files.writeString(root.resolve("state/effects.jsonl"), "{\"id\":\"e-1\",\"at\"\n", StandardOpenOption.APPEND);
        Effect second = ledger.write(WRITE, notes, bytes("2"));
        assertThat(ledger.list()).extracting(Effect::id).containsExactly(second.id(), first.id());
        assertThat(ledger.undo("e-none")).isInstanceOf(Effects.Undo.NotFound.class);
    }
}
