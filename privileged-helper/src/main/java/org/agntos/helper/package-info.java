/// The program that applies an approved change: start with [Main]. It reads one request from standard input,
/// carries it out as one transaction and says on standard output how that goes.
@NullMarked
package org.agntos.helper;

import org.jspecify.annotations.NullMarked;
