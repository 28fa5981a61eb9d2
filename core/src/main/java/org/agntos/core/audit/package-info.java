/// Reading the append-only record: list, search, why, verify. Start with [AuditLog]. Only the helper writes it.
@NullMarked
package org.agntos.core.audit;

import org.jspecify.annotations.NullMarked;
