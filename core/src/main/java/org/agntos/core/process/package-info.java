/// The one place that starts programs. Start with `ProcessRunner`.
@NullMarked
package org.agntos.core.process;

import org.jspecify.annotations.NullMarked;
