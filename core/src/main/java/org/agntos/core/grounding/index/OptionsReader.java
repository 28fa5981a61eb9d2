package org.agntos.core.grounding.index;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionFacts;
import org.agntos.core.grounding.Replacement;

/// Reads a list of options: the `options.json` that NixOS builds with its manual (an object by path), or a list with
/// `options` as Home Manager's search writes it. Piece by piece; for one thread.
final class OptionsReader {
    private static final Pattern ALIAS = Pattern.compile("Alias of \\{option\\}`([^`]+)`\\.?\\s*");
    private static final int MOST_DECLARATIONS = 20;

    private final JsonParser parser;
    private final Found found;

    /// What is done with what was read.
    interface Found {
        void option(OptionEntry option) throws IOException;

        /// An option that only forwards to another one.
        void alias(Replacement replacement) throws IOException;
    }

    private OptionsReader(JsonParser parser, Found found) {
        this.parser = parser;
        this.found = found;
    }

    /// @throws IndexFailed if the file cannot be read; some options may have been found by then
    static void read(Path file, Found found) throws IndexFailed, InterruptedException {
        SourceFile.read(file, parser -> new OptionsReader(parser, found).readAll());
    }

    private void readAll() throws IOException, InterruptedException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_ARRAY) {
            readList();
        } else if (first == JsonToken.START_OBJECT) {
            readObject();
        }
    }

    private void readObject() throws IOException, InterruptedException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                readOption(name);
            } else if (value == JsonToken.START_ARRAY && name.equals("options")) {
                readList();
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readList() throws IOException, InterruptedException {
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                readOption("");
            } else {
                parser.skipChildren();
            }
        }
    }

    /// What is known of the option being read.
    private static final class Draft {
        private String title = "";
        private List<String> loc = List.of();
        private String type = "";
        private String defaultText = "";
        private String description = "";
        private String example = "";
        private List<String> declarations = List.of();
        private boolean isReadOnly;
        private boolean isInternal;
        private boolean isHidden;
    }

    private void readOption(String key) throws IOException, InterruptedException {
        SourceFile.checkInterrupt();
        Draft draft = new Draft();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            readField(draft, field);
        }
        String path = !key.isEmpty() ? key : draft.loc.isEmpty() ? draft.title : joined(draft.loc);
        if (path.isEmpty()) {
            return;
        }
        Matcher alias = ALIAS.matcher(draft.description);
        if (draft.isHidden && alias.matches()) {
            found.alias(new Replacement(path, alias.group(1), true, ""));
        } else {
            found.option(new OptionEntry(
                    path,
                    draft.type,
                    draft.defaultText,
                    draft.description.strip(),
                    List.of(),
                    new OptionFacts(
                            draft.isReadOnly, draft.isInternal || draft.isHidden, draft.declarations, draft.example)));
        }
    }

    private void readField(Draft draft, String field) throws IOException {
        switch (field) {
            case "title", "name" -> draft.title = text();
            case "loc" -> draft.loc = texts(64);
            case "type" -> draft.type = text();
            case "default" -> draft.defaultText = text();
            case "description" -> draft.description = text();
            case "example" -> draft.example = text();
            case "declarations" -> draft.declarations = texts(MOST_DECLARATIONS);
            case "readOnly" -> draft.isReadOnly = isTrue();
            case "internal" -> draft.isInternal = isTrue();
            case "visible" -> draft.isHidden = parser.currentToken() == JsonToken.VALUE_FALSE;
            default -> parser.skipChildren();
        }
    }

    private boolean isTrue() throws IOException {
        boolean isTrue = parser.currentToken() == JsonToken.VALUE_TRUE;
        parser.skipChildren();
        return isTrue;
    }

    /// A text, or the `text` or `name` of an object such as `{"_type": "literalExpression", "text": "true"}`.
    private String text() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            String text = parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL
                    ? parser.getText()
                    : "";
            parser.skipChildren();
            return text;
        }
        String found = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isText =
                    parser.currentName().equals("text") || parser.currentName().equals("name");
            boolean isString = parser.nextToken() == JsonToken.VALUE_STRING;
            if (isText && isString) {
                found = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private List<String> texts(int most) throws IOException {
        List<String> texts = new ArrayList<>(4);
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return texts;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) {
                return texts;
            }
            String text = text();
            if (texts.size() < most) {
                texts.add(text);
            }
        }
        return texts;
    }

    /// As the key of the other form has it: quotes where a segment is no plain name and no placeholder.
    private static String joined(List<String> loc) {
        StringBuilder path = new StringBuilder();
        for (String segment : loc) {
            boolean isPlain = segment.matches("[A-Za-z0-9_'@+-]+|<.*>|\\*");
            path.append(path.isEmpty() ? "" : ".").append(isPlain ? segment : '"' + segment + '"');
        }
        return path.toString();
    }
}
