package org.agntos.app.memory;

import java.util.ArrayList;
import java.util.List;
import org.agntos.app.diff.Highlighter;
import org.agntos.app.diff.Span;
import org.agntos.app.diff.SpanKind;

/// Highlights `§ Section` lines and the dash of `- bullet` lines. Total, as every [Highlighter] is.
final class MemoryHighlighter implements Highlighter {
    @Override
    public List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed + 1;
            if (text.startsWith("§", start)) {
                spans.add(new Span(start, end, SpanKind.HEADING));
            } else if (text.startsWith("- ", start)) {
                spans.add(new Span(start, start + 1, SpanKind.OPERATOR));
                spans.add(new Span(start + 1, end, SpanKind.PLAIN));
            } else {
                spans.add(new Span(start, end, SpanKind.PLAIN));
            }
            start = end;
        }
        return spans;
    }
}
