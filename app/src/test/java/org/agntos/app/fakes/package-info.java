/// In-memory doubles of the core's ports, for view models and pictures.
@NullMarked
package org.agntos.app.fakes;

import org.jspecify.annotations.NullMarked;
