package org.agntos.app.diff;

import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/// Old and new side by side in equal halves, as high as the higher one.
final class SplitLine extends Region {
    private final CodeSide before;
    private final CodeSide after;

    SplitLine(CodeSide before, CodeSide after) {
        this.before = before;
        this.after = after;
        before.getStyleClass().add("left");
        getChildren().setAll(before, after);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        double half = width < 0 ? -1 : snapPositionX(width / 2);
        return Math.max(before.prefHeight(half), after.prefHeight(width < 0 ? -1 : width - half));
    }

    @Override
    protected void layoutChildren() {
        double half = snapPositionX(getWidth() / 2);
        before.resizeRelocate(0, 0, half, getHeight());
        after.resizeRelocate(half, 0, getWidth() - half, getHeight());
    }
}
