package org.agntos.app.diff;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// One line of code, wrapped where it is too long, with marks behind the words that differ.
final class CodeFlow extends Region {
    private final Path marks = new Path();
    private final TextFlow flow = new TextFlow();
    private List<Segment> segments = List.of();

    CodeFlow() {
        getStyleClass().add("code-flow");
        marks.getStyleClass().add("word-mark");
        marks.setManaged(false);
        setMinWidth(0);
        getChildren().setAll(marks, flow);
    }

    void show(List<Segment> shown) {
        segments = shown;
        List<Text> texts = new ArrayList<>(shown.size());
        for (Segment segment : shown) {
            Text text = new Text(segment.shown());
            text.getStyleClass().addAll("code", segment.kind().styleClass());
            texts.add(text);
        }
        if (texts.isEmpty()) {
            Text strut = new Text(" ");
            strut.getStyleClass().add("code");
            texts.add(strut);
        }
        flow.getChildren().setAll(texts);
        requestLayout();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return snappedLeftInset() + flow.prefWidth(-1) + snappedRightInset();
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? -1 : width - snappedLeftInset() - snappedRightInset();
        return snappedTopInset() + snapSizeY(flow.prefHeight(inner)) + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        double x = snappedLeftInset();
        double y = snappedTopInset();
        flow.resizeRelocate(x, y, getWidth() - x - snappedRightInset(), getHeight() - y - snappedBottomInset());
        flow.layout();
        marks.relocate(0, 0);
        marks.setLayoutX(x);
        marks.setLayoutY(y);
        marks.getElements().setAll(markShapes());
    }

    private List<PathElement> markShapes() {
        List<PathElement> shapes = new ArrayList<>();
        int at = 0;
        for (Segment segment : segments) {
            int end = at + segment.shown().length();
            if (segment.isMarked()) {
                shapes.addAll(List.of(flow.getRangeShape(at, end, false)));
            }
            at = end;
        }
        return shapes;
    }
}
