package org.agntos.app.platform.dbus;

import java.util.function.Consumer;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Our well-known name: whoever has it is the one program of this session.
public final class AssistantName implements SessionBus.Guest {
    public static final String NAME = "org.agntos.Assistant";
    public static final String PATH = "/org/agntos/Assistant";

    private static final Logger LOG = LoggerFactory.getLogger(AssistantName.class);

    private final AssistantObject object;
    private final Consumer<Assistant1> taken;
    private boolean wasOurs;
    private volatile boolean isOurs;

    /// @param taken gets the program that already has the name, so that our work can be handed over to it; not called
    ///     if the name was ours before the bus was restarted. On the thread of the connection.
    public AssistantName(AssistantCalls calls, String version, Consumer<Assistant1> taken) {
        this.object = new AssistantObject(calls, version);
        this.taken = taken;
    }

    /// True while the name is ours.
    public boolean isOurs() {
        return isOurs;
    }

    /// The object comes first: a call may wait for the name.
    @Override
    public void join(DBusConnection bus) throws DBusException {
        bus.exportObject(PATH, object);
        try {
            bus.requestBusName(NAME);
            isOurs = true;
            wasOurs = true;
        } catch (DBusException e) {
            LOG.debug("{} belongs to another program", NAME, e);
            if (!wasOurs) {
                taken.accept(bus.getRemoteObject(NAME, PATH, Assistant1.class, false));
            }
        }
    }

    @Override
    public void leave() {
        isOurs = false;
    }

    /// Makes a signal of our object. @param <T> the signal
    @FunctionalInterface
    public interface SignalMaker<T extends DBusSignal> {
        T at(String path) throws DBusException;
    }

    /// Tells everyone on the bus; nobody hears it while there is no bus.
    public static <T extends DBusSignal> void announce(SessionBus bus, SignalMaker<T> maker) {
        bus.connection().ifPresent(connection -> {
            try {
                connection.sendMessage(maker.at(PATH));
            } catch (DBusException | DBusExecutionException e) {
                LOG.warn("A signal was not sent", e);
            }
        });
    }
}
