package org.agntos.helper.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Strict JSON trees without data binding: no object is ever made from a name in the text, and Jackson's
/// mapper, which doubles the start of a short-lived program, is not loaded.
public final class Json {
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(8)
            .maxStringLength(RequestJson.MAX_BYTES)
            .maxNumberLength(20)
            .maxNameLength(1_000)
            .maxTokenCount(200_000)
            .build();
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(LIMITS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    /// An object of these fields. @param fields name, value, name, value …, see [#node]
    public static ObjectNode object(@Nullable Object... fields) {
        ObjectNode object = NODES.objectNode();
        for (int i = 0; i < fields.length; i += 2) {
            object.set(String.valueOf(fields[i]), node(fields[i + 1]));
        }
        return object;
    }

    /// A list of these elements, see [#node].
    public static ArrayNode array(Iterable<?> elements) {
        ArrayNode array = NODES.arrayNode();
        elements.forEach(element -> array.add(node(element)));
        return array;
    }

    /// The names of an object's fields that are not among these.
    public static List<String> unknown(JsonNode object, Set<String> known) {
        return object.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !known.contains(name))
                .toList();
    }

    /// What an empty [Optional] is, is null; numbers, claims, lists and trees are what they are, the rest is
    /// its text.
    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case Optional<?> optional -> node(optional.orElse(null));
            case JsonNode node -> node;
            case Number number -> NODES.numberNode(number.longValue());
            case Boolean claim -> NODES.booleanNode(claim);
            case Iterable<?> elements -> array(elements);
            default -> NODES.textNode(value.toString());
        };
    }

    /// The same as [#parseObject(String)] from strict UTF-8.
    public static ObjectNode parseObject(byte[] utf8) throws CharacterCodingException, JsonProcessingException {
        return parseObject(text(utf8));
    }

    /// Reads exactly one object: a repeated name, anything after the object, or nesting, strings or numbers
    /// beyond the limits are errors. Numbers that are not integers are errors too: no format of the helper
    /// has them.
    public static ObjectNode parseObject(String text) throws JsonProcessingException {
        return parse(FACTORY, text);
    }

    /// Reads TOML from strict UTF-8, by the same rules; no format of ours has dates or fractions.
    public static ObjectNode parseToml(byte[] utf8) throws CharacterCodingException, JsonProcessingException {
        return parse(new TomlFactory(), text(utf8));
    }

    private static String text(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    private static ObjectNode parse(JsonFactory factory, String text) throws JsonProcessingException {
        try (JsonParser parser = factory.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT || !(read(parser, first) instanceof ObjectNode object)) {
                throw new JsonParseException(parser, "not a JSON object");
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "more than one JSON value");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot fail to be read", e);
        }
    }

    private static JsonNode read(JsonParser parser, @Nullable JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    object.set(name, read(parser, parser.nextToken()));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    array.add(read(parser, next));
                }
                yield array;
            }
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getLongValue());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> NODES.nullNode();
            case null -> throw new JsonParseException(parser, "it ends too early");
            default -> throw new JsonParseException(parser, "a number must be an integer");
        };
    }

    /// The tree with the names of every object in code point order, which is that of their UTF-8 bytes; the
    /// order of Java's strings differs from it above U+FFFF.
    static ObjectNode sorted(ObjectNode object) {
        Map<String, JsonNode> fields = new TreeMap<>((one, other) ->
                Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)));
        object.properties().forEach(field -> fields.put(field.getKey(), withSorted(field.getValue())));
        return NODES.objectNode().setAll(fields);
    }

    private static JsonNode withSorted(JsonNode value) {
        ArrayNode elements = NODES.arrayNode();
        value.forEach(element -> elements.add(withSorted(element)));
        return value instanceof ObjectNode object ? sorted(object) : value.isArray() ? elements : value;
    }

    /// Compact UTF-8 in the order the fields were set, without a newline. Through a writer, because Jackson's
    /// own UTF-8 output escapes every character above U+FFFF.
    public static byte[] bytes(JsonNode value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator generator, JsonNode value) throws IOException {
        if (value.isObject()) {
            generator.writeStartObject();
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                generator.writeFieldName(field.getKey());
                write(generator, field.getValue());
            }
            generator.writeEndObject();
        } else if (value.isArray()) {
            generator.writeStartArray();
            for (JsonNode element : value) {
                write(generator, element);
            }
            generator.writeEndArray();
        } else if (value.isIntegralNumber() && value.canConvertToLong()) {
            generator.writeNumber(value.longValue());
        } else if (value.isTextual()) {
            generator.writeString(value.textValue());
        } else if (value.isBoolean()) {
            generator.writeBoolean(value.booleanValue());
        } else if (value.isNull()) {
            generator.writeNull();
        } else {
            throw new IllegalArgumentException("not an integer of 64 bits: " + value.asText());
        }
    }
}
