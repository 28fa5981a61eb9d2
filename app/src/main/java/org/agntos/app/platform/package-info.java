/// Adapters to what lies outside the window.
@NullMarked
package org.agntos.app.platform;

import org.jspecify.annotations.NullMarked;
