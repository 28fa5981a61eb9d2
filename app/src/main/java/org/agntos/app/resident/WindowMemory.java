package org.agntos.app.resident;

import java.util.Optional;
import java.util.regex.Pattern;
import javafx.stage.Stage;
import org.agntos.app.platform.Folders;
import org.agntos.app.platform.KeptWords;

/// What the program remembers of its window from one start to the next, in `window.toml` of the state folder.
public final class WindowMemory {
    private static final Pattern NUMBER = Pattern.compile("\\d{3,5}");
    private static final double WIDTH = 1100;
    private static final double HEIGHT = 760;

    private final KeptWords words;

    private WindowMemory(KeptWords words) {
        this.words = words;
    }

    /// Reads the file, which takes a fraction of a millisecond.
    public static WindowMemory in(Folders folders) {
        return new WindowMemory(KeptWords.in(folders.state().resolve("window.toml")));
    }

    /// Of the scene, in pixels.
    public double width() {
        return number("width").orElse(WIDTH);
    }

    public double height() {
        return number("height").orElse(HEIGHT);
    }

    public boolean isMaximized() {
        return words.get("maximized").filter("yes"::equals).isPresent();
    }

    /// The screen that was shown last, by its name.
    public Optional<String> place() {
        return words.get("place");
    }

    /// Writes down how the window is now. A maximised window keeps the size it had before.
    public void remember(Stage stage, String place) {
        if (!stage.isMaximized() && !stage.isIconified() && stage.getScene() != null) {
            put("width", Long.toString(Math.round(stage.getScene().getWidth())));
            put("height", Long.toString(Math.round(stage.getScene().getHeight())));
        }
        put("maximized", stage.isMaximized() ? "yes" : "no");
        put("place", place);
    }

    /// True the first time it is asked for this `what`, on this computer, ever.
    public boolean isFirst(String what) {
        boolean isKnown = words.get("told-" + what).isPresent();
        put("told-" + what, "yes");
        return !isKnown;
    }

    private void put(String key, String word) {
        if (!words.get(key).filter(word::equals).isPresent()) {
            words.put(key, word);
        }
    }

    private Optional<Double> number(String key) {
        return words.get(key).filter(text -> NUMBER.matcher(text).matches()).map(Double::valueOf);
    }
}
