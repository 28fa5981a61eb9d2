package org.agntos.app.memory;

import javafx.fxml.FXML;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import org.agntos.app.i18n.Messages;
import org.agntos.app.platform.fx.Fxml;
import org.agntos.app.shell.Screen;

/// The memory screen.
@SuppressWarnings("NullAway.Init") // the loader fills the fields before initialize()
public final class MemoryController implements Screen {
    private static final double SIDE_BY_SIDE_FROM = 720;

    private final MemoryViewModel model;
    private final FilePane machine;
    private final FilePane person;
    private final Node root;

    @FXML
    private BorderPane frame;

    @FXML
    private SplitPane files;

    public MemoryController(MemoryViewModel model) {
        this.model = model;
        this.machine = new FilePane(
                model.machine(),
                Messages.text("memory.machine"),
                Messages.text("memory.machine.text"),
                Messages.text("memory.machine.placeholder"));
        this.person = new FilePane(
                model.person(),
                Messages.text("memory.person"),
                Messages.text("memory.person.text"),
                Messages.text("memory.person.placeholder"));
        this.root = Fxml.load("memory.fxml", this);
    }

    @Override
    public Node root() {
        return root;
    }

    @Override
    public void shown() {
        model.refresh();
        machine.focusEditor();
    }

    /// Saves what was edited.
    @Override
    public void confirm() {
        model.files().forEach(FileModel::save);
    }

    @FXML
    void initialize() {
        files.getItems().setAll(machine, person);
        frame.widthProperty()
                .subscribe(width -> files.setOrientation(
                        width.doubleValue() < SIDE_BY_SIDE_FROM ? Orientation.VERTICAL : Orientation.HORIZONTAL));
    }
}
