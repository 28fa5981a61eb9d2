package org.agntos.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.agntos.app.platform.Threads;
import org.agntos.app.platform.dbus.SessionBus;
import org.agntos.app.platform.tray.Pixmap;
import org.agntos.app.platform.tray.Tray;
import org.agntos.app.platform.tray.TrayEntry;
import org.agntos.app.platform.tray.TrayView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our icon in real panels, which draw it and its menu: seen by its colour, clicked by a real mouse.
@SuppressWarnings("NullAway.Init") // start() comes before every test
class PanelIT {
    private static final int CALM = 0xC800FF;
    private static final int URGENT = 0xFF8000;

    @TempDir
    Path folder;

    private final List<String> done = new CopyOnWriteArrayList<>();
    private PrivateBus bus;
    private Screen screen;
    private SessionBus session;
    private Tray tray;

    @BeforeEach
    void start() throws IOException {
        screen = Screen.start(folder.resolve("x"));
        bus = PrivateBus.start(folder);
        Threads threads = new Threads(
                Runnable::run, Runnable::run, task -> Thread.ofVirtual().start(task));
        tray = new Tray(view(CALM, false, "Idle"), threads, _ -> {});
        session = SessionBus.start(bus.address(), List.of(tray));
    }

    @AfterEach
    void stop() {
        session.close();
        screen.close();
        bus.close();
    }

    private TrayView view(int colour, boolean isUrgent, String text) {
        return new TrayView(
                "",
                List.of(square(22, colour), square(48, colour)),
                List.of(),
                isUrgent,
                "AgntOS",
                text,
                () -> done.add("open"),
                List.of(
                        TrayEntry.Act.of(1, "First_line", () -> done.add("first")),
                        new TrayEntry.Separator(2),
                        TrayEntry.Act.of(3, "Second", () -> done.add("second")),
                        new TrayEntry.Act(4, "Off", false, Optional.empty(), () -> done.add("off")),
                        new TrayEntry.Act(5, "Pause", true, Optional.of(true), () -> done.add("pause"))));
    }

    private static Pixmap square(int size, int colour) {
        byte[] pixels = new byte[size * size * 4];
        for (int at = 0; at < pixels.length; at += 4) {
            pixels[at] = (byte) 0xFF;
            pixels[at + 1] = (byte) (colour >> 16);
            pixels[at + 2] = (byte) (colour >> 8);
            pixels[at + 3] = (byte) colour;
        }
        return new Pixmap(size, size, pixels);
    }

    /// A panel with nothing but a tray in it.
    private Process panel(String program) throws IOException {
        PrivateBus.needs(program);
        Path config = folder.resolve("config");
        for (String file : List.of("xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml", "lxqt/panel.conf")) {
            Path target = config.resolve(file);
            Files.createDirectories(target.getParent());
            String name = file.substring(file.lastIndexOf('/') + 1);
            Files.write(target, getClass().getResourceAsStream(name).readAllBytes());
        }
        // The settings of Xfce are a service that its panel starts through the bus.
        Path xfconf = Path.of("/usr/share/dbus-1/services/org.xfce.Xfconf.service");
        if (Files.exists(xfconf) && !Files.exists(bus.services().resolve("x.service"))) {
            Files.copy(
                    xfconf,
                    bus.services().resolve("org.xfce.Xfconf.service"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder builder = bus.program(program);
        screen.use(builder);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_CONFIG_HOME", config.toString());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment()
                .put(
                        "XDG_RUNTIME_DIR",
                        Files.createDirectories(folder.resolve("run")).toString());
        return screen.start(builder);
    }

    private Screen.Point seen(int colour) {
        Awaiting.until("the icon is seen", () -> screen.find(colour(colour)).isPresent());
        try {
            return screen.find(colour(colour)).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Panels scale pictures; the colour may come out a little off.
    private static java.util.function.IntPredicate colour(int wanted) {
        return found -> Arrays.stream(new int[] {16, 8, 0})
                .allMatch(shift -> Math.abs((found >> shift & 255) - (wanted >> shift & 255)) < 12);
    }

    private void until(String act) {
        Awaiting.until("done: " + act + ", but did " + done, () -> done.contains(act));
    }

    @Test
    void xfcesPanelShowsTheIconAndItsMenu() throws Exception {
        Process panel = panel("xfce4-panel");
        screen.click(seen(CALM), 1);
        until("open");
        screen.keep("tray-xfce");
        screen.click(seen(CALM), 3);
        screen.xdotool("sleep", "0.5", "key", "Down", "Down", "Return");
        until("second");

        tray.show(view(URGENT, true, "Needs you"));
        seen(URGENT);

        panel.destroyForcibly();
        assertThat(panel.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Awaiting.until("the loss of the panel is noticed", () -> !tray.isHosted());
        panel("xfce4-panel");
        screen.click(seen(URGENT), 1);
        Awaiting.until(
                "clicked in the new panel",
                () -> done.stream().filter("open"::equals).count() == 2);
        assertThat(done).doesNotContain("off");
    }

    @Test
    void lxqtsPanelShowsTheIconAndItsMenu() throws Exception {
        panel("lxqt-panel");
        screen.click(seen(CALM), 1);
        until("open");
        screen.keep("tray-lxqt");
        screen.click(seen(CALM), 3);
        screen.xdotool("sleep", "0.5", "key", "Down", "Return");
        until("first");
    }

    @Test
    void withoutAPanelNothingIsShownAndNothingFails() throws Exception {
        Awaiting.until("the program is on the bus", () -> session.connection().isPresent());
        tray.show(view(URGENT, true, "Needs you"));
        try (var other = bus.connect()) {
            assertThat(other.getNames()).isNotEmpty();
        }
        assertThat(tray.isHosted()).isFalse();
    }
}
