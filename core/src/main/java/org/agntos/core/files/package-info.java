/// Files that survive a crash and are watched: [AtomicFile] writes, [BoundedRead] reads what others wrote,
/// [FileWatch] notices. Everything here may be called from any thread.
@NullMarked
package org.agntos.core.files;

import org.jspecify.annotations.NullMarked;
