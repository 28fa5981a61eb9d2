package org.agntos.core.grounding.index;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.agntos.core.grounding.Replacement;

/// Reads a list of renamed and removed names: a JSON list of objects with `old`, `new` and `since`. An old name may end
/// in `.*`, and name several that share their front, as in `services.resolved.dnssec/dnsovertls`.
final class RenamesReader {
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_'<>\"-]+(?:\\.[A-Za-z0-9_'<>\"-]+)*(?:\\.\\*)?");

    private RenamesReader() {}

    static List<Replacement> read(Path file) throws IndexFailed, InterruptedException {
        List<Replacement> all = new ArrayList<>();
        SourceFile.read(file, parser -> {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    readOne(parser, all);
                }
            }
        });
        if (all.isEmpty()) {
            throw new IndexFailed(
                    file + " holds no renamed options.",
                    "Give a JSON list of objects with old, new and since. The index in use was kept.");
        }
        return all;
    }

    private static void readOne(JsonParser parser, List<Replacement> all) throws IOException {
        String old = "";
        String next = "";
        String since = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            String text = parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
            parser.skipChildren();
            switch (field) {
                case "old" -> old = text;
                case "new" -> next = text;
                case "since" -> since = text;
                default -> {
                    // Other fields are for people.
                }
            }
        }
        all.addAll(expand(old, next, since));
    }

    /// One replacement for each old name; where both sides name several, the first belongs to the first.
    static List<Replacement> expand(String old, String next, String since) {
        List<String> olds = names(old);
        List<String> nexts = names(next);
        boolean isPaired = olds.size() > 1 && nexts.size() > 1;
        List<Replacement> all = new ArrayList<>();
        for (int i = 0; i < olds.size(); i++) {
            boolean hasOwn = isPaired && i < nexts.size();
            String to = hasOwn ? nexts.get(i) : isPaired ? parent(nexts.getFirst()) + ".…" : next;
            boolean isPath = PATH.matcher(to).matches() && olds.get(i).endsWith(".*") == to.endsWith(".*");
            all.add(new Replacement(olds.get(i), to, isPath, since));
        }
        return all;
    }

    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        for (String part : text.split("/", -1)) {
            String name = part.strip();
            if (!names.isEmpty() && !name.contains(".")) {
                name = parent(names.getFirst()) + "." + name;
            }
            if (PATH.matcher(name).matches()) {
                names.add(name);
            }
        }
        return names;
    }

    private static String parent(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
