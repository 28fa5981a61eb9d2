package org.agntos.app.platform.tray;

import java.util.List;

/// All that the panel shows of the program.
///
/// @param iconName in the icon theme, empty if it is not there; @param pictures the same icon as pixels
/// @param overlay a mark for the icon's corner, as pixels; empty without one
/// @param isUrgent whether the panel should draw attention to it
/// @param title the program; @param text what it is doing, for the tooltip
/// @param primary what a click on the icon does
public record TrayView(
        String iconName,
        List<Pixmap> pictures,
        List<Pixmap> overlay,
        boolean isUrgent,
        String title,
        String text,
        Runnable primary,
        List<TrayEntry> entries) {
    public TrayView {
        pictures = List.copyOf(pictures);
        overlay = List.copyOf(overlay);
        entries = List.copyOf(entries);
    }
}
