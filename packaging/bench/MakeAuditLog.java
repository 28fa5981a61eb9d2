import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.agntos.helper.protocol.AuditChain;
import org.agntos.helper.protocol.Sha256;

/// Writes a valid audit log and its head: `java -cp … MakeAuditLog.java ENTRIES AUDIT_FILE HEAD_FILE`.
final class MakeAuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant FIRST = Instant.parse("2026-01-01T08:00:00Z");

    private MakeAuditLog() {}

    public static void main(String[] arguments) throws Exception {
        int entries = Integer.parseInt(arguments[0]);
        Sha256 last = Sha256.ZERO;
        try (OutputStream log = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1])), 1 << 20)) {
            for (int i = 0; i < entries; i++) {
                ObjectNode entry = entry(i);
                log.write(AuditChain.seal(entry, last));
                last = new Sha256(entry.get("hash").textValue());
            }
        }
        ObjectNode head = JSON.createObjectNode().put("entries", entries).put("hash", last.hex());
        Files.write(Path.of(arguments[2]), JSON.writeValueAsBytes(head));
    }

    private static ObjectNode entry(int i) {
        String name = "package" + i;
        String path = "packages/" + name + ".nix";
        String proposal = "p-" + Long.toHexString(1_000_000L + i);
        ObjectNode entry = JSON.createObjectNode();
        entry.put("schema", 2);
        entry.put("id", "a-" + Long.toHexString(5_000_000L + i));
        entry.put("timestamp", FIRST.plusSeconds(60L * i).toString());
        entry.putObject("action").put("type", "Apply").put("proposal_id", proposal);
        entry.put("actor", "user").put("uid", 1000).put("user", "ada");
        entry.put("summary", "Install " + name);
        entry.putArray("files_changed").add(path);
        entry.putArray("files_written").add(path);
        entry.putArray("files_deleted");
        entry.putArray("changes")
                .addObject()
                .put("path", path)
                .putNull("before")
                .put("after", Sha256.of(name).hex());
        entry.put("rollback_hint", "agntctl rollback undo a-" + Long.toHexString(5_000_000L + i));
        entry.putObject("result").put("status", "Success").put("message", "Applied.");
        entry.put("prompt", "please install " + name + ", I need it for number " + i);
        entry.putNull("rationale");
        entry.put("proposal_id", proposal).put("digest", Sha256.of(path).hex());
        entry.putObject("generation").put("before", i + 1).put("after", i + 2);
        entry.putNull("evidence");
        entry.put("duration_ms", 80 + i % 50);
        return entry;
    }
}
