/// Nix as text and as programs. Start with [NixValue]: [NixRenderer] writes it, [NixText] reads one, [ModuleText] reads
/// a module and [ModuleEditor] changes one definition of it; [NixTools] runs the real programs. All but the last are
/// pure and safe for any thread; that one blocks.
@NullMarked
package org.agntos.core.nix;

import org.jspecify.annotations.NullMarked;
