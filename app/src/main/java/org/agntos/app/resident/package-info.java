/// The program as something that stays: its window that hides and comes back, and what it is doing just now. Start with
/// [org.agntos.app.resident.MainWindow] and [org.agntos.app.resident.ActivityViewModel]. JavaFX thread only.
@NullMarked
package org.agntos.app.resident;

import org.jspecify.annotations.NullMarked;
