package org.agntos.core.grounding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.nix.OptionPath;
import org.jspecify.annotations.Nullable;

/// Finds options by path, by what people call them, and by similar spelling.
final class OptionIndex {
    private final List<OptionEntry> options;
    private final Node root = new Node();
    private final Lazily<Map<String, OptionEntry>> modules;

    /// One segment of a path: the option that ends here, if any, and what is below.
    private static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private @Nullable OptionEntry entry;
    }

    OptionIndex(List<OptionEntry> options) {
        this.options = options;
        for (OptionEntry option : options) {
            Node node = root;
            for (String segment : dotted(option.path())) {
                node = node.children.computeIfAbsent(segment, _ -> new Node());
            }
            node.entry = option;
        }
        modules = new Lazily<>(this::modules);
    }

    /// Also finds names of one's own inside an option that is a set, such as `environment.variables.EDITOR` or
    /// `services.samba.settings.media.path`; the entry then has the path that was asked for and the type inside.
    Optional<OptionEntry> option(String path) {
        return OptionPath.parse(path).flatMap(parsed -> find(root, parsed.segments(), path));
    }

    private static Optional<OptionEntry> find(Node node, List<String> segments, String path) {
        if (segments.isEmpty()) {
            return Optional.ofNullable(node.entry);
        }
        List<String> below = segments.subList(1, segments.size());
        for (String segment : List.of(segments.getFirst(), "<name>", "*")) {
            Node child = node.children.get(segment);
            if (child != null) {
                Optional<OptionEntry> found = find(child, below, path);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        OptionEntry entry = node.entry;
        return entry == null
                ? Optional.empty()
                : InsideOptions.entry(entry, node.children.isEmpty(), segments.size(), path);
    }

    Optional<OptionEntry> moduleCalled(String name) {
        return Optional.ofNullable(modules.get().get(Spelling.key(name)));
    }

    /// `services.openssh.enable` is called by its path, by `services.openssh`, by its keywords and by `openssh`.
    /// Options
    /// with a name of one's own in them are not called by anything: they are many.
    private Map<String, OptionEntry> modules() {
        List<OptionEntry> switches = options.stream()
                .filter(option ->
                        option.path().endsWith(".enable") && !option.path().contains("<"))
                .toList();
        Map<String, OptionEntry> names = new HashMap<>();
        for (OptionEntry option : switches) {
            names.putIfAbsent(Spelling.key(option.path()), option);
            names.putIfAbsent(Spelling.key(module(option)), option);
        }
        Keywords.addTo(names, switches, OptionEntry::keywords);
        for (OptionEntry option : switches) {
            String module = module(option);
            if (module.indexOf('.') == module.lastIndexOf('.')) {
                names.putIfAbsent(Spelling.key(module.substring(module.indexOf('.') + 1)), option);
            }
        }
        return names;
    }

    private static String module(OptionEntry option) {
        return option.path().substring(0, option.path().lastIndexOf('.'));
    }

    /// Compares segment by segment, so that `services.opensssh` finds the options of `services.openssh`, and
    /// `openssh.enable` finds `services.openssh.enable`; a name of one's own costs nothing.
    List<String> nearest(String path, int limit) {
        List<String> wanted = OptionPath.parse(path).map(OptionPath::segments).orElse(List.of()).stream()
                .map(Spelling::key)
                .toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        int most = Spelling.tolerance(String.join("", wanted));
        List<Near> found = new ArrayList<>();
        for (OptionEntry option : options) {
            List<String> segments = dotted(option.path());
            int surplus = segments.size() - wanted.size();
            if (surplus >= 0) {
                int front = distance(wanted, segments.subList(0, wanted.size()), most);
                int back =
                        surplus == 0 ? front : 1 + distance(wanted, segments.subList(surplus, segments.size()), most);
                if (Math.min(front, back) <= most) {
                    found.add(new Near(Math.min(front, back), option.path()));
                }
            }
        }
        return Near.best(found, limit);
    }

    private static int distance(List<String> wanted, List<String> segments, int most) {
        int sum = 0;
        for (int i = 0; i < wanted.size() && sum <= most; i++) {
            String segment = segments.get(i);
            boolean isOwnName = segment.equals("<name>") || segment.equals("*");
            sum += isOwnName ? 0 : Spelling.distance(wanted.get(i), Spelling.key(segment), most);
        }
        return sum;
    }

    /// The segments of a path of the catalogue, where nothing is quoted.
    private static List<String> dotted(String path) {
        List<String> segments = new ArrayList<>(6);
        int start = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', start)) {
            segments.add(path.substring(start, dot));
            start = dot + 1;
        }
        segments.add(path.substring(start));
        return segments;
    }
}
