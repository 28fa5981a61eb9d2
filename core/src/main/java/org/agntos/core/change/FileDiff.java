package org.agntos.core.change;

import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// One file before and after a change.
///
/// @param before null if the file does not exist before
/// @param after null if the change deletes the file
public record FileDiff(
        TreePath path, @Nullable String before, @Nullable String after) {}
