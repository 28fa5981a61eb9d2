package org.agntos.core.grounding.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Where the lists of options and packages of a machine come from. Methods block; interrupting the thread ends them and
/// the programs they started.
public interface MachineSources {
    /// What lies ready without evaluating anything, such as the files our NixOS module provides; empty if nothing does.
    Optional<Found> ready();

    /// What lies ready, else what Nix says when it is asked, which takes minutes.
    ///
    /// @throws IndexFailed if this machine has no such lists
    Found find(IndexProgress progress) throws IOException, InterruptedException;

    /// Lists that belong together. @param revision of nixpkgs they were made from
    record Found(IndexSources sources, String revision) {

        /// Files somebody named; what they hold is their revision.
        ///
        /// @throws IndexFailed if one cannot be read
        public static Found of(IndexSources sources) throws IndexFailed {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                for (Path file : sources.all()) {
                    add(digest, file);
                }
                String hex = HexFormat.of().formatHex(digest.digest());
                return new Found(sources, "files-" + hex.substring(0, 16));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        private static void add(MessageDigest digest, Path file) throws IndexFailed {
            byte[] buffer = new byte[1 << 16];
            try (InputStream stream = Files.newInputStream(file)) {
                for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                    digest.update(buffer, 0, count);
                }
            } catch (NoSuchFileException e) {
                throw new IndexFailed(
                        file + " cannot be read (there is no such file).",
                        "Check the name. The index in use was kept.",
                        e);
            } catch (IOException e) {
                throw new IndexFailed(
                        file + " cannot be read (" + e.getMessage() + ").",
                        "Check the file and its permissions. The index in use was kept.",
                        e);
            }
        }
    }
}
