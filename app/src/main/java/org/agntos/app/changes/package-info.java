/// Proposals and their review: what would change, whether it holds, approval, and the applying itself. Start with
/// [ChangesViewModel] for the list, [ReviewViewModel] for one change and [ApplyViewModel] for the transaction.
/// View models and controls live on the JavaFX thread.
@NullMarked
package org.agntos.app.changes;

import org.jspecify.annotations.NullMarked;
