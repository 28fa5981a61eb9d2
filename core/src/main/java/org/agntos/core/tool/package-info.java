/// The tools a model may call, all behind one gate. Start with `ToolGate`.
@NullMarked
package org.agntos.core.tool;

import org.jspecify.annotations.NullMarked;
