/// What the person chose for the window: [org.agntos.app.settings.Preferences] keeps it, the settings screen shows it.
@NullMarked
package org.agntos.app.settings;

import org.jspecify.annotations.NullMarked;
