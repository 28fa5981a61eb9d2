/// The Nix language as text: [NixSyntax] parses any text into a [SyntaxTree] that keeps every character,
/// finds what is wrong with it and where, and never fails. Everything is immutable once made and safe for
/// any thread.
@NullMarked
package org.agntos.core.nix.syntax;

import org.jspecify.annotations.NullMarked;
