/// Taking back one change where others came after it. Start with [ThreeWayMerge]. Pure; any thread.
@NullMarked
package org.agntos.core.undo;

import org.jspecify.annotations.NullMarked;
