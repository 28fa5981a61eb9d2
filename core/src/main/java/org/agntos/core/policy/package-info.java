/// What is allowed, asked or denied, and why. Judgements are pure and safe for any thread.
@NullMarked
package org.agntos.core.policy;

import org.jspecify.annotations.NullMarked;
