/// How the window looks: the choice of [Theme], the style sheets and the fonts. Start with [ThemeSwitch].
/// Colours live in `tokens-light.css` and `tokens-dark.css` only. JavaFX thread only.
@NullMarked
package org.agntos.app.theme;

import org.jspecify.annotations.NullMarked;
