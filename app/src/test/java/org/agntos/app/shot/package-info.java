/// Pictures of every screen, from real practice data. Start with `ScreenshotsIT`.
@NullMarked
package org.agntos.app.shot;

import org.jspecify.annotations.NullMarked;
