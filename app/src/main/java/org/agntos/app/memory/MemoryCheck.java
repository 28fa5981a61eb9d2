package org.agntos.app.memory;

import java.util.ArrayList;
import java.util.List;
import org.agntos.app.i18n.Messages;
import org.agntos.core.memory.MemoryFile;

/// What can be said of a draft while it is typed. Saving looks deeper: see `Memory`.
///
/// @param length in code points
/// @param hints about lines of another form, which are kept as they are; at most three
record MemoryCheck(int length, int limit, List<String> hints) {
    private static final int MOST_HINTS = 3;
    private static final double NEARLY_FULL = 0.8;

    /// How full the file is.
    enum Level {
        FINE,
        /// From 80 %.
        HIGH,
        /// Above the limit: cannot be saved.
        OVER
    }

    MemoryCheck {
        hints = List.copyOf(hints);
    }

    static MemoryCheck of(MemoryFile file, String text) {
        List<String> hints = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size() && hints.size() < MOST_HINTS; i++) {
            String line = lines.get(i);
            if (line.startsWith("§") && line.substring(1).isBlank()) {
                hints.add(Messages.format("memory.hint.nameless", i + 1));
            } else if (!line.isBlank() && !line.startsWith("§ ") && !line.startsWith("- ")) {
                hints.add(Messages.format("memory.hint.form", i + 1));
            }
        }
        return new MemoryCheck(text.codePointCount(0, text.length()), file.limit(), hints);
    }

    Level level() {
        if (length > limit) {
            return Level.OVER;
        }
        return fraction() >= NEARLY_FULL ? Level.HIGH : Level.FINE;
    }

    double fraction() {
        return (double) length / limit;
    }
}
