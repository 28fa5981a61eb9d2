package org.agntos.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.agntos.helper.protocol.AuditChain;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The fast check and the strict reader must always agree. A long run is asked for with `-Dagntos.fuzz.lines=N`.
class SealedLineTest {
    private static final int LINES = Integer.getInteger("agntos.fuzz.lines", 3_000);
    private static final String[] TEXTS = {
        "",
        "a",
        "Größe",
        "😀",
        "\u0001",
        "\n\t\r\f\b",
        "\"\\/",
        "\u007f\u0080\u2028\uFFFF",
        "x".repeat(300),
        "{}[],:",
        "hash"
    };

    private final Random random = new Random(20261120);
    private final SealedLine checker = new SealedLine();

    private boolean isRight(byte[] line) {
        boolean isSealed = checker.check(line, 0, line.length);
        Optional<AuditChain.Link> strict = AuditChain.link(line);
        assertThat(isSealed).as(new String(line, StandardCharsets.UTF_8)).isEqualTo(strict.isPresent());
        strict.ifPresent(link -> {
            assertThat(new String(checker.prev(), StandardCharsets.US_ASCII))
                    .isEqualTo(link.prev().hex());
            assertThat(new String(checker.hash(), StandardCharsets.US_ASCII))
                    .isEqualTo(link.hash().hex());
        });
        return isSealed;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = Json.object();
        for (int i = random.nextInt(6); i > 0; i--) {
            String name = random.nextInt(20) == 0 ? "ä" : "n" + random.nextInt(30);
            switch (random.nextInt(depth == 0 ? 4 : 6)) {
                case 0 -> object.put(name, TEXTS[random.nextInt(TEXTS.length)]);
                case 1 -> object.put(name, random.nextLong() >> random.nextInt(64));
                case 2 -> object.put(name, random.nextBoolean());
                case 3 -> object.putNull(name);
                case 4 -> object.set(name, object(depth - 1));
                default -> {
                    ArrayNode list = object.putArray(name);
                    for (int j = random.nextInt(4); j > 0; j--) {
                        list.add(random.nextBoolean() ? object(depth - 1) : list.textNode("t" + j));
                    }
                }
            }
        }
        return object;
    }

    private byte[] line() {
        ObjectNode entry = Json.object().put("schema", 2);
        entry.setAll(object(2));
        byte[] line = AuditChain.seal(entry, Sha256.of("p" + random.nextInt()));
        return Arrays.copyOf(line, line.length - 1);
    }

    @Test
    void whatTheHelperWritesIsRightAndAnyChangeOfItIsJudgedAlike() {
        for (int i = 0; i < LINES; i++) {
            byte[] line = line();
            assertThat(isRight(line)).isTrue();
            byte[] changed = line.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            isRight(changed);
            int cut = random.nextInt(line.length);
            byte[] shorter = Arrays.copyOf(line, line.length - 1);
            System.arraycopy(line, cut + 1, shorter, cut, line.length - 1 - cut);
            isRight(shorter);
        }
    }

    /// Sealed anew, so that only the form is wrong, not the hash.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema\":2,\"a\":1,,\"b\":2",
                "{\"schema\":2,\"a\":01",
                "{\"schema\":2,\"a\":-0",
                "{\"schema\":2,\"a\":-",
                "{\"schema\":2,\"a\":",
                "{\"schema\":2,\"a\":1.0",
                "{\"schema\":2,\"a\":9223372036854775807",
                "{\"schema\":2,\"a\":9223372036854775808",
                "{\"schema\":2,\"a\":\"\\u0061\"",
                "{\"schema\":2,\"a\":\"\\u000a\"",
                "{\"schema\":2,\"a\":\"\\u000A\"",
                "{\"schema\":2,\"a\":\"\\u001f\"",
                "{\"schema\":2,\"a\":\"\\u001F\"",
                "{\"schema\":2,\"a\":\"\\/\"",
                "{\"schema\":2,\"a\": 1",
                "{\"schema\":2,\"a\":1,\"a\":1",
                "{\"schema\":2,\"a\":[1,]",
                "{\"schema\":2,\"a\":[[[[[[[[1]]]]]]]]",
                "{\"schema\":2,\"a\":[[[[[[[1]]]]]]]",
                "{\"schema\":2,\"\\u0061\":1",
                "{\"schema\":2,\"a\":nul",
                "{\"schema\":2,\"a\":\"\u0000\"",
                "{\"schema\":2,\"a\":{\"hash\":\"x\",\"b\":[]}"
            })
    void strangeFormsAreJudgedAlikeWhateverTheirHashIs(String start) {
        String prev = ",\"prev\":\"" + "0".repeat(64) + "\"";
        for (String canonical : new String[] {start + prev + "}", sorted(start, prev)}) {
            String hash = Sha256.of(canonical).hex();
            isRight((start + prev + ",\"hash\":\"" + hash + "\"}").getBytes(StandardCharsets.UTF_8));
            isRight((start + ",\"hash\":\"" + hash + "\"" + prev + "}").getBytes(StandardCharsets.UTF_8));
            isRight((start + prev + ",\"hash\":\"" + hash + "\",\"hash\":\"" + hash + "\"}")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String sorted(String start, String prev) {
        return "{" + start.substring("{\"schema\":2,".length()) + prev + ",\"schema\":2}";
    }

    @Test
    void brokenUtf8IsJudgedAlike() {
        int[][] sequences = {
            {0xC0, 0x80},
            {0xC2, 0x80},
            {0xE0, 0x9F, 0x80},
            {0xED, 0xA0, 0x80},
            {0xF0, 0x8F, 0x80, 0x80},
            {0xF4, 0x90, 0x80, 0x80},
            {0xF4, 0x8F, 0xBF, 0xBF},
            {0xF5, 0x80, 0x80, 0x80},
            {0x80},
            {0xC3},
            {0xEF, 0xBB, 0xBF}
        };
        for (int[] sequence : sequences) {
            byte[] text = new byte[sequence.length];
            for (int i = 0; i < text.length; i++) {
                text[i] = (byte) sequence[i];
            }
            String latin = new String(text, StandardCharsets.ISO_8859_1);
            String start = "\"a\":\"" + latin + "\",";
            String prev = "\"prev\":\"" + "0".repeat(64) + "\",";
            byte[] canonical = ("{" + start + prev + "\"schema\":2}").getBytes(StandardCharsets.ISO_8859_1);
            String line = "{\"schema\":2," + start + prev + "\"hash\":\""
                    + Sha256.of(canonical).hex() + "\"}";
            isRight(line.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void linesTooLongForTheFastWayAreCheckedToo() {
        ObjectNode entry = Json.object().put("schema", 2).put("text", "x".repeat(200_000));
        byte[] line = AuditChain.seal(entry, Sha256.ZERO);
        assertThat(isRight(Arrays.copyOf(line, line.length - 1))).isTrue();
    }
}
