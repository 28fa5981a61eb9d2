/// The way of a change: draft, verification, proposal, submission to the helper. Start with [Proposal] and
/// [ProposeChange]. Records are immutable; the services may be called from any thread and block.
@NullMarked
package org.agntos.core.change;

import org.jspecify.annotations.NullMarked;
