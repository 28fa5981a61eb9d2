/// The two bounded memory files that the person and the assistant both edit. Start with [Memory].
@NullMarked
package org.agntos.core.memory;

import org.jspecify.annotations.NullMarked;
