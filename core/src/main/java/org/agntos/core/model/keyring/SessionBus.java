package org.agntos.core.model.keyring;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;

/// A connection to the session bus for a few calls to the Secret Service.
final class SessionBus implements AutoCloseable {
    private static final String DESTINATION = "org.freedesktop.secrets";
    private static final String PROMPT = "org.freedesktop.Secret.Prompt";
    private static final Duration REPLY = Duration.ofSeconds(25);

    private final DBusConnection connection;

    private SessionBus(DBusConnection connection) {
        this.connection = connection;
    }

    /// The first address that the library can use, empty if there is none: it knows neither lists of addresses nor
    /// abstract sockets.
    static String address(Map<String, String> environment) {
        for (String address :
                environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").split(";", -1)) {
            if (address.startsWith("unix:path=")) {
                return address;
            }
        }
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return runtime.isEmpty() ? "" : "unix:path=" + runtime + "/bus";
    }

    static SessionBus open(String address) throws BusProblem {
        try {
            return new SessionBus(
                    DBusConnectionBuilder.forAddress(address).withShared(false).build());
        } catch (DBusException | DBusExecutionException e) {
            throw new BusProblem("there is no session bus", e);
        }
    }

    Object[] call(String path, String type, String method, String signature, Object... arguments) throws BusProblem {
        try {
            MethodCall call = connection
                    .getMessageFactory()
                    .createMethodCall(null, DESTINATION, path, type, method, (byte) 0, signature, arguments);
            connection.sendMessage(call);
            Message reply = call.getReply(REPLY.toMillis());
            if (reply == null || reply instanceof Error) {
                throw new BusProblem(method + (reply == null ? " got no answer" : " failed: " + reply.getName()));
            }
            Object[] values = reply.getParameters();
            return values == null ? new Object[0] : values;
        } catch (DBusException | DBusExecutionException e) {
            throw new BusProblem(method + " could not be sent", e);
        }
    }

    /// Shows the service's own dialog, if there is one to show, and waits until the person is done with it.
    void prompt(String path, Duration patience) throws BusProblem, InterruptedException {
        if (path.equals("/")) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        try (AutoCloseable _ = connection.addGenericSigHandler(
                DBusMatchRuleBuilder.create()
                        .withType("signal")
                        .withInterface(PROMPT)
                        .withMember("Completed")
                        .withPath(path)
                        .build(),
                _ -> done.countDown())) {
            call(path, PROMPT, "Prompt", "s", "");
            if (!done.await(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new BusProblem("nobody answered the keyring's dialog");
            }
        } catch (BusProblem | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // The top of what the library declares for closing a handler, which is anything.
            throw new BusProblem("the keyring's dialog could not be shown", e);
        }
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
