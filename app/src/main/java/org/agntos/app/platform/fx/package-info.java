/// The way onto the JavaFX thread, and files of FXML. Start with [FxExecutor], the only user of
/// `javafx.application.Platform`.
@NullMarked
package org.agntos.app.platform.fx;

import org.jspecify.annotations.NullMarked;
