package org.agntos.app.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agntos.core.files.AtomicFile;

/// Whether the session starts the program: a desktop file of the person's autostart folder. Blocks on the disk.
public final class Autostart {
    private final Path file;
    private final String program;

    /// @param config the folder of all configuration, mostly `~/.config`; @param program how `agntos` is called
    public Autostart(Path config, String program) {
        this.file = config.resolve("autostart").resolve("org.agntos.Assistant.desktop");
        this.program = program;
    }

    public Path file() {
        return file;
    }

    public boolean isOn() {
        return Files.exists(file);
    }

    public void turnOn() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFile.write(file, text().getBytes(StandardCharsets.UTF_8));
    }

    public void turnOff() throws IOException {
        Files.deleteIfExists(file);
    }

    private String text() {
        boolean isPlain = program.matches("[A-Za-z0-9_./-]+");
        String called = isPlain ? program : "\"" + program.replaceAll("([\"`$\\\\])", "\\\\\\\\$1") + "\"";
        return """
                [Desktop Entry]
                Type=Application
                Name=AgntOS
                Comment=Waits in the tray for the key of the launcher
                Exec=%s --background
                Icon=org.agntos.Assistant
                Terminal=false
                NoDisplay=true
                X-GNOME-Autostart-enabled=true
                """.formatted(called);
    }
}
