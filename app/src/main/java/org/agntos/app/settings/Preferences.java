package org.agntos.app.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.agntos.app.platform.Folders;
import org.agntos.app.platform.KeptWords;
import org.agntos.app.theme.Theme;

/// The person's `settings.toml`. Safe for any thread.
public final class Preferences {
    private final KeptWords words;

    private Preferences(KeptWords words) {
        this.words = words;
    }

    /// Reads the file, which takes a fraction of a millisecond.
    public static Preferences in(Folders folders) {
        return new Preferences(KeptWords.in(folders.config().resolve("settings.toml")));
    }

    public Path file() {
        return words.file();
    }

    /// Empty if none was chosen, or if the file has a word that is none.
    public Optional<Theme> theme() {
        return words.get("theme").flatMap(Theme::parse);
    }

    /// @return false if it will be forgotten when the program ends
    public boolean setTheme(Theme theme) {
        return words.put("theme", theme.name().toLowerCase(Locale.ROOT));
    }

    /// The key of the launcher as the person wrote it, such as `Ctrl+Alt+Space`; `none` for no key at all.
    public Optional<String> hotkey() {
        return words.get("hotkey");
    }

    /// @return false if it will be forgotten when the program ends
    public boolean setHotkey(String key) {
        return words.put("hotkey", key);
    }
}
