/// Making a generation out of the managed tree, and going back to a former one. Start with [TargetSystem].
/// For one thread,
/// under the machine's lock; only [Cancellation] is shared.
@NullMarked
package org.agntos.helper.rebuild;

import org.jspecify.annotations.NullMarked;
