package org.agntos.core.audit;

import java.io.IOException;
import java.util.Optional;
import org.agntos.core.files.BoundedRead;
import org.agntos.core.machine.ConfigTree;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Sha256;
import org.jspecify.annotations.Nullable;

/// The former contents that the helper keeps by their hash. Only reads; any thread.
public final class Snapshots {
    private final HelperPaths paths;

    public Snapshots(HelperPaths paths) {
        this.paths = paths;
    }

    /// The text of a content; empty if the hash is null or no hash, or if the content is gone or damaged.
    public Optional<String> text(@Nullable String hex) {
        if (hex == null || !hex.matches("[0-9a-f]{64}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(new Sha256(hex)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// For a diff: the text, or a line that says why there is none to show.
    public String shown(Sha256 content) throws IOException {
        return switch (BoundedRead.textNoFollow(paths.snapshot(content), ConfigTree.MAX_FILE_BYTES)) {
            case BoundedRead.Content.Unreadable(String reason) -> "(" + content + " cannot be shown: " + reason + ")\n";
            case BoundedRead.Content.Text _, BoundedRead.Content.Absent _ -> read(content);
        };
    }

    /// @throws IOException if the content is gone, damaged or no text; the message says so in a clause
    public String read(Sha256 content) throws IOException {
        return switch (BoundedRead.textNoFollow(paths.snapshot(content), ConfigTree.MAX_FILE_BYTES)) {
            case BoundedRead.Content.Text(String text) when Sha256.of(text).equals(content) -> text;
            case BoundedRead.Content.Text _ -> throw new IOException("the stored content " + content + " is damaged");
            case BoundedRead.Content.Absent _ ->
                throw new IOException("the former content " + content + " is not kept any more");
            case BoundedRead.Content.Unreadable(String reason) ->
                throw new IOException("the stored content " + content + " cannot be used: " + reason);
        };
    }
}
