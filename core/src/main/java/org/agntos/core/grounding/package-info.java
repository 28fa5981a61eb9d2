/// What options and packages exist on this machine. Start with [Catalogue]. Immutable after loading.
@NullMarked
package org.agntos.core.grounding;

import org.jspecify.annotations.NullMarked;
