package org.agntos.core.model.planner;

import java.util.List;
import java.util.stream.Collectors;

/// Small pieces of English and Markdown.
final class Phrases {
    private Phrases() {}

    /// `a`, `a and b`, `a, b and c`
    static String list(List<String> things) {
        return joined(things, " and ");
    }

    static String choice(List<String> things) {
        return joined(things, " or ");
    }

    private static String joined(List<String> things, String last) {
        if (things.size() < 2) {
            return String.join("", things);
        }
        return String.join(", ", things.subList(0, things.size() - 1)) + last + things.getLast();
    }

    /// Text of others as Markdown code, so that it cannot look like anything else.
    static String code(String text) {
        return "`" + text.replace('`', '\'').replaceAll("\\s+", " ") + "`";
    }

    static String codes(List<String> texts) {
        return list(texts.stream().map(Phrases::code).collect(Collectors.toList()));
    }

    /// What a person wrote, quoted and free of Markdown.
    static String quote(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        String cut = line.length() > 80 ? line.substring(0, 79) + "…" : line;
        return "“" + cut.replaceAll("([\\\\*_`\\[\\]<>#|])", "\\\\$1") + "”";
    }
}
