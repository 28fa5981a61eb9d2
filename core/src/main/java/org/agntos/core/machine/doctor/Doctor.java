package org.agntos.core.machine.doctor;

import java.util.ArrayList;
import java.util.List;

/// Looks at everything, in one order. Whoever owns a part adds an [Examination] of it.
public final class Doctor {
    private final List<Examination> examinations;

    public Doctor(List<Examination> examinations) {
        this.examinations = List.copyOf(examinations);
    }

    public List<Finding> findings() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Examination examination : examinations) {
            findings.addAll(examination.look());
        }
        return findings;
    }
}
