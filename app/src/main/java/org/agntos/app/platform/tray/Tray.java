package org.agntos.app.platform.tray;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.agntos.app.platform.SerialExecutor;
import org.agntos.app.platform.Threads;
import org.agntos.app.platform.dbus.SessionBus;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.interfaces.DBusSigHandler;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.matchrules.DBusMatchRule;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Our icon in whatever panel there is, now or later. Safe for any thread.
public final class Tray implements SessionBus.Guest {
    private static final Logger LOG = LoggerFactory.getLogger(Tray.class);
    private static final String NAME =
            "org.kde.StatusNotifierItem-" + ProcessHandle.current().pid() + "-1";

    private final ItemObject item;
    private final MenuObject menu;
    private final Executor work;
    private final Consumer<Boolean> hosted;
    private volatile TrayView view;
    private volatile @Nullable DBusConnection bus;
    private volatile boolean isHosted;

    /// @param hosted is told whether a panel shows the icon, after it has come to the bus and at each change
    public Tray(TrayView first, Threads threads, Consumer<Boolean> hosted) {
        this.view = first;
        this.item = new ItemObject(() -> view, threads.ui());
        this.menu = new MenuObject(() -> view, threads.ui());
        this.work = new SerialExecutor(threads.background());
        this.hosted = hosted;
    }

    /// True while a panel shows the icon.
    public boolean isHosted() {
        return isHosted;
    }

    /// Shows another view in place of the one before; returns at once.
    public void show(TrayView next) {
        TrayView before = view;
        view = next;
        work.execute(() -> {
            if (!before.pictures().equals(next.pictures()) || !before.iconName().equals(next.iconName())) {
                tell(StatusNotifierItem.NewIcon::new, ItemObject.PATH);
                tell(StatusNotifierItem.NewAttentionIcon::new, ItemObject.PATH);
                tell(StatusNotifierItem.NewOverlayIcon::new, ItemObject.PATH);
            }
            if (before.isUrgent() != next.isUrgent()) {
                tell(path -> new StatusNotifierItem.NewStatus(path, ItemObject.status(next)), ItemObject.PATH);
            }
            if (!before.text().equals(next.text())) {
                tell(StatusNotifierItem.NewToolTip::new, ItemObject.PATH);
            }
            tell(path -> new DbusMenu.LayoutUpdated(path, menu.changed(), 0), MenuObject.PATH);
        });
    }

    /// Makes a signal of an object.
    @FunctionalInterface
    private interface Maker {
        DBusSignal at(String path) throws DBusException;
    }

    private void tell(Maker maker, String path) {
        DBusConnection connection = bus;
        if (connection != null) {
            try {
                connection.sendMessage(maker.at(path));
            } catch (DBusException | DBusExecutionException e) {
                LOG.debug("The panel was not told", e);
            }
        }
    }

    @Override
    public void join(DBusConnection connection) throws DBusException {
        connection.exportObject(ItemObject.PATH, item);
        connection.exportObject(MenuObject.PATH, menu);
        connection.requestBusName(NAME);
        bus = connection;
        // A panel may come late, and may come again.
        connection.addSigHandler(
                ownerOfWatcher(), (DBusSigHandler<DBus.NameOwnerChanged>) _ -> work.execute(this::register));
        connection.addSigHandler(Watcher.StatusNotifierHostRegistered.class, _ -> work.execute(this::register));
        connection.addSigHandler(Watcher.StatusNotifierHostUnregistered.class, _ -> work.execute(this::register));
        work.execute(this::register);
    }

    private static DBusMatchRule ownerOfWatcher() throws DBusException {
        return DBusMatchRuleBuilder.create()
                .withType(DBus.NameOwnerChanged.class)
                .withSender("org.freedesktop.DBus")
                .withArg0123(0, Watcher.NAME)
                .build();
    }

    @Override
    public void leave() {
        bus = null;
        setHosted(false);
    }

    private void register() {
        DBusConnection connection = bus;
        if (connection == null) {
            return;
        }
        try {
            connection
                    .getRemoteObject(Watcher.NAME, Watcher.PATH, Watcher.class, false)
                    .RegisterStatusNotifierItem(NAME);
            setHosted(hasHost(connection));
        } catch (DBusException | DBusExecutionException e) {
            LOG.debug("There is no panel for the icon", e);
            setHosted(false);
        }
    }

    /// A watcher may be there without a panel. One that does not say is taken for a panel.
    private static boolean hasHost(DBusConnection connection) throws DBusException {
        try {
            Object has = connection
                    .getRemoteObject(Watcher.NAME, Watcher.PATH, Properties.class, false)
                    .Get(Watcher.NAME, "IsStatusNotifierHostRegistered");
            return !Boolean.FALSE.equals(has);
        } catch (DBusExecutionException e) {
            LOG.debug("The watcher does not say whether there is a panel", e);
            return true;
        }
    }

    private void setHosted(boolean is) {
        isHosted = is;
        hosted.accept(is);
    }
}
