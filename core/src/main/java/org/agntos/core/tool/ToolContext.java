package org.agntos.core.tool;

import org.jspecify.annotations.Nullable;

/// For whom a tool runs.
///
/// @param sessionId the conversation, null outside one
/// @param request the person's own words, null if there are none
public record ToolContext(
        @Nullable String sessionId, @Nullable String request) {}
