package org.agntos.core.helper;

import java.util.List;
import java.util.Map;
import org.agntos.core.change.Obstacle;
import org.agntos.core.helper.HelperAccess.Way;
import org.agntos.core.machine.doctor.Examination;
import org.agntos.core.machine.doctor.Finding;
import org.agntos.core.process.ProcessRunner;
import org.agntos.helper.protocol.Verb;

/// Whether pkexec can start the helper of this system for whoever asks, as far as can be known without a
/// password.
public final class PolkitExamination implements Examination {
    private static final String ID = "polkit";

    private final HelperAccess access;

    PolkitExamination(HelperAccess access) {
        this.access = access;
    }

    /// @param environment looked at only to know the desktop
    public static PolkitExamination of(ProcessRunner processes, Map<String, String> environment) {
        PolkitAccess.Self self = PolkitAccess.Self.now();
        return new PolkitExamination(new PolkitAccess(processes, self, () -> false, environment, PolkitTools.FOLDERS));
    }

    @Override
    public List<Finding> look() {
        for (Verb verb : Verb.values()) {
            switch (access.open(verb)) {
                case Way.Closed(Obstacle.NotAuthorised denied) -> {
                    return List.of(Finding.warn(ID, denied.message(), denied.next()));
                }
                case Way.Closed(Obstacle obstacle) -> {
                    return List.of(Finding.problem(ID, obstacle.message(), obstacle.next()));
                }
                case Way.Open _ -> {}
            }
        }
        return List.of(Finding.ok(ID, "polkit knows the helper's four actions, and pkexec can start it."));
    }
}
