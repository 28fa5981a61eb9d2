@NullMarked
package org.agntos.app.memory;

import org.jspecify.annotations.NullMarked;
