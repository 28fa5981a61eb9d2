/// The way of a change: draft, verification, proposal, submission to the helper. Start with [Proposal],
/// [ProposeChange] and [ChangePipeline], which puts the parts together. Records are immutable; the
/// services may be called from any thread and block.
@NullMarked
package org.agntos.core.change;

import org.jspecify.annotations.NullMarked;
