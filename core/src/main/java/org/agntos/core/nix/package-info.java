/// Nix values, the renderer and the programs of Nix. Start with [NixValue].
@NullMarked
package org.agntos.core.nix;

import org.jspecify.annotations.NullMarked;
