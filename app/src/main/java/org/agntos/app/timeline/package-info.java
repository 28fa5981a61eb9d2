/// The timeline: every act of the record, newest first, and the generations it made. Start with [TimelineController]
/// on screen and [TimelineViewModel] for what it shows. View models belong to the JavaFX thread and read the record in
/// the background.
@NullMarked
package org.agntos.app.timeline;

import org.jspecify.annotations.NullMarked;
