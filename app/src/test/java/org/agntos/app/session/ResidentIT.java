package org.agntos.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agntos.app.platform.dbus.Application;
import org.agntos.app.platform.dbus.Assistant1;
import org.agntos.app.platform.dbus.AssistantName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole program in a session of its own: started by the bus, found by a second start, opened by its key, closed
/// and brought back, and ended.
@SuppressWarnings("NullAway.Init") // start() comes before every test
class ResidentIT {
    @TempDir
    Path folder;

    private PrivateBus bus;
    private Screen screen;
    private Path program;

    @BeforeEach
    void start() throws IOException {
        screen = Screen.start(folder.resolve("x"));
        bus = PrivateBus.start(folder);
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        program = folder.resolve("agntos");
        Files.writeString(program, """
                #!/bin/sh
                export DISPLAY=%s HOME=%s XDG_SESSION_TYPE=x11 GDK_GL=disable GDK_BACKEND=x11
                unset WAYLAND_DISPLAY XDG_RUNTIME_DIR XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME XDG_CACHE_HOME
                exec '%s' --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dprism.order=sw \\
                  -cp '%s' org.agntos.app.Main "$@" >>'%s' 2>&1
                """.formatted(
                        screen.display(),
                        folder,
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        classes,
                        folder.resolve("program.log")));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(bus.services().resolve("org.agntos.Assistant.service"), """
                [D-BUS Service]
                Name=org.agntos.Assistant
                Exec=%s --background
                """.formatted(program));
    }

    @AfterEach
    void stop() {
        bus.close();
        screen.close();
    }

    private static Object status(Assistant1 assistant, String key) {
        Variant<?> value = assistant.Status().get(key);
        return value == null ? "" : value.getValue();
    }

    private boolean isRunning() throws IOException {
        return List.of(bus.names()).contains(AssistantName.NAME);
    }

    @Test
    void oneProgramServesTheWholeSession() throws Exception {
        try (DBusConnection desktop = bus.connect()) {
            desktop.getRemoteObject(AssistantName.NAME, AssistantName.PATH, Application.class, true)
                    .Activate(Map.of());
            Assistant1 assistant =
                    desktop.getRemoteObject(AssistantName.NAME, AssistantName.PATH, Assistant1.class, false);
            Awaiting.until(
                    "started by the bus, with its window",
                    () -> status(assistant, "window").equals(true));
            Awaiting.until(
                    "the keys are grabbed", () -> status(assistant, "hotkey").equals("x11"));

            Process second =
                    bus.program(program.toString(), "--ask", "install htop").start();
            assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isZero();
            Awaiting.until(
                    "the first one answers", () -> assistant.ListProposals().size() == 1);

            screen.xdotool("key", "ctrl+alt+space");
            screen.xdotool("search", "--sync", "--onlyvisible", "--name", "^AgntOS launcher$");
            screen.xdotool("type", "timeline");
            screen.keep("session-launcher");
            screen.xdotool("key", "Escape");

            screen.xdotool("search", "--sync", "--onlyvisible", "--name", "^AgntOS .* practice$", "windowactivate");
            screen.xdotool("key", "alt+F4");
            Awaiting.until(
                    "closed and still there", () -> status(assistant, "window").equals(false));
            assistant.Show();
            Awaiting.until("it is back", () -> status(assistant, "window").equals(true));

            assistant.Quit();
            Awaiting.until("it ended", () -> !isRunning());
        }
        assertThat(Files.readString(folder.resolve("program.log"))).doesNotContain("Exception");
        assertThat(folder.resolve(".local/state/agntos/window.toml")).content().contains("width = ");
    }
}
