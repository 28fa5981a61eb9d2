package org.agntos.app.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agntos.app.platform.hotkey.PortalShortcut;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;

/// What a desktop brings to the portal for keys: it says yes to all that is asked.
public final class PortalBackend {
    static final String NAME = "org.freedesktop.impl.portal.desktop.lab";

    private static final String PATH = "/org/freedesktop/portal/desktop";

    private final DBusConnection bus;
    private final Map<String, List<PortalShortcut>> sessions = new ConcurrentHashMap<>();

    PortalBackend(DBusConnection bus) throws DBusException {
        this.bus = bus;
        bus.exportObject(PATH, new Keys());
        bus.requestBusName(NAME);
    }

    /// Presses the keys of a shortcut.
    void press(String shortcut) throws DBusException {
        for (String session : sessions.keySet()) {
            bus.sendMessage(new GlobalShortcuts.Activated(
                    PATH, new DBusPath(session), shortcut, new UInt64(1000), new LinkedHashMap<>()));
        }
    }

    /// A number and results; generic, because so the library wants it.
    ///
    /// @param <A> the number
    /// @param <B> the results
    public static final class Answer<A, B> extends Tuple {
        @Position(0)
        public final A code;

        @Position(1)
        public final B results;

        public Answer(A code, B results) {
            this.code = code;
            this.results = results;
        }
    }

    private static Answer<UInt32, Map<String, Variant<?>>> yes(Map<String, Variant<?>> results) {
        return new Answer<>(new UInt32(0), results);
    }

    @DBusInterfaceName("org.freedesktop.impl.portal.GlobalShortcuts")
    public interface GlobalShortcuts extends DBusInterface {
        Answer<UInt32, Map<String, Variant<?>>> CreateSession(
                DBusPath handle, DBusPath session, String program, Map<String, Variant<?>> options);

        Answer<UInt32, Map<String, Variant<?>>> BindShortcuts(
                DBusPath handle,
                DBusPath session,
                List<PortalShortcut> shortcuts,
                String parent,
                Map<String, Variant<?>> options);

        Answer<UInt32, Map<String, Variant<?>>> ListShortcuts(DBusPath handle, DBusPath session);

        final class Activated extends DBusSignal {
            public Activated(
                    String path, DBusPath session, String shortcut, UInt64 timestamp, Map<String, Variant<?>> options)
                    throws DBusException {
                super(path, session, shortcut, timestamp, options);
            }
        }
    }

    @DBusInterfaceName("org.freedesktop.impl.portal.Session")
    public interface Session extends DBusInterface {
        void Close();
    }

    private final class Keys implements GlobalShortcuts, Properties {
        @Override
        public String getObjectPath() {
            return PATH;
        }

        @Override
        public boolean isRemote() {
            return false;
        }

        @Override
        public Answer<UInt32, Map<String, Variant<?>>> CreateSession(
                DBusPath handle, DBusPath session, String program, Map<String, Variant<?>> options) {
            sessions.put(session.getPath(), List.of());
            try {
                bus.exportObject(session.getPath(), new OpenSession(session.getPath()));
            } catch (DBusException e) {
                throw new IllegalStateException(e);
            }
            return yes(new LinkedHashMap<>());
        }

        @Override
        public Answer<UInt32, Map<String, Variant<?>>> BindShortcuts(
                DBusPath handle,
                DBusPath session,
                List<PortalShortcut> shortcuts,
                String parent,
                Map<String, Variant<?>> options) {
            List<PortalShortcut> bound = shortcuts.stream()
                    .map(each -> new PortalShortcut(
                            each.id,
                            Map.of(
                                    "description",
                                    each.properties.getOrDefault("description", new Variant<>("")),
                                    "trigger_description",
                                    new Variant<>("Press " + value(each)))))
                    .toList();
            sessions.put(session.getPath(), bound);
            return yes(Map.of("shortcuts", new Variant<>(bound, "a(sa{sv})")));
        }

        private static Object value(PortalShortcut shortcut) {
            Variant<?> wanted = shortcut.properties.get("preferred_trigger");
            return wanted == null ? "" : wanted.getValue();
        }

        @Override
        public Answer<UInt32, Map<String, Variant<?>>> ListShortcuts(DBusPath handle, DBusPath session) {
            List<PortalShortcut> bound = sessions.getOrDefault(session.getPath(), List.of());
            return yes(Map.of("shortcuts", new Variant<>(bound, "a(sa{sv})")));
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // so inherited; the bus takes a variant
        public <A> A Get(String interfaceName, String property) {
            return (A) new Variant<>(new UInt32(1));
        }

        @Override
        public <A> void Set(String interfaceName, String property, A value) {}

        @Override
        public Map<String, Variant<?>> GetAll(String interfaceName) {
            return Map.of("version", new Variant<>(new UInt32(1)));
        }
    }

    private final class OpenSession implements Session {
        private final String path;

        OpenSession(String path) {
            this.path = path;
        }

        @Override
        public String getObjectPath() {
            return path;
        }

        @Override
        public boolean isRemote() {
            return false;
        }

        @Override
        public void Close() {
            sessions.remove(path);
            bus.unExportObject(path);
        }
    }
}
