/// `agntctl`: every screen's work on the command line. Prints only here; one process, one command.
@NullMarked
package org.agntos.core.cli;

import org.jspecify.annotations.NullMarked;
