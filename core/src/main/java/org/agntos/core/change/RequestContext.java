package org.agntos.core.change;

import org.jspecify.annotations.Nullable;

/// Where a draft came from.
///
/// @param summary one line; empty lets the pipeline write one from the draft
/// @param prompt the person's own words, null if there were none
/// @param sessionId the conversation, null outside one
public record RequestContext(
        String summary,
        String rationale,
        @Nullable String prompt,
        @Nullable String sessionId) {}
