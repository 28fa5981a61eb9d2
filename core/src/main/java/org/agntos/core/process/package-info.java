/// The one place that starts programs. Start with [ProcessRunner]. Methods block; run them on virtual threads.
@NullMarked
package org.agntos.core.process;

import org.jspecify.annotations.NullMarked;
