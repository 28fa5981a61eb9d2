@NullMarked
package org.agntos.core.nix.syntax;

import org.jspecify.annotations.NullMarked;
