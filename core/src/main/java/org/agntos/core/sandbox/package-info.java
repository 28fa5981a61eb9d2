/// Runs command lines of a model where they can read the system, change nothing and learn no secret. Start with
/// [Sandbox].
@NullMarked
package org.agntos.core.sandbox;

import org.jspecify.annotations.NullMarked;
