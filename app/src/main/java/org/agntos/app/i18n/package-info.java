/// The words on screen. Start with [Messages]. Immutable and safe for any thread.
@NullMarked
package org.agntos.app.i18n;

import org.jspecify.annotations.NullMarked;
