@NullMarked
package org.agntos.app.timeline;

import org.jspecify.annotations.NullMarked;
