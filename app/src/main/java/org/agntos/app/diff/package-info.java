/// Showing Nix text: differences of files, highlighted, and an editor. Start with [DiffView]; everything it shows is
/// computed by [FileComparison] and [DiffRows], which need no toolkit. Controls live on the JavaFX thread.
@NullMarked
package org.agntos.app.diff;

import org.jspecify.annotations.NullMarked;
