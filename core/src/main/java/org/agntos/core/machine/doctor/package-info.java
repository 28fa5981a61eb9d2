/// What is wrong with this machine or this installation, and what to do. Start with [Doctor]. Methods block; each look
/// is anew.
@NullMarked
package org.agntos.core.machine.doctor;

import org.jspecify.annotations.NullMarked;
