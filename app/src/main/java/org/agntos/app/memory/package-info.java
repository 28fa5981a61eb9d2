/// The memory screen: both files with their limits, edited by hand. Start with [MemoryController] on screen and
/// [MemoryViewModel] for what it shows. View models belong to the JavaFX thread and read and write in the background.
@NullMarked
package org.agntos.app.memory;

import org.jspecify.annotations.NullMarked;
