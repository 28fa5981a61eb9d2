/// The client side of the privileged helper: starts it, speaks the protocol, maps its end to an outcome.
@NullMarked
package org.agntos.core.helper;

import org.jspecify.annotations.NullMarked;
