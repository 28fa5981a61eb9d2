/// The window. Each screen is a package of its own.
@NullMarked
package org.agntos.app;

import org.jspecify.annotations.NullMarked;
