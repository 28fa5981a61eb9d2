package org.agntos.app.theme;

import javafx.scene.Group;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/// The program's mark: a prompt inside an arrow that turns back, as in `packaging/icons`. It takes no focus and says
/// nothing to screen readers.
public final class BrandMark extends StackPane {
    private static final double DRAWN_SIZE = 128;
    private static final String STROKES = "M 29.2 44.3 A 41 41 0 1 1 23.9 74.5 M 25.5 26 L 28.5 45 L 46 41.5 "
            + "M 54 55 L 66.5 67 L 54 79 M 74 79.5 L 86 79.5";

    private final Scale scale = new Scale();
    private double size;

    public BrandMark() {
        getStyleClass().add("brand-mark");
        // An invisible frame keeps the drawing at its place in the square.
        SVGPath frame = new SVGPath();
        frame.setContent("M 0 0 L 128 0 L 128 128 L 0 128 Z");
        frame.getStyleClass().add("brand-frame");
        SVGPath strokes = new SVGPath();
        strokes.setContent(STROKES);
        strokes.getStyleClass().add("brand-strokes");
        Group drawing = new Group(frame, strokes);
        drawing.getTransforms().add(scale);
        getChildren().add(new Group(drawing));
        setSize(DRAWN_SIZE);
    }

    public double getSize() {
        return size;
    }

    public void setSize(double edge) {
        size = edge;
        scale.setX(edge / DRAWN_SIZE);
        scale.setY(edge / DRAWN_SIZE);
        setMinSize(edge, edge);
        setPrefSize(edge, edge);
        setMaxSize(edge, edge);
    }
}
