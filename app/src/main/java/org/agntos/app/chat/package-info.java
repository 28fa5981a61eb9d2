/// The conversation: requests, streamed answers, proposal cards. Start with [ChatViewModel]. JavaFX thread only, but
/// for what a comment says.
@NullMarked
package org.agntos.app.chat;

import org.jspecify.annotations.NullMarked;
