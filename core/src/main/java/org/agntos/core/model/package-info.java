/// Chat models behind one port, and the built-in planner that needs no network. Start with [ChatModel].
@NullMarked
package org.agntos.core.model;

import org.jspecify.annotations.NullMarked;
