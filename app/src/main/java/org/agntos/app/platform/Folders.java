package org.agntos.app.platform;

import java.nio.file.Path;
import java.util.Map;

/// Where this person's files are, as the XDG Base Directory specification has it.
///
/// @param config settings; @param state what the program remembers
public record Folders(Path config, Path state) {
    public static Folders of(Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        String own = environment.getOrDefault("AGNTOS_STATE_DIR", "");
        return new Folders(
                base(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
                own.isEmpty()
                        ? base(environment, "XDG_STATE_HOME", home.resolve(".local/state"))
                        : Path.of(own).toAbsolutePath().normalize());
    }

    private static Path base(Map<String, String> environment, String name, Path otherwise) {
        String set = environment.getOrDefault(name, "");
        return (set.isEmpty() ? otherwise : Path.of(set))
                .resolve("agntos")
                .toAbsolutePath()
                .normalize();
    }
}
