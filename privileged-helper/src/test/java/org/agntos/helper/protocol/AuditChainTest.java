package org.agntos.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditChainTest {
    private static ObjectNode entry() {
        ObjectNode entry = Json.object();
        entry.put("schema", 2).put("id", "a-1");
        entry.putObject("action").put("type", "Apply").put("proposal_id", "p-1");
        entry.put("summary", "Größe \"1\"\n\u0001/😀").putNull("prompt");
        entry.putArray("files_changed").add("packages/htop.nix");
        entry.put("duration_ms", 12L).put("\uFF5E", true).put("😀", false);
        return entry;
    }

    private static byte[] withoutNewline(byte[] line) {
        return Arrays.copyOf(line, line.length - 1);
    }

    @Test
    void canonicalFormIsTheDocumentedVector() {
        byte[] canonical = AuditChain.canonical(entry().put("hash", "not part of it"));

        assertThat(new String(canonical, StandardCharsets.UTF_8))
                .isEqualTo("{\"action\":{\"proposal_id\":\"p-1\",\"type\":\"Apply\"},\"duration_ms\":12,"
                        + "\"files_changed\":[\"packages/htop.nix\"],\"id\":\"a-1\",\"prompt\":null,\"schema\":2,"
                        + "\"summary\":\"Größe \\\"1\\\"\\n\\u0001/😀\",\"\uFF5E\":true,\"😀\":false}");
        assertThat(Sha256.of(canonical)).isEqualTo(AuditChain.hash(entry()));
    }

    /// The vector was computed by another program.
    @Test
    void documentedVectorIsWhatWeWrite() throws IOException {
        ObjectNode entry = Json.object().put("schema", 2).put("id", "a-1").put("summary", "Größe \"1\"\n\u0001/😀");
        entry.putObject("generation").putNull("before").put("after", 1);

        String line = new String(withoutNewline(AuditChain.seal(entry, Sha256.ZERO)), StandardCharsets.UTF_8);

        assertThat(Files.readAllLines(Path.of("../docs/formats/audit-line.md")))
                .contains(line, new String(AuditChain.canonical(entry), StandardCharsets.UTF_8));
    }

    @Test
    void sealedLineLinksToTheLineBefore() {
        Sha256 prev = Sha256.of("the line before");
        byte[] line = AuditChain.seal(entry(), prev);

        assertThat(line[line.length - 1]).isEqualTo((byte) '\n');
        assertThat(AuditChain.isChained(line)).isTrue();
        Optional<AuditChain.Link> link = AuditChain.link(withoutNewline(line));
        assertThat(link.map(AuditChain.Link::prev)).contains(prev);
    }

    @Test
    void everyChangedByteIsNoticed() {
        byte[] line = withoutNewline(AuditChain.seal(entry(), Sha256.ZERO));
        for (int i = 0; i < line.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = line.clone();
                changed[i] ^= (byte) (1 << bit);
                assertThat(AuditChain.link(changed))
                        .as("byte %d, bit %d", i, bit)
                        .isEmpty();
            }
        }
    }

    @Test
    void anotherSpellingOfTheSameObjectIsNoticed() {
        String line = new String(withoutNewline(AuditChain.seal(entry(), Sha256.ZERO)), StandardCharsets.UTF_8);

        assertThat(AuditChain.link(bytes(line))).isPresent();
        assertThat(AuditChain.link(bytes(line + " "))).isEmpty();
        assertThat(AuditChain.link(bytes(line.replace("/", "\\/")))).isEmpty();
        assertThat(AuditChain.link(bytes(line.replace("{\"schema\"", "{\"id\":\"a-0\",\"schema\""))))
                .isEmpty();
    }

    @Test
    void linesOfAgntos1AreNotChained() {
        byte[] old = bytes("{\"id\":\"a-18\",\"summary\":\"Applied: x\"}");

        assertThat(AuditChain.isChained(old)).isFalse();
        assertThat(AuditChain.link(old)).isEmpty();
    }

    @Test
    void numbersWithFractionHaveNoCanonicalForm() {
        ObjectNode entry = Json.object().put("ratio", 0.5);

        assertThatThrownBy(() -> AuditChain.hash(entry)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
