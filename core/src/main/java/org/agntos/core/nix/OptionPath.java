package org.agntos.core.nix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/// The name of an option or attribute: segments, each any text. `services.nginx.virtualHosts."example.org".root` has
/// five.
///
/// @param segments at least one, none empty
public record OptionPath(List<String> segments) implements Comparable<OptionPath> {
    public OptionPath {
        segments = List.copyOf(segments);
        if (segments.isEmpty()
                || segments.stream().anyMatch(segment -> segment.isEmpty() || segment.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("not an option path: " + segments + " (expected: segments with text)");
        }
    }

    public static OptionPath of(String... segments) {
        return new OptionPath(List.of(segments));
    }

    /// Parses dotted text with quoted segments; blanks around segments are ignored. Empty if it is no path: an empty
    /// segment, an open quote, an interpolation, a blank or a character inside a bare segment that Nix would read
    /// otherwise.
    public static Optional<OptionPath> parse(String text) {
        List<String> segments = new ArrayList<>();
        int at = 0;
        String input = text.strip();
        while (true) {
            int end = segmentEnd(input, at);
            if (end <= at) {
                return Optional.empty();
            }
            Optional<String> segment = segment(input.substring(at, end));
            if (segment.isEmpty() || segment.get().isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
            if (end == input.length()) {
                return Optional.of(new OptionPath(segments));
            }
            if (input.charAt(end) != '.') {
                return Optional.empty();
            }
            at = end + 1;
        }
    }

    private static int segmentEnd(String text, int from) {
        if (from < text.length() && text.charAt(from) == '"') {
            for (int i = from + 1; i < text.length(); i++) {
                if (text.charAt(i) == '\\') {
                    i++;
                } else if (text.charAt(i) == '"') {
                    return i + 1;
                }
            }
            return -1;
        }
        int end = text.indexOf('.', from);
        return end < 0 ? text.length() : end;
    }

    private static Optional<String> segment(String raw) {
        if (raw.startsWith("\"")) {
            return NixStrings.unquote(raw.substring(1, raw.length() - 1)).filter(text -> text.indexOf('\0') < 0);
        }
        boolean isBare = raw.chars().allMatch(c -> (c > ' ' && c < 127 && "\"\\${}()[];=,:".indexOf(c) < 0) || c > 160);
        return isBare ? Optional.of(raw) : Optional.empty();
    }

    /// As Nix reads it: segments quoted where they must be.
    public String render() {
        StringJoiner joined = new StringJoiner(".");
        segments.forEach(segment -> joined.add(NixIdentifiers.attribute(segment)));
        return joined.toString();
    }

    public boolean startsWith(OptionPath prefix) {
        return segments.size() >= prefix.segments.size()
                && segments.subList(0, prefix.segments.size()).equals(prefix.segments);
    }

    /// What follows the first `count` segments; `count` is less than their number.
    public OptionPath from(int count) {
        return new OptionPath(segments.subList(count, segments.size()));
    }

    public OptionPath append(OptionPath more) {
        List<String> all = new ArrayList<>(segments);
        all.addAll(more.segments);
        return new OptionPath(all);
    }

    @Override
    public int compareTo(OptionPath other) {
        return render().compareTo(other.render());
    }

    @Override
    public String toString() {
        return render();
    }
}
