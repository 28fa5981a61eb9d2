/// The index of this machine: read from lists of options and packages, kept in one SQLite database per revision of
/// nixpkgs, swapped as a whole. Start with [org.agntos.core.grounding.index.IndexFolder].
@NullMarked
package org.agntos.core.grounding.index;

import org.jspecify.annotations.NullMarked;
