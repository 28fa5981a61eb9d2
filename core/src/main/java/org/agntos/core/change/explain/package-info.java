/// What Nix says, told to people: a plain sentence, the place in their own files and one thing to do. Start with
/// [NixErrors]. Pure; any thread.
@NullMarked
package org.agntos.core.change.explain;

import org.jspecify.annotations.NullMarked;
