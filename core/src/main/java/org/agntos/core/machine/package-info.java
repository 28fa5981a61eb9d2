/// Where we run: machine kind, facts about it, generations. Start with [Machine].
@NullMarked
package org.agntos.core.machine;

import org.jspecify.annotations.NullMarked;
