/// The icon in the panel with its menu: StatusNotifierItem and com.canonical.dbusmenu. Start with
/// [org.agntos.app.platform.tray.Tray]. What the panel asks is answered on threads of the bus, from the last
/// [org.agntos.app.platform.tray.TrayView] shown.
@NullMarked
package org.agntos.app.platform.tray;

import org.jspecify.annotations.NullMarked;
