package org.agntos.core.model.planner;

import java.util.Map;
import java.util.Optional;

/// Where to look for what the inspection does not show.
final class Facts {
    private static final Map<String, String> HINTS = Map.of(
            "reboot",
                    "A restart is needed when the running kernel is not the configured one: compare `readlink "
                            + "/run/booted-system/kernel` with `readlink /run/current-system/kernel`. Each proposal "
                            + "says whether it needs one.",
            "plan",
                    "Each proposal lists what would be downloaded and which services would start, stop or restart; open it "
                            + "with `agntctl proposals show ID`.",
            "timers", "All timers with their next run: `systemctl list-timers --all`.",
            "failed", "Failed units: `systemctl --failed`; the reason is in `journalctl -u UNIT -e`.",
            "ports", "Who listens: `ss -tulpn`. The firewall's open ports: `networking.firewall.allowedTCPPorts`.");

    private Facts() {}

    static Optional<String> hint(String fact) {
        return Optional.ofNullable(HINTS.get(fact));
    }
}
