package org.agntos.core.change.verify;

import java.util.List;

/// Writes the table of wrong changes as a document.
final class ErrorDocument {
    private static final String HEAD = """
            # What people are told of wrong changes

            ## Purpose

            Every kind of mistake a change can hold, and exactly what a person is told of it. Made from
            `core/src/test/resources/org/agntos/core/change/wrong-changes.txt`, where the whole texts of Nix stand and where
            the wordings are from; `WrongChangesTest` checks both. Where Nix's words are not known they are shown as they
            are, and said to be so.
            """;

    private ErrorDocument() {}

    static String of(List<WrongChange> table) {
        StringBuilder out = new StringBuilder(HEAD);
        out.append("\n## Found before Nix is asked\n");
        table.stream().filter(wrong -> wrong.nix().isEmpty()).forEach(wrong -> entry(wrong, out));
        out.append("\n## Found by Nix\n");
        table.stream().filter(wrong -> !wrong.nix().isEmpty()).forEach(wrong -> entry(wrong, out));
        return out.toString();
    }

    private static void entry(WrongChange wrong, StringBuilder out) {
        String title = wrong.title().replaceFirst("^grounded: ", "");
        out.append("\n**")
                .append(Character.toUpperCase(title.charAt(0)))
                .append(title.substring(1))
                .append("**\n\n```text\n")
                .append(wrong.told())
                .append("```\n");
    }
}
