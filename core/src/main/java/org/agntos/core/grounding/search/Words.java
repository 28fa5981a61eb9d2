package org.agntos.core.grounding.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Takes names, descriptions and queries apart.
final class Words {
    /// Words that say nothing about what is looked for.
    private static final Set<String> STOP = Set.of(
            "a",
            "an",
            "and",
            "are",
            "as",
            "at",
            "be",
            "by",
            "can",
            "do",
            "for",
            "from",
            "how",
            "i",
            "if",
            "in",
            "into",
            "is",
            "it",
            "its",
            "me",
            "my",
            "of",
            "on",
            "or",
            "so",
            "some",
            "something",
            "that",
            "the",
            "their",
            "them",
            "there",
            "this",
            "to",
            "up",
            "use",
            "using",
            "want",
            "what",
            "when",
            "where",
            "whether",
            "which",
            "will",
            "with",
            "you",
            "your",
            "please",
            "need",
            "get",
            "should",
            "would",
            "like",
            "via",
            "over");

    /// Words that say a little: most things are one or have one.
    private static final Set<String> SOFT = Set.of(
            "app",
            "apps",
            "application",
            "applications",
            "best",
            "client",
            "daemon",
            "desktop",
            "enable",
            "enabled",
            "free",
            "good",
            "gui",
            "host",
            "hosted",
            "linux",
            "local",
            "machine",
            "make",
            "manager",
            "new",
            "open",
            "program",
            "programs",
            "run",
            "self",
            "selfhosted",
            "server",
            "servers",
            "service",
            "services",
            "set",
            "setup",
            "simple",
            "small",
            "software",
            "source",
            "start",
            "support",
            "system",
            "tool",
            "tools",
            "turn",
            "utility",
            "lightweight",
            "fast",
            "modern",
            "install",
            "package",
            "option",
            "configure",
            "config");

    private static final double SOFT_WEIGHT = 0.35;
    private static final int LONGEST = 40;

    private Words() {}

    /// The parts of one segment of a name: `allowed`, `tcp`, `ports` of `allowedTCPPorts`; `systemd`, `boot` of
    /// `systemd-boot`.
    static List<String> parts(String segment) {
        List<String> parts = new ArrayList<>(4);
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                flush(part, parts);
            } else {
                if (beginsPart(segment, i)) {
                    flush(part, parts);
                }
                part.append(Character.toLowerCase(c));
            }
        }
        flush(part, parts);
        return parts;
    }

    /// A capital after a small letter, or the last capital before a small letter, as in `TCP|Ports`.
    private static boolean beginsPart(String text, int i) {
        if (i == 0 || !Character.isUpperCase(text.charAt(i))) {
            return false;
        }
        char before = text.charAt(i - 1);
        boolean isBeforeSmall = i + 1 < text.length() && Character.isLowerCase(text.charAt(i + 1));
        return Character.isLowerCase(before) || (Character.isUpperCase(before) && isBeforeSmall && i > 1);
    }

    private static void flush(StringBuilder part, List<String> parts) {
        if (!part.isEmpty() && part.length() <= LONGEST) {
            parts.add(part.toString());
        }
        part.setLength(0);
    }

    /// The words of a text for people, in small letters and without those that say nothing.
    static List<String> ofText(String text, int most) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= text.length() && words.size() < most; i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c) || ((c == '+' || c == '#') && !word.isEmpty())) {
                word.append(Character.toLowerCase(c));
            } else if (!word.isEmpty()) {
                String found = word.toString();
                if (found.length() <= LONGEST && !STOP.contains(found)) {
                    words.add(found);
                }
                word.setLength(0);
            }
        }
        return words;
    }

    /// How much a word of a query or a phrase says.
    static double weight(String word) {
        return SOFT.contains(word) ? SOFT_WEIGHT : 1;
    }

    /// One form for a word and its plural.
    static String stem(String word) {
        int length = word.length();
        if (length > 4 && word.endsWith("ies")) {
            return word.substring(0, length - 3) + "y";
        }
        if (length > 4
                && (word.endsWith("ches") || word.endsWith("shes") || word.endsWith("sses") || word.endsWith("xes"))) {
            return word.substring(0, length - 2);
        }
        boolean isPlural = length > 3
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("is");
        return isPlural ? word.substring(0, length - 1) : word;
    }
}
