/// Which model answers what, and who steps in for one that cannot. Start with [ConfiguredModels].
@NullMarked
package org.agntos.core.model.routing;

import org.jspecify.annotations.NullMarked;
