package org.agntos.app.platform.tray;

import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.Position;

/// Two values that a method answers together.
///
/// @param <A> the first
/// @param <B> the second
public final class MenuReply<A, B> extends Tuple {
    @Position(0)
    public final A first;

    @Position(1)
    public final B second;

    public MenuReply(A first, B second) {
        this.first = first;
        this.second = second;
    }
}
