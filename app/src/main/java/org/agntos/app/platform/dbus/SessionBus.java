package org.agntos.app.platform.dbus;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Our connection to the session bus. It is made on a thread of its own and made again whenever the bus comes back;
/// then all guests join anew. Safe for any thread.
public final class SessionBus implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionBus.class);
    /// Kept, because the JDK forgets a logger that nobody holds, and its level with it. What the library says of a lost
    /// connection we say ourselves.
    @SuppressWarnings("UnusedVariable") // holding it is the use
    private static final List<java.util.logging.Logger> QUIET = List.of(
            quiet("org.freedesktop.dbus", Level.WARNING),
            quiet("org.freedesktop.dbus.connections.base.IncomingMessageThread", Level.OFF));

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /// Someone with something on the bus. Both methods are called on the thread of the connection, one guest after
    /// the other.
    public interface Guest {
        /// There is a new connection, on which nothing of an earlier one is left.
        ///
        /// @throws DBusException if the bus failed; the connection is then made again
        void join(DBusConnection bus) throws DBusException;

        /// The connection is lost.
        default void leave() {}
    }

    private final SessionBusAddress address;
    private final List<Guest> guests;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile CountDownLatch gone = new CountDownLatch(1);
    private volatile @Nullable DBusConnection connection;

    private static java.util.logging.Logger quiet(String name, Level least) {
        java.util.logging.Logger logger = java.util.logging.Logger.getLogger(name);
        logger.setLevel(least);
        return logger;
    }

    private SessionBus(SessionBusAddress address, List<Guest> guests) {
        this.address = address;
        this.guests = List.copyOf(guests);
        this.thread = Thread.ofVirtual().name("session-bus").unstarted(this::serve);
    }

    /// Begins to connect and returns at once. @param guests join in this order
    public static SessionBus start(SessionBusAddress address, List<Guest> guests) {
        SessionBus bus = new SessionBus(address, guests);
        bus.thread.start();
        return bus;
    }

    /// The present connection; empty while there is none.
    public Optional<DBusConnection> connection() {
        return Optional.ofNullable(connection);
    }

    /// Leaves the bus, also its names. Waits for that a moment, not for answers that are under way.
    @Override
    public void close() {
        // No interrupt: one in the middle of a call would end it with an error, and leave the names behind.
        closing.countDown();
        gone.countDown();
        try {
            thread.join(Duration.ofMillis(300));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        Duration pause = FIRST_PAUSE;
        boolean hasComplained = false;
        while (!isClosed()) {
            CountDownLatch lost = new CountDownLatch(1);
            gone = lost;
            boolean wasConnected = false;
            try (DBusConnection bus = connect(lost)) {
                for (Guest guest : guests) {
                    if (isClosed()) {
                        break;
                    }
                    guest.join(bus);
                }
                connection = bus;
                wasConnected = true;
                hasComplained = false;
                if (!isClosed()) {
                    lost.await();
                }
                if (!isClosed()) {
                    LOG.info("The session bus is gone; waiting for it");
                }
            } catch (DBusException | DBusExecutionException | IOException e) {
                if (!hasComplained && !isClosed()) {
                    LOG.warn("No connection to {}; it is tried again", address.text(), e);
                }
                hasComplained = true;
            } catch (InterruptedException _) {
                closing.countDown();
            }
            connection = null;
            guests.forEach(Guest::leave);
            pause = wasConnected ? FIRST_PAUSE : longer(pause);
            sleep(pause);
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    /// One thread for each kind of message: calls come in order, and idle threads cost memory.
    private DBusConnection connect(CountDownLatch gone) throws DBusException {
        return DBusConnectionBuilder.forAddress(address.text())
                .withShared(false)
                .withDisconnectCallback(new IDisconnectCallback() {
                    @Override
                    public void disconnectOnError(IOException failure) {
                        gone.countDown();
                    }

                    @Override
                    public void exceptionOnTerminate(IOException failure) {
                        gone.countDown();
                    }
                })
                .receivingThreadConfig()
                .withSignalThreadCount(1)
                .withErrorHandlerThreadCount(1)
                .withMethodCallThreadCount(1)
                .withMethodReturnThreadCount(1)
                .connectionConfig()
                .build();
    }

    private void sleep(Duration pause) {
        try {
            var _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            closing.countDown();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
