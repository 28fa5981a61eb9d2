package org.agntos.app.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// A text as lines, with its highlighting. Immutable.
final class SourceText {
    /// An absent file.
    static final SourceText NONE = new SourceText("", List.of());

    private final String text;
    private final List<Span> spans;
    private final List<Span> lines;

    private SourceText(String text, List<Span> spans) {
        this.text = text;
        this.spans = spans;
        this.lines = lines(text);
    }

    static SourceText of(String text, Highlighter highlighter) {
        return new SourceText(text, highlighter.spans(text));
    }

    private static List<Span> lines(String text) {
        List<Span> lines = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed + 1;
            lines.add(new Span(start, end, SpanKind.PLAIN));
            start = end;
        }
        return lines;
    }

    int lineCount() {
        return lines.size();
    }

    /// With its line terminator, if it has one.
    String line(int index) {
        Span line = lines.get(index);
        return text.substring(line.start(), line.end());
    }

    /// Without line feed or carriage return at its end.
    String shownLine(int index) {
        Span line = lines.get(index);
        return text.substring(line.start(), contentEnd(line));
    }

    boolean endsWithoutNewline(int index) {
        return text.charAt(lines.get(index).end() - 1) != '\n';
    }

    boolean endsWithCarriageReturn(int index) {
        Span line = lines.get(index);
        return contentEnd(line) < line.end() && text.charAt(contentEnd(line)) == '\r';
    }

    List<String> allLines() {
        return lines.stream()
                .map(line -> text.substring(line.start(), line.end()))
                .toList();
    }

    /// The highlighting of one line, as indexes into [#shownLine].
    List<Span> spansOf(int index) {
        Span line = lines.get(index);
        int end = contentEnd(line);
        List<Span> inLine = new ArrayList<>();
        for (int i = firstSpanAt(line.start()); i < spans.size() && spans.get(i).start() < end; i++) {
            Span span = spans.get(i);
            int from = Math.max(span.start(), line.start());
            int to = Math.min(span.end(), end);
            if (from < to) {
                inLine.add(new Span(from - line.start(), to - line.start(), span.kind()));
            }
        }
        return inLine;
    }

    private int firstSpanAt(int index) {
        Span wanted = new Span(index, index + 1, SpanKind.PLAIN);
        int found = Collections.binarySearch(spans, wanted, Comparator.comparingInt(Span::start));
        return found >= 0 ? found : -found - 2;
    }

    private int contentEnd(Span line) {
        int end = line.end();
        if (end > line.start() && text.charAt(end - 1) == '\n') {
            end--;
            if (end > line.start() && text.charAt(end - 1) == '\r') {
                end--;
            }
        }
        return end;
    }
}
