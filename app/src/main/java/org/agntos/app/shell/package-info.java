/// The frame around the screens: navigation, toasts, the error view and the keyboard. Start with [ShellController];
/// a screen implements [Screen] and asks for other places through [Navigation]. JavaFX thread only.
@NullMarked
package org.agntos.app.shell;

import org.jspecify.annotations.NullMarked;
