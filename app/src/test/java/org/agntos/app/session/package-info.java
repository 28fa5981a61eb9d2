/// The program in a session: a bus of its own, real panels, real keys.
@NullMarked
package org.agntos.app.session;

import org.jspecify.annotations.NullMarked;
