package org.agntos.core.grounding;

import java.util.ArrayList;
import java.util.List;

/// The dotted path of an option, such as `services.nginx.virtualHosts."my.host".root`.
final class OptionPath {
    private OptionPath() {}

    /// The names between the dots, without their quotes; nothing if the text is no path.
    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        int position = 0;
        while (position <= path.length()) {
            boolean isQuoted = position < path.length() && path.charAt(position) == '"';
            int end = isQuoted ? closingQuote(path, position) : dotFrom(path, position);
            boolean endsWell = end >= 0 && (end == path.length() || path.charAt(end) == '.');
            if (!endsWell || end == position) {
                return List.of();
            }
            segments.add(isQuoted ? unescaped(path.substring(position + 1, end - 1)) : path.substring(position, end));
            position = end + 1;
        }
        return segments;
    }

    private static int dotFrom(String path, int start) {
        int dot = path.indexOf('.', start);
        return dot < 0 ? path.length() : dot;
    }

    /// The position after the quote that closes the one at `start`, or -1.
    private static int closingQuote(String path, int start) {
        for (int i = start + 1; i < path.length(); i++) {
            if (path.charAt(i) == '\\') {
                i++;
            } else if (path.charAt(i) == '"') {
                return i + 1;
            }
        }
        return -1;
    }

    private static String unescaped(String quoted) {
        return quoted.indexOf('\\') < 0 ? quoted : quoted.replaceAll("\\\\(.)", "$1");
    }
}
