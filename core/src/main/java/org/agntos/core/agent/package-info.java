/// The turn loop: a request goes in, a stream of sealed [AgentEvent]s comes out. Start with [Conversation].
/// One turn runs at a time in a conversation, on a virtual thread; events arrive in order on that thread.
@NullMarked
package org.agntos.core.agent;

import org.jspecify.annotations.NullMarked;
