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
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Strict JSON trees without data binding: no object is ever made from a name in the text, and Jackson's mapper, which
/// doubles the start of a short-lived program, is not loaded.
public final class Json {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_TOKENS = 200_000;
    private static final int MAX_NUMBER_LENGTH = 20;
    private static final int MAX_NAME_LENGTH = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(RequestJson.MAX_BYTES)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxTokenCount(MAX_TOKENS)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private Json() {}

    /// An empty object to be filled.
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// An empty list to be filled.
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /// The same from strict UTF-8.
    public static ObjectNode parseObject(byte[] utf8) throws CharacterCodingException, JsonProcessingException {
        return parseObject(text(utf8));
    }

    /// Reads exactly one object: a repeated name, anything after the object, or nesting, strings or numbers beyond
    /// the limits are errors. Numbers that are not integers are errors too: no format of the helper has them.
    public static ObjectNode parseObject(String text) throws JsonProcessingException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return readObject(parser);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot fail to be read", e);
        }
    }

    /// Reads TOML from strict UTF-8, by the same rules; no format of ours has dates or fractions.
    public static ObjectNode parseToml(byte[] utf8) throws CharacterCodingException, JsonProcessingException {
        try (JsonParser parser = new TomlFactory().createParser(text(utf8))) {
            return readObject(parser);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot fail to be read", e);
        }
    }

    private static String text(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    private static ObjectNode readObject(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT || !(read(parser, first) instanceof ObjectNode object)) {
            throw new JsonParseException(parser, "not a JSON object");
        }
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "more than one JSON value");
        }
        return object;
    }

    private static JsonNode read(JsonParser parser, @Nullable JsonToken token) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (token) {
            case START_OBJECT -> {
                ObjectNode object = object();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    object.set(name, read(parser, parser.nextToken()));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = array();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    array.add(read(parser, next));
                }
                yield array;
            }
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_NUMBER_INT -> nodes.numberNode(parser.getLongValue());
            case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> nodes.nullNode();
            case null -> throw new JsonParseException(parser, "it ends too early");
            default -> throw new JsonParseException(parser, "a number must be an integer");
        };
    }

    /// Compact UTF-8 in the order the fields were set, without a newline.
    public static byte[] bytes(ObjectNode object) {
        return write(object, false);
    }

    /// Compact UTF-8 with the names of every object in code point order.
    static byte[] sortedBytes(ObjectNode object) {
        return write(object, true);
    }

    /// Through a writer, because Jackson's own UTF-8 output escapes every character above U+FFFF.
    private static byte[] write(ObjectNode object, boolean sorted) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(generator, object, sorted);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator generator, JsonNode value, boolean sorted) throws IOException {
        switch (value.getNodeType()) {
            case OBJECT -> {
                generator.writeStartObject();
                for (Map.Entry<String, JsonNode> field : fields(value, sorted)) {
                    generator.writeFieldName(field.getKey());
                    write(generator, field.getValue(), sorted);
                }
                generator.writeEndObject();
            }
            case ARRAY -> {
                generator.writeStartArray();
                for (JsonNode element : value) {
                    write(generator, element, sorted);
                }
                generator.writeEndArray();
            }
            case STRING -> generator.writeString(value.textValue());
            case NUMBER -> {
                if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                    throw new IllegalArgumentException("not an integer of 64 bits: " + value.asText());
                }
                generator.writeNumber(value.longValue());
            }
            case BOOLEAN -> generator.writeBoolean(value.booleanValue());
            case NULL -> generator.writeNull();
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not a JSON value: " + value);
        }
    }

    /// The order of UTF-8 bytes is that of code points; the order of Java's strings differs from it above U+FFFF.
    private static Collection<Map.Entry<String, JsonNode>> fields(JsonNode object, boolean sorted) {
        if (!sorted) {
            return object.properties();
        }
        Map<String, JsonNode> fields = new TreeMap<>((one, other) ->
                Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)));
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields.entrySet();
    }
}
