package org.agntos.app.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Makes segments of a line: highlighting, word marks and made-visible characters together. Characters that reorder
/// or hide text (bidirectional controls, zero-width ones, controls) are shown by name, so that what is approved is
/// what was read.
final class Segments {
    private static final int TAB = 4;

    private final List<Segment> segments = new ArrayList<>();
    private final StringBuilder pending = new StringBuilder();
    private SpanKind pendingKind = SpanKind.PLAIN;
    private boolean isPendingMarked;
    private int column;

    private Segments() {}

    /// @param part which piece of [DiffRows#LONGEST_PART] characters
    static List<Segment> of(SourceText text, int line, List<WordMarks.Range> marks, int part) {
        String content = text.shownLine(line);
        int from = Math.min(content.length(), part * DiffRows.LONGEST_PART);
        int to = Math.min(content.length(), from + DiffRows.LONGEST_PART);
        Segments result = new Segments();
        for (Span span : text.spansOf(line)) {
            int start = Math.max(span.start(), from);
            int end = Math.min(span.end(), to);
            for (int i = start; i < end; ) {
                int codePoint = content.codePointAt(i);
                result.add(codePoint, span.kind(), isMarked(marks, i));
                i += Character.charCount(codePoint);
            }
        }
        if (to == content.length() && text.endsWithCarriageReturn(line)) {
            result.put("␍", SpanKind.INVISIBLE, false);
        }
        result.flush();
        return result.segments;
    }

    private static boolean isMarked(List<WordMarks.Range> marks, int index) {
        for (WordMarks.Range mark : marks) {
            if (mark.start() <= index && index < mark.end()) {
                return true;
            }
        }
        return false;
    }

    private void add(int codePoint, SpanKind kind, boolean isMarked) {
        if (codePoint == '\t') {
            put(" ".repeat(TAB - column % TAB), kind, isMarked);
        } else if (isUnseen(codePoint)) {
            put(String.format(Locale.ROOT, "‹U+%04X›", codePoint), SpanKind.INVISIBLE, isMarked);
        } else {
            put(Character.toString(codePoint), kind, isMarked);
        }
    }

    private void put(String shown, SpanKind kind, boolean isMarked) {
        if (kind != pendingKind || isMarked != isPendingMarked) {
            flush();
            pendingKind = kind;
            isPendingMarked = isMarked;
        }
        pending.append(shown);
        column += shown.length();
    }

    private void flush() {
        if (!pending.isEmpty()) {
            segments.add(new Segment(pending.toString(), pendingKind, isPendingMarked));
            pending.setLength(0);
        }
    }

    private static boolean isUnseen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> codePoint != ' ';
            default -> false;
        };
    }
}
