/// The core of AgntOS and the one class that wires it, [CoreComposition].
@NullMarked
package org.agntos.core;

import org.jspecify.annotations.NullMarked;
