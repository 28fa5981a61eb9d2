package org.agntos.app.markdown;

import java.util.List;

/// A piece of a text, from top to bottom.
sealed interface Block {
    record Paragraph(List<Span> spans) implements Block {}

    /// @param level from 1 to 6
    record Heading(int level, List<Span> spans) implements Block {}

    /// @param marker what stands before it, such as `•` or `2.`; @param depth from 0
    record Item(String marker, int depth, List<Span> spans) implements Block {}

    /// @param language as written after the fence, may be empty
    record Code(String language, String text) implements Block {}

    /// A stretch of a line.
    sealed interface Span {
        String text();

        record Plain(String text) implements Span {}

        record Bold(String text) implements Span {}

        record Italic(String text) implements Span {}

        record Code(String text) implements Span {}
    }
}
