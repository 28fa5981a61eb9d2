package org.agntos.app.shot;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;

/// Which nodes reach beyond the window, where nothing lets a person scroll to them.
final class Spill {
    private Spill() {}

    static List<String> of(Parent root) {
        List<String> found = new ArrayList<>();
        collect(root, root, found);
        return found;
    }

    private static void collect(Parent root, Node node, List<String> found) {
        Bounds in = root.sceneToLocal(node.localToScene(node.getLayoutBounds()));
        Bounds window = root.getLayoutBounds();
        if (node.isVisible() && isBeyond(in, window)) {
            found.add(node + " " + in);
        }
        // What is clipped is a list or a scrolled pane, or is meant to be cut there.
        if (node instanceof Parent parent && node.isVisible() && node.getClip() == null) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(root, child, found));
        }
    }

    private static boolean isBeyond(Bounds in, Bounds window) {
        return in.getMinX() < window.getMinX() - 1
                || in.getMinY() < window.getMinY() - 1
                || in.getMaxX() > window.getMaxX() + 1
                || in.getMaxY() > window.getMaxY() + 1;
    }
}
