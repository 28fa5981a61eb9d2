package org.agntos.app.diff;

import java.util.List;

/// Divides a text into spans. Total: any text, however broken, gives spans that follow each other without gap or
/// overlap from the first character to the last. May be called from any thread.
@FunctionalInterface
public interface Highlighter {
    /// Leaves all text plain.
    Highlighter NONE = text -> text.isEmpty() ? List.of() : List.of(new Span(0, text.length(), SpanKind.PLAIN));

    List<Span> spans(String text);
}
