package org.agntos.core.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agntos.core.change.FileDiff;
import org.jspecify.annotations.Nullable;

/// File differences as a patch that `git apply` and `patch -p1` take in the folder of the tree, to the last byte.
final class PatchText {
    private static final int CONTEXT_LINES = 3;
    private static final String NO_NEWLINE = "\n\\ No newline at end of file\n";

    private PatchText() {}

    static String of(List<FileDiff> diffs) {
        StringBuilder text = new StringBuilder();
        for (FileDiff diff : diffs) {
            if (!lines(diff.before()).equals(lines(diff.after()))
                    || (diff.before() == null) != (diff.after() == null)) {
                file(diff, text);
            }
        }
        return text.toString();
    }

    private static void file(FileDiff diff, StringBuilder text) {
        String path = diff.path().value();
        text.append("diff --git a/").append(path).append(" b/").append(path).append('\n');
        if (diff.before() == null) {
            text.append("new file mode 100644\n");
        } else if (diff.after() == null) {
            text.append("deleted file mode 100644\n");
        }
        List<String> before = lines(diff.before());
        List<String> after = lines(diff.after());
        if (before.isEmpty() && after.isEmpty()) {
            return;
        }
        text.append("--- ")
                .append(diff.before() == null ? "/dev/null" : "a/" + path)
                .append('\n');
        text.append("+++ ")
                .append(diff.after() == null ? "/dev/null" : "b/" + path)
                .append('\n');
        hunks(before, DiffUtils.diff(before, after).getDeltas(), text);
    }

    /// Changes whose surroundings meet are one hunk.
    private static void hunks(List<String> before, List<AbstractDelta<String>> deltas, StringBuilder text) {
        int from = 0;
        int shift = 0;
        while (from < deltas.size()) {
            int to = from + 1;
            while (to < deltas.size()
                    && deltas.get(to).getSource().getPosition() - end(deltas.get(to - 1)) <= 2 * CONTEXT_LINES) {
                to++;
            }
            shift += hunk(before, deltas.subList(from, to), shift, text);
            from = to;
        }
    }

    private static int end(AbstractDelta<String> delta) {
        return delta.getSource().getPosition() + delta.getSource().size();
    }

    /// @param shift lines that the hunks before this one have added
    /// @return lines that this one adds
    private static int hunk(List<String> before, List<AbstractDelta<String>> deltas, int shift, StringBuilder text) {
        int start = Math.max(0, deltas.getFirst().getSource().getPosition() - CONTEXT_LINES);
        int end = Math.min(before.size(), end(deltas.getLast()) + CONTEXT_LINES);
        List<String> body = new ArrayList<>();
        int at = start;
        int grown = 0;
        for (AbstractDelta<String> delta : deltas) {
            before.subList(at, delta.getSource().getPosition()).forEach(line -> body.add(" " + line));
            delta.getSource().getLines().forEach(line -> body.add("-" + line));
            delta.getTarget().getLines().forEach(line -> body.add("+" + line));
            grown += delta.getTarget().size() - delta.getSource().size();
            at = end(delta);
        }
        before.subList(at, end).forEach(line -> body.add(" " + line));
        int count = end - start;
        text.append("@@ -").append(range(start, count));
        text.append(" +").append(range(start + shift, count + grown)).append(" @@\n");
        body.forEach(line -> text.append(line.endsWith("\n") ? line : line + NO_NEWLINE));
        return grown;
    }

    /// An empty range is named by the line before it.
    private static String range(int start, int count) {
        return (count == 0 ? start : start + 1) + "," + count;
    }

    /// Each line with its end, so that a missing one at the end of the file counts.
    private static List<String> lines(@Nullable String text) {
        return text == null || text.isEmpty() ? List.of() : Arrays.asList(text.split("(?<=\n)"));
    }
}
