/// Keys of model servers: found where the person keeps them, and nowhere written. Start with [ApiKeys].
@NullMarked
package org.agntos.core.model.key;

import org.jspecify.annotations.NullMarked;
