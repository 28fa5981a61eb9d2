/// What was done outside of Nix, and how it is taken back. Start with [Effects].
@NullMarked
package org.agntos.core.effects;

import org.jspecify.annotations.NullMarked;
