/// What no caller may apply, whoever approved it: the floors, and what the administrator forbids. Start with
/// [AdminPolicy]. Pure but for reading the file; any thread.
@NullMarked
package org.agntos.helper.policy;

import org.jspecify.annotations.NullMarked;
