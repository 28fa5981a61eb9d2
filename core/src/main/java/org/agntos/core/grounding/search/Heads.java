package org.agntos.core.grounding.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.Spelling;

/// What in a name is the thing itself: `openssh` of `services.openssh.enable`, `numpy` of `python3Packages.numpy`,
/// `listenAddresses` of `services.openssh.listenAddresses`.
final class Heads {
    private static final Set<String> SWITCHES = Set.of("enable", "package");
    private static final Set<String> FIRST = Set.of("services", "programs", "virtualisation", "networking", "hardware");

    private Heads() {}

    static boolean isSwitch(Hit.Kind kind, String name) {
        return kind != Hit.Kind.PACKAGE && name.endsWith(".enable");
    }

    /// The keys under which a document is what people mean by that word, the most telling first.
    static List<String> of(Hit.Kind kind, String name) {
        List<String> segments = segments(name);
        List<String> heads = new ArrayList<>(2);
        String last = segments.getLast();
        if (kind == Hit.Kind.PACKAGE) {
            add(heads, last);
            return heads;
        }
        if (!SWITCHES.contains(last) || segments.size() == 1) {
            add(heads, last);
            return heads;
        }
        String module = segments.get(segments.size() - 2);
        if (!isOwnName(module)) {
            add(heads, module);
        }
        boolean isServers = segments.size() > 3 && segments.stream().anyMatch(Heads::isOwnName);
        if (isServers && FIRST.contains(segments.getFirst())) {
            add(heads, segments.get(1));
        }
        return heads;
    }

    private static void add(List<String> heads, String segment) {
        String key = Spelling.key(segment);
        if (!key.isEmpty()) {
            heads.add(key);
        }
    }

    static boolean isOwnName(String segment) {
        return segment.startsWith("<") || segment.equals("*");
    }

    /// The name without its last segment; empty if there is just one.
    static String parent(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    /// Names of the index hold no quotes with dots inside, apart from a few that may be cut anywhere.
    static List<String> segments(String name) {
        List<String> segments = new ArrayList<>(6);
        int start = 0;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', start)) {
            segments.add(name.substring(start, dot));
            start = dot + 1;
        }
        segments.add(name.substring(start));
        return segments;
    }
}
