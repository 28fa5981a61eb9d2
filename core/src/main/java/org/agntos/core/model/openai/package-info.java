/// Models behind OpenAI-compatible endpoints. Start with [OpenAiModel]; everything runs on the thread that asked for
/// the reply, one connection a reply.
@NullMarked
package org.agntos.core.model.openai;

import org.jspecify.annotations.NullMarked;
