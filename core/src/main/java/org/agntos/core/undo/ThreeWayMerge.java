package org.agntos.core.undo;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.agntos.core.change.UndoneFile.Merge;
import org.agntos.core.change.UndoneFile.Overlap;
import org.jspecify.annotations.Nullable;

/// Goes two ways from one text, back to what was before and on to what is now, and joins them only where they do not
/// touch: a line that one changes must neither be changed by the other nor stand right beside such a line. It never
/// guesses. Whether the result means something is for verification to say.
public final class ThreeWayMerge {
    private ThreeWayMerge() {}

    /// Lines of the common text that one way replaces. @param start the first, @param end after the last
    private record Hunk(int start, int end, List<String> lines) {
        boolean touches(Hunk other) {
            return start <= other.end && other.start <= end;
        }
    }

    /// @param after the common text; @param before where the one way leads; @param now where the other does; null
    ///     where there is no file
    public static Merge merge(@Nullable String after, @Nullable String before, @Nullable String now) {
        if (Objects.equals(now, after)) {
            return new Merge.Clean(before);
        }
        if (Objects.equals(before, after) || Objects.equals(before, now)) {
            return new Merge.Clean(now);
        }
        if (after == null || before == null || now == null) {
            return new Merge.Touching(List.of(new Overlap(1, text(after), text(before), text(now))));
        }
        return merge(lines(after), hunks(after, before), hunks(after, now));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Merge merge(List<String> common, List<Hunk> back, List<Hunk> on) {
        List<Overlap> overlaps = overlaps(common, back, on);
        if (!overlaps.isEmpty()) {
            return new Merge.Touching(overlaps);
        }
        List<Hunk> all = new ArrayList<>(on);
        back.stream().filter(hunk -> !on.contains(hunk)).forEach(all::add);
        all.sort((one, other) -> Integer.compare(one.start(), other.start()));
        return new Merge.Clean(apply(common, 0, common.size(), all));
    }

    private static List<Overlap> overlaps(List<String> common, List<Hunk> back, List<Hunk> on) {
        List<Overlap> overlaps = new ArrayList<>();
        for (Hunk one : back) {
            List<Hunk> met = on.stream()
                    .filter(other -> one.touches(other) && !one.equals(other))
                    .toList();
            if (!met.isEmpty()) {
                int start = Math.min(one.start(), met.getFirst().start());
                int end = Math.max(one.end(), met.getLast().end());
                overlaps.add(new Overlap(
                        start + 1,
                        String.join("", common.subList(start, end)),
                        apply(common, start, end, List.of(one)),
                        apply(common, start, end, met)));
            }
        }
        return overlaps;
    }

    /// The lines from `start` to `end` with the hunks, which lie in between and are in order.
    private static String apply(List<String> common, int start, int end, List<Hunk> hunks) {
        StringBuilder text = new StringBuilder();
        int at = start;
        for (Hunk hunk : hunks) {
            common.subList(at, hunk.start()).forEach(text::append);
            hunk.lines().forEach(text::append);
            at = hunk.end();
        }
        common.subList(at, end).forEach(text::append);
        return text.toString();
    }

    private static List<Hunk> hunks(String from, String to) {
        List<Hunk> hunks = new ArrayList<>();
        for (AbstractDelta<String> delta :
                DiffUtils.diff(lines(from), lines(to)).getDeltas()) {
            int start = delta.getSource().getPosition();
            hunks.add(new Hunk(
                    start,
                    start + delta.getSource().size(),
                    List.copyOf(delta.getTarget().getLines())));
        }
        return hunks;
    }

    /// Each with its end, so that a last line without one is another line.
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end + 1));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }
}
