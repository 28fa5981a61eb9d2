/// What options are set to on this machine, and where. Start with [org.agntos.core.setting.Settings]. Reads anew at
/// each call; safe for any thread.
@NullMarked
package org.agntos.core.setting;

import org.jspecify.annotations.NullMarked;
