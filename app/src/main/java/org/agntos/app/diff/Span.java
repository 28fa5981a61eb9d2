package org.agntos.app.diff;

/// A piece of text of one kind.
///
/// @param start index of its first character
/// @param end index after its last character, greater than `start`
public record Span(int start, int end, SpanKind kind) {
    public Span {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("span " + start + ".." + end + " (expected: 0 <= start < end)");
        }
    }

    int length() {
        return end - start;
    }
}
