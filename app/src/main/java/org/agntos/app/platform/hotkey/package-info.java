/// The key that opens the launcher from anywhere: grabbed in X11, asked of the desktop's portal, or bound by the
/// compositor's own configuration. Start with [org.agntos.app.platform.hotkey.Hotkey]. Works on threads of its own.
@NullMarked
package org.agntos.app.platform.hotkey;

import org.jspecify.annotations.NullMarked;
