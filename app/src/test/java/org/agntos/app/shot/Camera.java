package org.agntos.app.shot;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;
import javax.imageio.ImageIO;

/// Takes pictures of a scene into a folder, at twice its size. JavaFX thread only.
public record Camera(Path folder) {
    private static final double SCALE = 2;

    public void take(Scene scene, String name) {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(SCALE, SCALE));
        parameters.setFill(scene.getFill());
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        List<String> spilt = Spill.of(scene.getRoot());
        if (!spilt.isEmpty()) {
            throw new AssertionError(name + " is cut off at the window's edge: " + String.join("\n", spilt));
        }
        // What a person sees: a shadow may reach beyond the window.
        parameters.setViewport(new Rectangle2D(0, 0, scene.getWidth() * SCALE, scene.getHeight() * SCALE));
        WritableImage image = scene.getRoot().snapshot(parameters, null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        try {
            Files.createDirectories(folder);
            ImageIO.write(picture, "png", folder.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the picture " + name, e);
        }
    }
}
