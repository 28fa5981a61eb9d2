package org.agntos.core.model.planner;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which part of the machine a question is about.
final class Topics {
    static final Set<String> QUESTION_WORDS = Set.of(
            "what", "whats", "which", "how", "is", "are", "do", "does", "am", "show", "list", "tell", "where",
            "inspect");

    private static final Map<String, String> TARGETS = Map.ofEntries(
            Map.entry("cpu", "cpu"),
            Map.entry("processor", "cpu"),
            Map.entry("cores", "cpu"),
            Map.entry("threads", "cpu"),
            Map.entry("ram", "memory"),
            Map.entry("memory", "memory"),
            Map.entry("mem", "memory"),
            Map.entry("swap", "memory"),
            Map.entry("gpu", "gpu"),
            Map.entry("graphics", "gpu"),
            Map.entry("nvidia", "gpu"),
            Map.entry("disk", "disk"),
            Map.entry("disks", "disk"),
            Map.entry("drive", "disk"),
            Map.entry("drives", "disk"),
            Map.entry("ssd", "disk"),
            Map.entry("storage", "disk"),
            Map.entry("space", "disk"),
            Map.entry("network", "network"),
            Map.entry("net", "network"),
            Map.entry("ip", "network"),
            Map.entry("mac", "network"),
            Map.entry("packages", "packages"),
            Map.entry("programs", "packages"),
            Map.entry("software", "packages"),
            Map.entry("apps", "packages"),
            Map.entry("installed", "packages"),
            Map.entry("install", "packages"),
            Map.entry("services", "services"),
            Map.entry("generations", "generations"),
            Map.entry("generation", "generations"),
            Map.entry("all", "all"),
            Map.entry("system", "system"),
            Map.entry("machine", "system"),
            Map.entry("computer", "system"),
            Map.entry("hostname", "system"),
            Map.entry("kernel", "system"),
            Map.entry("version", "system"),
            Map.entry("os", "system"),
            Map.entry("distro", "system"),
            Map.entry("nixos", "system"),
            Map.entry("uptime", "system"),
            Map.entry("hardware", "all"),
            Map.entry("specs", "all"));
    /// A word for a part says more than one for the whole, so `how much memory has this machine` is about memory.
    private static final Set<String> WHOLE = Set.of("system", "all");

    private Topics() {}

    static Optional<String> target(List<String> keys) {
        Optional<String> part = keys.stream()
                .map(key -> TARGETS.getOrDefault(key, ""))
                .filter(target -> !target.isEmpty() && !WHOLE.contains(target))
                .findFirst();
        return part.or(() -> keys.stream()
                .map(key -> TARGETS.getOrDefault(key, ""))
                .filter(target -> !target.isEmpty())
                .findFirst());
    }
}
