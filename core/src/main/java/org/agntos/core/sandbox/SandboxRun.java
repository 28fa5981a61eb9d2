package org.agntos.core.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A command line to run.
///
/// @param command as `bash -c` takes it
/// @param folder of the person that it sees, and where it begins; empty for a scratch home alone
/// @param hasNetwork whether it reaches the network
/// @param timeout after which it is killed with all that it started
public record SandboxRun(String command, Optional<Folder> folder, boolean hasNetwork, Duration timeout) {
    /// @param path a real path; @param isWritable whether it may be changed
    public record Folder(Path path, boolean isWritable) {}
}
