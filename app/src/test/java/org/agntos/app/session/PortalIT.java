package org.agntos.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.agntos.app.platform.Threads;
import org.agntos.app.platform.dbus.SessionBus;
import org.agntos.app.platform.hotkey.Hotkey;
import org.agntos.app.platform.hotkey.HotkeyState;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real xdg-desktop-portal with a stand-in for the part of it that a desktop brings.
@SuppressWarnings("NullAway.Init") // start() comes before every test
class PortalIT {
    private static final Path PORTAL = Path.of("/usr/libexec/xdg-desktop-portal");

    @TempDir
    Path folder;

    private final AtomicInteger presses = new AtomicInteger();
    private final List<HotkeyState> states = new CopyOnWriteArrayList<>();
    private PrivateBus bus;
    private Hotkey hotkey;
    private SessionBus session;

    @BeforeEach
    void start() throws IOException {
        bus = PrivateBus.start(folder);
        Threads threads = new Threads(
                Runnable::run, Runnable::run, task -> Thread.ofVirtual().start(task));
        Map<String, String> wayland =
                Map.of("DISPLAY", ":9", "WAYLAND_DISPLAY", "wayland-1", "XDG_CURRENT_DESKTOP", "sway", "HOME", "/h");
        hotkey = new Hotkey(
                new Hotkey.Desktop(wayland, "agntos", true, "AgntOS launcher"),
                threads,
                presses::incrementAndGet,
                states::add);
        session = SessionBus.start(bus.address(), List.of(hotkey));
    }

    @AfterEach
    void stop() {
        hotkey.close();
        session.close();
        bus.close();
    }

    @Test
    void thePortalGivesTheKeysAndTellsOfThem() throws Exception {
        PrivateBus.needs(PORTAL);
        Path portals = Files.createDirectories(folder.resolve("portals"));
        Files.writeString(portals.resolve("lab.portal"), """
                [portal]
                DBusName=%s
                Interfaces=org.freedesktop.impl.portal.GlobalShortcuts;
                UseIn=lab
                """.formatted(PortalBackend.NAME));
        try (DBusConnection desktop = bus.connect()) {
            PortalBackend backend = new PortalBackend(desktop);
            ProcessBuilder portal = bus.program(PORTAL.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("portal.log").toFile());
            portal.environment().put("XDG_DESKTOP_PORTAL_DIR", portals.toString());
            portal.environment().put("XDG_CURRENT_DESKTOP", "lab");
            portal.environment().put("HOME", folder.toString());
            Process running = portal.start();
            try {
                Awaiting.until(
                        "the portal is there", () -> List.of(bus.names()).contains("org.freedesktop.portal.Desktop"));
                hotkey.choose(Optional.empty());
                Awaiting.until(
                        "bound, but " + states,
                        () -> states.contains(new HotkeyState.InForce(HotkeyState.Way.PORTAL, "Press CTRL+ALT+space")));
                backend.press("toggle");
                Awaiting.until("pressed", () -> presses.get() == 1);

                hotkey.choose(Optional.of("Super+F9"));
                Awaiting.until(
                        "bound anew",
                        () -> states.contains(new HotkeyState.InForce(HotkeyState.Way.PORTAL, "Press LOGO+F9")));
                backend.press("toggle");
                Awaiting.until("pressed again", () -> presses.get() == 2);
            } finally {
                running.destroyForcibly();
            }
        }
    }

    @Test
    void withoutAPortalTheBindingOfThisCompositorIsOffered() {
        hotkey.choose(Optional.empty());
        Awaiting.until("offered, but " + states, () -> states.stream().anyMatch(HotkeyState.ByHand.class::isInstance));
        assertThat(states).last().isInstanceOfSatisfying(HotkeyState.ByHand.class, byHand -> {
            assertThat(byHand.binding().desktop()).isEqualTo("sway");
            assertThat(byHand.binding().text()).isEqualTo("bindsym Ctrl+Mod1+space exec agntos toggle");
        });
    }
}
