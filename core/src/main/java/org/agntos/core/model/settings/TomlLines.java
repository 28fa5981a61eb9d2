package org.agntos.core.model.settings;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines of a TOML file that has been read already, so that a table or a key can be found again for a message or an
/// edit. Knows the layouts people write: one key a line below its table's header.
record TomlLines(List<String> lines) {
    private static final Pattern HEADER = Pattern.compile("\\s*\\[\\s*([^\\[\\]]+?)\\s*]\\s*(?:#.*)?");
    private static final Pattern KEY = Pattern.compile("\\s*(\"[^\"]*\"|'[^']*'|[A-Za-z0-9_.-]+)\\s*=.*");

    TomlLines {
        lines = List.copyOf(lines);
    }

    static TomlLines of(String text) {
        return new TomlLines(text.lines().toList());
    }

    /// The line, from 1, of a key in a table, else that of the table, else 0.
    int find(String table, String key) {
        int header = headerOf(table);
        if (key.isEmpty()) {
            return header;
        }
        for (int i = header; i < lines.size() && (i < header || !isHeader(i)); i++) {
            if (isKey(i, key)) {
                return i + 1;
            }
        }
        return header;
    }

    /// The line, from 1, of a table's header; 0 for the top of the file and for a table without a header.
    int headerOf(String table) {
        for (int i = 0; i < lines.size() && !table.isEmpty(); i++) {
            Matcher header = HEADER.matcher(lines.get(i));
            if (header.matches() && plain(header.group(1)).equals(table)) {
                return i + 1;
            }
        }
        return 0;
    }

    /// The index after the last line that says something in the table whose header is at line `header`.
    int endOf(int header) {
        int end = header;
        for (int i = header; i < lines.size() && !isHeader(i); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                end = i + 1;
            }
        }
        return end;
    }

    boolean isKey(int index, String key) {
        Matcher found = KEY.matcher(lines.get(index));
        return found.matches() && plain(found.group(1)).equals(key);
    }

    private boolean isHeader(int index) {
        return HEADER.matcher(lines.get(index)).matches();
    }

    private static String plain(String name) {
        return name.replace("\"", "").replace("'", "").replaceAll("\\s*\\.\\s*", ".");
    }
}
