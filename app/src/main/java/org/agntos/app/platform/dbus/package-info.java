/// The session bus. Start with [org.agntos.app.platform.dbus.SessionBus], which connects and connects again; whoever
/// has something on the bus is one of its guests. Calls arrive on threads of the bus, never on the window's.
@NullMarked
package org.agntos.app.platform.dbus;

import org.jspecify.annotations.NullMarked;
