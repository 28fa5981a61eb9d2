/// The append-only record: writing a line and keeping its chain whole across crashes. Start with [AuditLog].
/// For one thread, under the machine's lock.
@NullMarked
package org.agntos.helper.audit;

import org.jspecify.annotations.NullMarked;
