package org.agntos.core.grounding.index;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.PackageFacts;

/// Reads a list of packages: what `nix-env -qaP --json --meta` or `nix search --json` wrote. Piece by piece; for one
/// thread.
final class PackagesReader {
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern FLAKE_PREFIX =
            Pattern.compile("(?:legacyPackages|packages)\\.[a-z0-9_]+-[a-z0-9]+\\.");
    private static final Pattern CHANNEL_PREFIX = Pattern.compile("(?:nixos|nixpkgs)\\.");
    private static final int MOST_REASONS = 20;

    private final JsonParser parser;
    private final Found found;

    /// What is done with what was read.
    interface Found {
        /// @param ownName the package's own name, such as `htop`; may be empty
        void found(PackageEntry entry, String ownName) throws IOException;
    }

    private PackagesReader(JsonParser parser, Found found) {
        this.parser = parser;
        this.found = found;
    }

    /// @throws IndexFailed if the file cannot be read; some packages may have been found by then
    static void read(Path file, Found found) throws IndexFailed, InterruptedException {
        SourceFile.read(file, parser -> new PackagesReader(parser, found).readAll());
    }

    private void readAll() throws IOException, InterruptedException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String attribute = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                readPackage(attribute(attribute));
            } else {
                parser.skipChildren();
            }
        }
    }

    private static String attribute(String key) {
        String bare = FLAKE_PREFIX.matcher(key).lookingAt()
                ? FLAKE_PREFIX.matcher(key).replaceFirst("")
                : key;
        return CHANNEL_PREFIX.matcher(bare).lookingAt()
                ? CHANNEL_PREFIX.matcher(bare).replaceFirst("")
                : bare;
    }

    /// What is known of the package being read.
    private static final class Draft {
        private String ownName = "";
        private String version = "";
        private String description = "";
        private boolean isUnfree;
        private boolean isBroken;
        private boolean isInsecure;
        private List<String> vulnerabilities = List.of();
    }

    private void readPackage(String attribute) throws IOException, InterruptedException {
        SourceFile.checkInterrupt();
        Draft draft = new Draft();
        readFields(draft);
        if (attribute.isEmpty()) {
            return;
        }
        List<String> reasons = draft.isInsecure && draft.vulnerabilities.isEmpty()
                ? List.of("nixpkgs marks it as insecure")
                : draft.vulnerabilities;
        found.found(
                new PackageEntry(
                        attribute,
                        draft.description,
                        List.of(),
                        "",
                        new PackageFacts(draft.version, draft.isUnfree, draft.isBroken, reasons)),
                draft.ownName);
    }

    private void readFields(Draft draft) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "pname" -> draft.ownName = text();
                case "version" -> draft.version = text();
                case "description" -> draft.description = oneLine(text());
                case "unfree" -> draft.isUnfree |= isTrue();
                case "broken" -> draft.isBroken |= isTrue();
                case "insecure" -> draft.isInsecure |= isTrue();
                case "knownVulnerabilities" -> draft.vulnerabilities = texts();
                case "license" -> draft.isUnfree |= isUnfree();
                case "meta" -> readMeta(draft);
                default -> parser.skipChildren();
            }
        }
    }

    private void readMeta(Draft draft) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            readFields(draft);
        } else {
            parser.skipChildren();
        }
    }

    private static String oneLine(String text) {
        return COLOURS.matcher(text).replaceAll("").strip().replaceAll("\\s+", " ");
    }

    private boolean isTrue() throws IOException {
        boolean isTrue = parser.currentToken() == JsonToken.VALUE_TRUE;
        parser.skipChildren();
        return isTrue;
    }

    private String text() throws IOException {
        String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
        parser.skipChildren();
        return text;
    }

    private List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
                String text = text();
                if (!text.isEmpty() && texts.size() < MOST_REASONS) {
                    texts.add(text);
                }
            }
        } else {
            parser.skipChildren();
        }
        return texts;
    }

    /// A licence is a name, an object with `free`, or a list of those.
    private boolean isUnfree() throws IOException {
        boolean isUnfree = false;
        int depth = 0;
        do {
            switch (parser.currentToken()) {
                case START_ARRAY, START_OBJECT -> depth++;
                case END_ARRAY, END_OBJECT -> depth--;
                case VALUE_STRING -> isUnfree |= saysUnfree();
                case VALUE_FALSE -> isUnfree |= "free".equals(parser.currentName());
                default -> {
                    // Nothing else in a licence matters.
                }
            }
        } while (depth > 0 && parser.nextToken() != null);
        return isUnfree;
    }

    private boolean saysUnfree() throws IOException {
        String name = parser.currentName();
        boolean isName = name == null || name.equals("license") || name.equals("shortName") || name.equals("spdxId");
        return isName && parser.getText().toLowerCase(Locale.ROOT).startsWith("unfree");
    }
}
