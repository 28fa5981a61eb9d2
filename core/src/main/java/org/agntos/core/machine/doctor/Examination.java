package org.agntos.core.machine.doctor;

import java.util.List;

/// Looks at one part of the machine or of this installation and changes nothing.
@FunctionalInterface
public interface Examination {
    /// What there is to say; empty if this part is not there on this kind of machine.
    List<Finding> look() throws InterruptedException;
}
