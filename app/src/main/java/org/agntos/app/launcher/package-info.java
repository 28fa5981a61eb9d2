/// The launcher: one line to type in over the desktop, and what it finds. Start with
/// [org.agntos.app.launcher.LauncherViewModel]; each [org.agntos.app.launcher.LauncherSource] finds one kind of thing.
@NullMarked
package org.agntos.app.launcher;

import org.jspecify.annotations.NullMarked;
