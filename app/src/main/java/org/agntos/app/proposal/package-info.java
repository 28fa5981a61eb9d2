/// Pieces that show a proposal wherever one is shown: stage chips, risk, files. Start with [StageChip]. The words are
/// plain data; the controls are for the JavaFX thread only.
@NullMarked
package org.agntos.app.proposal;

import org.jspecify.annotations.NullMarked;
