package org.agntos.core.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Judges tool calls. Pure and safe for any thread; never throws for a call, however odd its arguments are.
@FunctionalInterface
public interface Policy {
    Judgement judge(String tool, ObjectNode arguments);
}
