@NullMarked
package org.agntos.app.diff;

import org.jspecify.annotations.NullMarked;
