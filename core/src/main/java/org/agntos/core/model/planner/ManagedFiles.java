package org.agntos.core.model.planner;

import java.util.Optional;

/// The managed files as they are now, so that a new request adds to them and does not replace what they hold.
@FunctionalInterface
public interface ManagedFiles {
    /// The text of a file such as `packages/htop.nix`; empty if there is none or it cannot be read.
    Optional<String> text(String path);
}
