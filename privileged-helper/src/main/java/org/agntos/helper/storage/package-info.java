/// Files that are whole or not there, whatever happens: the managed tree, the snapshot store, manifests, the
/// lock. Start with [ManagedTree]. For one thread, under the machine's lock.
@NullMarked
package org.agntos.helper.storage;

import org.jspecify.annotations.NullMarked;
