package org.agntos.core.change.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agntos.helper.protocol.TreePath;

/// One entry of the table of wrong changes.
///
/// @param head all its lines but what is told
/// @param nix what Nix prints; empty if the change fails before
record WrongChange(
        String title,
        String head,
        SortedMap<TreePath, String> writes,
        SortedMap<TreePath, String> present,
        SortedMap<String, String> own,
        String nix,
        String told) {
    private static final String TITLE = "=== ";
    private static final String SECTION = "--- ";

    @Override
    public String toString() {
        return title;
    }

    /// The lines before the first entry.
    static String preamble(String table) {
        return table.substring(0, table.indexOf("\n" + TITLE) + 1);
    }

    static List<WrongChange> all(String table) {
        List<WrongChange> found = new ArrayList<>();
        for (String entry : table.substring(table.indexOf("\n" + TITLE)).split("\n" + TITLE, -1)) {
            if (!entry.isBlank()) {
                found.add(entry(entry));
            }
        }
        return found;
    }

    private static WrongChange entry(String text) {
        String title = text.lines().findFirst().orElseThrow();
        String[] sections = text.split("\n" + SECTION, -1);
        SortedMap<TreePath, String> writes = new TreeMap<>();
        SortedMap<TreePath, String> present = new TreeMap<>();
        SortedMap<String, String> own = new TreeMap<>();
        Map<String, String> named = new TreeMap<>();
        for (String section : List.of(sections).subList(1, sections.length)) {
            String name = section.lines().findFirst().orElseThrow().strip();
            String body = section.substring(Math.min(section.length(), section.indexOf('\n') + 1));
            String content = section.indexOf('\n') < 0 ? "" : body.stripTrailing() + "\n";
            if (name.startsWith("present ")) {
                present.put(new TreePath(name.substring("present ".length())), content);
            } else if (name.startsWith("own ")) {
                own.put(name.substring("own ".length()), content);
            } else if (name.equals("nix") || name.equals("told")) {
                named.put(name, content);
            } else {
                writes.put(new TreePath(name), content);
            }
        }
        String head = text.substring(0, text.lastIndexOf("\n" + SECTION + "told"));
        return new WrongChange(
                title, head, writes, present, own, named.getOrDefault("nix", ""), named.getOrDefault("told", ""));
    }

    /// The entry as it stands in the table.
    String with(String newlyTold) {
        return TITLE + head + "\n" + SECTION + "told\n" + newlyTold;
    }
}
