package org.agntos.helper.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.agntos.helper.protocol.RequestJson.Malformed;

/// One object of a request, read field by field: each must be there, and none may be left over at [#end].
final class Fields {
    private static final int MAX_SHOWN = 80;

    private final ObjectNode object;
    private final Set<String> unread = new LinkedHashSet<>();

    Fields(JsonNode node, String where) throws Malformed {
        if (!(node instanceof ObjectNode fields)) {
            throw new Malformed(where + " must be an object");
        }
        object = fields;
        object.fieldNames().forEachRemaining(unread::add);
    }

    JsonNode value(String name) throws Malformed {
        JsonNode value = object.get(name);
        if (value == null) {
            throw new Malformed("the field '" + name + "' is missing");
        }
        unread.remove(name);
        return value;
    }

    String text(String name, int maxLength) throws Malformed {
        return text(value(name), "the field '" + name + "'", maxLength);
    }

    Optional<String> optionalText(String name, int maxLength) throws Malformed {
        return value(name).isNull() ? Optional.empty() : Optional.of(text(name, maxLength));
    }

    Sha256 sha256(String name) throws Malformed {
        return sha256(value(name), "the field '" + name + "'");
    }

    Optional<Sha256> optionalSha256(String name) throws Malformed {
        return value(name).isNull() ? Optional.empty() : Optional.of(sha256(name));
    }

    int integer(String name) throws Malformed {
        JsonNode value = value(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new Malformed("the field '" + name + "' must be an integer");
        }
        return value.intValue();
    }

    void end() throws Malformed {
        if (!unread.isEmpty()) {
            throw new Malformed("the field '" + shown(unread.iterator().next()) + "' is not known");
        }
    }

    static String text(JsonNode value, String where, int maxLength) throws Malformed {
        if (!value.isTextual()) {
            throw new Malformed(where + " must be a text");
        }
        String text = value.textValue();
        if (text.length() > maxLength) {
            throw new Malformed(where + " has " + text.length() + " characters (at most " + maxLength + ")");
        }
        if (text.indexOf('\0') >= 0) {
            throw new Malformed(where + " holds a NUL character");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new Malformed(where + " holds half a character (an unpaired surrogate)");
        }
        return text;
    }

    static Sha256 sha256(JsonNode value, String where) throws Malformed {
        try {
            return new Sha256(text(value, where, 64));
        } catch (IllegalArgumentException e) {
            throw new Malformed(where + " must be a sha256: 64 lower-case hexadecimal digits");
        }
    }

    /// Outside text fit for a message: short and printable.
    static String shown(String text) {
        return text.substring(0, Math.min(text.length(), MAX_SHOWN)).replaceAll("\\p{C}", "?");
    }
}
