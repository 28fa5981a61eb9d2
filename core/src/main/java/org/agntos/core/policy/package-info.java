/// What is allowed, asked or denied, and why. Start with [TieredPolicy]. Safe for any thread; nothing is changed.
@NullMarked
package org.agntos.core.policy;

import org.jspecify.annotations.NullMarked;
