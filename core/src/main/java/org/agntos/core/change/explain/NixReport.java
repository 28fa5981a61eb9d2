package org.agntos.core.change.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a Nix program wrote to standard error, taken apart: the one error that matters, its message and the places it
/// names. Immutable.
///
/// @param text all of it, without colours
/// @param block the error that matters, from its `error:` to the end of what belongs to it
/// @param message its first paragraph on one or more lines, without `error:`
record NixReport(String text, String block, String message) {
    private static final Pattern COLOUR =
            Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]|\u001b\\]8;[^\u0007\u001b]*(?:\u0007|\u001b\\\\)");
    private static final Pattern ERROR = Pattern.compile("(?m)^\\s*error:");
    private static final Pattern PLACE = Pattern.compile("(?m)^\\s*(?:… )?at ([^\\n]+?):(\\d+):(\\d+):?\\s*$");
    /// Only says that something else failed before.
    private static final Pattern ONLY_FOLLOWS =
            Pattern.compile("(?s)error:\\s*(?:\\d+ dependenc(?:y|ies) of derivation .* failed to build.*"
                    + "|Cannot build '[^']*'\\.\\s*Reason: \\d+ dependenc(?:y|ies) failed.*"
                    + "|build of .* failed.*|some (?:builds|substitutes|paths|derivations).*)");
    private static final int LONGEST = 2_000;

    /// Where an error says something is. @param file as Nix names it
    record At(String file, int line, int column) {}

    static NixReport parse(String output) {
        String text = COLOUR.matcher(output).replaceAll("").replace("\r", "");
        String block = lastBlock(text);
        return new NixReport(text, block, message(block));
    }

    /// From 2.26 on a trace comes first, inside a block of its own; the last one is the error. Of several failed
    /// builds the first is the cause.
    private static String lastBlock(String text) {
        List<Integer> starts = new ArrayList<>();
        Matcher error = ERROR.matcher(text);
        while (error.find()) {
            starts.add(error.start());
        }
        if (starts.isEmpty()) {
            return text;
        }
        for (int i = starts.size() - 1; i > 0; i--) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : text.length();
            String block = text.substring(starts.get(i), end);
            if (!ONLY_FOLLOWS.matcher(block.strip()).matches()) {
                return block;
            }
        }
        return text.substring(starts.getFirst(), starts.size() > 1 ? starts.get(1) : text.length());
    }

    private static String message(String block) {
        List<String> lines = new ArrayList<>();
        for (String line : block.strip().lines().toList()) {
            String words = lines.isEmpty() ? line.strip().replaceFirst("^error:\\s*", "") : line.strip();
            boolean isEnd = PLACE.matcher(line).find() || line.startsWith("(use '--show-trace'");
            if (isEnd || (words.isEmpty() && !lines.isEmpty())) {
                break;
            }
            if (!words.isEmpty()) {
                lines.add(words);
            }
        }
        String joined = String.join("\n", lines);
        return joined.length() <= LONGEST ? joined : joined.substring(0, LONGEST) + "…";
    }

    /// The places of the error itself, then those of the trace around it, the innermost first.
    List<At> places() {
        List<At> own = places(block);
        List<At> around = new ArrayList<>(places(text));
        around.removeAll(own);
        own.addAll(around.reversed());
        return own;
    }

    /// The places of the error itself.
    List<At> ownPlaces() {
        return places(block);
    }

    private static List<At> places(String text) {
        List<At> found = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            found.add(new At(place.group(1).strip(), number(place.group(2)), number(place.group(3))));
        }
        return found;
    }

    static int number(String digits) {
        return digits.length() < 9 ? Integer.parseInt(digits) : 0;
    }
}
