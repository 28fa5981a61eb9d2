package org.agntos.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.agntos.app.platform.dbus.SessionBusAddress;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBus;
import org.jspecify.annotations.Nullable;

/// A session bus that nothing else is on, and on which only what a test puts into `services` can be started.
public final class PrivateBus implements AutoCloseable {
    private final Path folder;
    private final String address;
    private @Nullable Process daemon;

    private PrivateBus(Path folder) {
        this.folder = folder;
        this.address = "unix:path=" + folder.resolve("bus");
    }

    /// @param folder empty, with a short path: a socket's may have a hundred letters
    public static PrivateBus start(Path folder) throws IOException {
        needs("dbus-daemon");
        Files.createDirectories(folder.resolve("services"));
        Files.writeString(folder.resolve("bus.conf"), """
                <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                <busconfig>
                  <type>session</type>
                  <listen>unix:path=%s</listen>
                  <servicedir>%s</servicedir>
                  <policy context="default">
                    <allow send_destination="*" eavesdrop="true"/>
                    <allow eavesdrop="true"/>
                    <allow own="*"/>
                  </policy>
                </busconfig>
                """.formatted(folder.resolve("bus"), folder.resolve("services")));
        PrivateBus bus = new PrivateBus(folder);
        bus.startDaemon();
        return bus;
    }

    /// A program the test cannot do without: it is skipped where it is missing, and fails on the build server.
    public static void needs(String program) {
        boolean isThere = find(program).isPresent();
        if ("true".equals(System.getenv("CI"))) {
            assertThat(isThere).as(program + " is installed").isTrue();
        }
        assumeThat(isThere).as(program + " is installed").isTrue();
    }

    /// The same for a program that is not found by its name.
    static void needs(Path program) {
        boolean isThere = Files.isExecutable(program);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(isThere).as(program + " is installed").isTrue();
        }
        assumeThat(isThere).as(program + " is installed").isTrue();
    }

    /// Who is on the bus.
    String[] names() throws IOException {
        try (DBusConnection other = connect()) {
            return other.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class, false)
                    .ListNames();
        } catch (DBusException e) {
            throw new IOException(e);
        }
    }

    public static Optional<Path> find(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            Path file = Path.of(folder, program);
            if (Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    public void startDaemon() throws IOException {
        Files.deleteIfExists(folder.resolve("bus"));
        ProcessBuilder builder = new ProcessBuilder(
                        "dbus-daemon", "--nofork", "--nopidfile", "--config-file=" + folder.resolve("bus.conf"))
                .redirectOutput(folder.resolve("bus.log").toFile())
                .redirectErrorStream(true);
        daemon = builder.start();
        Awaiting.until("the bus listens", () -> Files.exists(folder.resolve("bus")));
    }

    /// Kills the bus, as when it crashes.
    public void kill() throws InterruptedException {
        Process running = daemon;
        if (running != null) {
            running.destroyForcibly();
            running.waitFor(10, TimeUnit.SECONDS);
        }
    }

    public SessionBusAddress address() {
        return new SessionBusAddress(address);
    }

    /// Where files of services that can be started belong.
    public Path services() {
        return folder.resolve("services");
    }

    /// A connection of another program.
    public DBusConnection connect() throws DBusException {
        return DBusConnectionBuilder.forAddress(address).withShared(false).build();
    }

    /// Runs a program on this bus to its end.
    public ProcessBuilder program(String... argv) {
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.environment().put("DBUS_SESSION_BUS_ADDRESS", address);
        builder.environment().remove("XDG_RUNTIME_DIR");
        return builder;
    }

    @Override
    public void close() {
        Process running = daemon;
        if (running != null) {
            running.destroyForcibly();
        }
    }
}
