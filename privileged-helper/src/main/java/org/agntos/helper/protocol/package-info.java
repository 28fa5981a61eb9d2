/// What the helper and its callers must agree on: requests, events, exit codes, tree paths, digests and the
/// audit chain. Start with [HelperRequest]. Everything here is immutable and safe for any thread.
///
/// This is the only package of the helper that other modules may use.
@NullMarked
package org.agntos.helper.protocol;

import org.jspecify.annotations.NullMarked;
