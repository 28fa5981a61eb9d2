/// One approved change, all of it or none, whatever happens on the way. Start with [Transaction]. For one
/// thread; the lock keeps other processes out.
@NullMarked
package org.agntos.helper.transaction;

import org.jspecify.annotations.NullMarked;
