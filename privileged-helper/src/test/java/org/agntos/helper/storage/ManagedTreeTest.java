package org.agntos.helper.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.agntos.helper.protocol.Changes;
import org.agntos.helper.protocol.Failure;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedTreeTest {
    private static final TreePath HTOP = new TreePath("packages/htop.nix");
    private static final TreePath GIT = new TreePath("home/ada/programs.git.nix");

    @TempDir
    Path folder;

    private Path config;
    private ManagedTree tree;
    private Archive snapshots;

    @BeforeEach
    void make() throws IOException {
        config = folder.resolve("etc");
        tree = new ManagedTree(config);
        HelperPaths paths = new HelperPaths(config, folder.resolve("log"), folder.resolve("lib"), folder, folder);
        Files.createDirectories(paths.journal());
        snapshots = new Archive(paths);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path write(TreePath path, String content) throws IOException {
        Path file = config.resolve(path.value());
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private void swap(TreePath path, Optional<String> before, Optional<String> after) throws IOException {
        tree.stage(path, before.map(ManagedTreeTest::bytes), after.map(ManagedTreeTest::bytes));
        tree.swapIn(change(path, before, after));
    }

    private static Changes change(TreePath path, Optional<String> before, Optional<String> after) {
        return new Changes(
                new TreeMap<>(Map.of(path, new Changes.Content(before.map(Sha256::of), after.map(Sha256::of)))));
    }

    @Test
    void whatIsNotThereIsEmpty() throws IOException {
        assertThat(tree.read(HTOP)).isEmpty();
        assertThat(tree.readAll()).isEmpty();
    }

    @Test
    void stagingTouchesNothingThatNixReads() throws IOException {
        write(HTOP, "old");

        tree.stage(HTOP, Optional.of(bytes("old")), Optional.of(bytes("new")));

        assertThat(tree.read(HTOP)).contains(bytes("old"));
        assertThat(tree.readAll()).containsOnlyKeys(HTOP);
    }

    @Test
    void swappedFileIsPutBackFromItsCopy() throws IOException {
        write(HTOP, "old");
        swap(HTOP, Optional.of("old"), Optional.of("new"));
        assertThat(tree.read(HTOP)).contains(bytes("new"));

        tree.putBack(HTOP, Optional.of(Sha256.of("old")), snapshots);

        assertThat(tree.read(HTOP)).contains(bytes("old"));
    }

    @Test
    void deletedFileIsPutBackFromTheSnapshotIfItsCopyIsGone() throws IOException {
        write(GIT, "old");
        snapshots.put(bytes("old"));
        swap(GIT, Optional.of("old"), Optional.empty());
        tree.clear(change(GIT, Optional.of("old"), Optional.empty()));
        assertThat(config.resolve("home/ada")).doesNotExist();

        tree.putBack(GIT, Optional.of(Sha256.of("old")), snapshots);

        assertThat(tree.read(GIT)).contains(bytes("old"));
    }

    @Test
    void newFileIsTakenAwayWithItsFolder() throws IOException {
        swap(GIT, Optional.empty(), Optional.of("new"));

        tree.putBack(GIT, Optional.empty(), snapshots);
        tree.clear(change(GIT, Optional.of("old"), Optional.empty()));

        assertThat(config.resolve("home")).isEmptyDirectory();
    }

    @Test
    void onlyOrdinaryFilesAreManaged() throws IOException {
        write(HTOP, "{ }");
        Files.createSymbolicLink(config.resolve("packages/link.nix"), config.resolve(HTOP.value()));
        Files.createDirectory(config.resolve("packages/folder.nix"));
        Files.writeString(config.resolve("packages/notes.txt"), "no Nix");
        Files.writeString(config.resolve("flake-info"), "host");

        assertThat(tree.readAll()).containsOnlyKeys(HTOP);
        assertThatThrownBy(() -> tree.read(new TreePath("packages/link.nix")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> tree.read(new TreePath("packages/folder.nix"))).isInstanceOf(Failure.class);
    }

    @Test
    void secondNameIsRefusedForAFileThatIsToBeChanged() throws IOException {
        Files.createLink(folder.resolve("other"), write(HTOP, "{ }"));

        assertThat(tree.readAll()).containsOnlyKeys(HTOP);
        assertThatThrownBy(() -> tree.read(HTOP)).hasMessageContaining("hard link");
    }

    @Test
    void folderThatIsALinkIsRefused() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createDirectories(config);
        Files.createSymbolicLink(config.resolve("packages"), outside);

        assertThatThrownBy(() -> tree.read(HTOP)).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> tree.stage(HTOP, Optional.empty(), Optional.of(bytes("new"))))
                .isInstanceOf(Failure.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void hugeFileIsNotReadIntoMemory() throws IOException {
        Path file = write(HTOP, "");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes("x")), 20L << 20);
        }

        assertThatThrownBy(() -> tree.read(HTOP)).hasMessageContaining("larger than 16 MiB");
    }

    @Test
    void damagedSnapshotIsNotBelieved() throws IOException {
        Sha256 hash = Sha256.of("old");
        snapshots.put(bytes("old"));
        HelperPaths paths = new HelperPaths(config, folder.resolve("log"), folder.resolve("lib"), folder, folder);
        Files.writeString(paths.snapshot(hash), "forged");

        assertThatThrownBy(() -> snapshots.get(hash)).hasMessageContaining("damaged");
        snapshots.put(bytes("old"));
        assertThat(snapshots.get(hash)).isEqualTo(bytes("old"));
    }
}
