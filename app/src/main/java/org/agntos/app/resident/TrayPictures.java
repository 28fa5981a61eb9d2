package org.agntos.app.resident;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Group;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;
import org.agntos.app.platform.tray.Pixmap;

/// The icon in the panel as pixels, for panels that have no icon theme with ours in it: the mark on its coloured
/// tile, which can be seen on light and on dark panels, with a dot for what the program is doing. Drawn once for each
/// [Activity], when it is first needed. JavaFX thread only.
final class TrayPictures {
    private static final int[] SIZES = {22, 24, 32, 48};
    private static final double DRAWN_SIZE = 16;
    /// As in `packaging/icons/symbolic`.
    private static final String MARK = "M8 1.6A6.4 6.4 0 1 1 1.6 8L3.3 8A4.7 4.7 0 1 0 8 3.3ZM8 0.6L8 4.3L4.9 2.45Z"
            + "M5 6L6 5L9 8L6 11L5 10L7 8ZM9 9.6L12 9.6L12 11L9 11Z";
    private static final double TILE_SHARE = 0.78;

    private final Map<Activity, List<Pixmap>> icons = new EnumMap<>(Activity.class);
    private final Map<Activity, List<Pixmap>> overlays = new EnumMap<>(Activity.class);

    List<Pixmap> icon(Activity activity) {
        return icons.computeIfAbsent(activity, TrayPictures::drawIcon);
    }

    /// The dot alone; empty while nothing goes on.
    List<Pixmap> overlay(Activity activity) {
        return overlays.computeIfAbsent(
                activity, which -> dot(which).map(TrayPictures::drawDot).orElse(List.of()));
    }

    private static Optional<Circle> dot(Activity activity) {
        return switch (activity) {
            case IDLE -> Optional.empty();
            case WORKING -> Optional.of(circle(Color.web("#2f6bff")));
            case NEEDS_YOU -> Optional.of(circle(Color.web("#f0a020")));
            case FAILED -> Optional.of(circle(Color.web("#e0393e")));
        };
    }

    private static Circle circle(Color colour) {
        Circle circle = new Circle(12.2, 12.2, 3.2, colour);
        circle.setStroke(Color.WHITE);
        circle.setStrokeWidth(1.1);
        return circle;
    }

    private static List<Pixmap> drawIcon(Activity activity) {
        Rectangle tile = new Rectangle(DRAWN_SIZE, DRAWN_SIZE);
        tile.setArcWidth(7);
        tile.setArcHeight(7);
        tile.setFill(new LinearGradient(
                0,
                0,
                1,
                1,
                true,
                CycleMethod.NO_CYCLE,
                new Stop(0, Color.web("#4f6df5")),
                new Stop(1, Color.web("#27b8c9"))));
        SVGPath mark = new SVGPath();
        mark.setContent(MARK);
        mark.setFill(Color.WHITE);
        double margin = DRAWN_SIZE * (1 - TILE_SHARE) / 2;
        mark.getTransforms().addAll(new javafx.scene.transform.Translate(margin, margin));
        mark.getTransforms().add(new Scale(TILE_SHARE, TILE_SHARE));
        Group drawing = new Group(tile, mark);
        dot(activity).ifPresent(drawing.getChildren()::add);
        return pixels(drawing);
    }

    private static List<Pixmap> drawDot(Circle dot) {
        // An invisible frame keeps the dot at its place in the square.
        return pixels(new Group(new Rectangle(DRAWN_SIZE, DRAWN_SIZE, Color.TRANSPARENT), dot));
    }

    private static List<Pixmap> pixels(Group drawing) {
        List<Pixmap> all = new ArrayList<>();
        for (int size : SIZES) {
            SnapshotParameters parameters = new SnapshotParameters();
            parameters.setFill(Color.TRANSPARENT);
            parameters.setTransform(new Scale(size / DRAWN_SIZE, size / DRAWN_SIZE));
            parameters.setViewport(new javafx.geometry.Rectangle2D(0, 0, size, size));
            all.add(pixmap(drawing.snapshot(parameters, new WritableImage(size, size)), size));
        }
        return List.copyOf(all);
    }

    private static Pixmap pixmap(WritableImage image, int size) {
        byte[] pixels = new byte[size * size * 4];
        image.getPixelReader().getPixels(0, 0, size, size, PixelFormat.getByteBgraInstance(), pixels, 0, size * 4);
        for (int at = 0; at < pixels.length; at += 4) {
            swap(pixels, at, at + 3);
            swap(pixels, at + 1, at + 2);
        }
        return new Pixmap(size, size, pixels);
    }

    private static void swap(byte[] bytes, int one, int other) {
        byte kept = bytes[one];
        bytes[one] = bytes[other];
        bytes[other] = kept;
    }
}
