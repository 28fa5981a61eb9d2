/// The stages a change passes before a person sees it. Start with [Verifier]. Blocks while it asks Nix; its own parts
/// are for one thread unless they say otherwise.
@NullMarked
package org.agntos.core.change.verify;

import org.jspecify.annotations.NullMarked;
