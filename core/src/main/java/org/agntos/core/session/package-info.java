/// Conversations kept on disk so that nothing said is lost. Append-only, safe for several processes.
@NullMarked
package org.agntos.core.session;

import org.jspecify.annotations.NullMarked;
