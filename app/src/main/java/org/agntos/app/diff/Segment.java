package org.agntos.app.diff;

/// Text to show in one style.
///
/// @param shown what is drawn: tabs as spaces, unseen characters by their names
/// @param isMarked whether this is what differs within the line
record Segment(String shown, SpanKind kind, boolean isMarked) {}
