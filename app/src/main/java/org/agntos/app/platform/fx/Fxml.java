package org.agntos.app.platform.fx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import javafx.fxml.FXMLLoader;
import javafx.scene.Node;
import org.agntos.app.i18n.Messages;

/// Loads the FXML file that lies beside a controller. JavaFX thread only.
public final class Fxml {
    private Fxml() {}

    /// Loads `file` with `controller`, which the file names in `fx:controller` and which was built by its constructor.
    public static Node load(String file, Object controller) {
        URL location = Objects.requireNonNull(controller.getClass().getResource(file), file);
        FXMLLoader loader = new FXMLLoader(location, Messages.bundle());
        loader.setControllerFactory(type -> {
            if (!type.isInstance(controller)) {
                throw new IllegalStateException(file + " names " + type + " (expected: " + controller.getClass() + ")");
            }
            return controller;
        });
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot load " + location, e);
        }
    }
}
