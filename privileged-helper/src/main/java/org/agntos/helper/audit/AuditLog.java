package org.agntos.helper.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.agntos.helper.protocol.AuditChain;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.storage.DurableFile;

/// Appends to `audit.jsonl` so that a line is there whole or not at all, and keeps the head beside it.
///
/// The chain itself tells what a killed helper left: a cut line of ours has no newline, and a head that lags names the
/// `prev` of the last line. [#repair] mends exactly these two. Whatever else does not fit was done by somebody else and
/// stays as it is, so that verifying the chain can name it: the next line links to the head, never to what it finds. A
/// head that is gone is not made again from the log: the next line begins anew and shows the gap.
public final class AuditLog {
    private final Path log;
    private final Path head;
    private final Path staging;

    /// Count and hash of the last line of the chain. @param entries chained lines so far
    private record Head(long entries, Sha256 hash) {}

    public AuditLog(HelperPaths paths) {
        log = paths.auditLog();
        head = paths.auditHead();
        staging = paths.journal();
    }

    /// Mends what a crash may leave. Returns what was done, in sentences for people.
    public List<String> repair() throws IOException {
        if (!Files.exists(log, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        List<String> done = new ArrayList<>();
        try (FileChannel channel = open(StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            byte[] tail = LogLines.last(channel);
            if (tail.length > 0 && !LogLines.isEnded(tail) && isOurs(tail)) {
                channel.truncate(channel.size() - tail.length);
                channel.force(true);
                done.add("An unfinished line at the end of the audit log was removed.");
            }
            repairHead(channel).ifPresent(done::add);
        }
        return done;
    }

    private Optional<String> repairHead(FileChannel channel) throws IOException {
        Optional<AuditChain.Link> last = AuditChain.link(LogLines.withoutNewline(LogLines.last(channel)));
        Optional<Head> known = readHead();
        if (last.isEmpty()
                || known.isEmpty()
                || !last.get().prev().equals(known.get().hash())) {
            return Optional.empty();
        }
        Head next = new Head(known.get().entries() + 1, last.get().hash());
        DurableFile.write(head, bytes(next), staging);
        return Optional.of("The audit log's head was brought up to its last line.");
    }

    /// Writes one entry and forces it to disk. What needs room comes first and the line is the last of it, so an
    /// exception means that the entry is not in the log.
    public void append(AuditRecord record) throws IOException {
        DurableFile.makeFolderOf(log);
        Set<OpenOption> options = Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        try (FileChannel channel = FileChannel.open(log, options)) {
            boolean isNew = channel.size() == 0;
            if (isNew) {
                Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
                DurableFile.syncFolderOf(log);
            }
            endLastLine(channel);
            Head known = headBefore();
            byte[] line = AuditChain.seal(record.json(), known.hash());
            Sha256 hash =
                    AuditChain.link(LogLines.withoutNewline(line)).orElseThrow().hash();
            DurableFile next = DurableFile.stage(head, bytes(new Head(known.entries() + 1, hash)), staging);
            try {
                write(channel, line);
            } catch (IOException e) {
                next.discard();
                throw e;
            }
            commitHead(next);
        }
    }

    /// The head there is. Without one the chain begins here, and the head of no line is kept before the first line is
    /// written: so a head never lacks beside a line of ours unless somebody took it away.
    private Head headBefore() throws IOException {
        Optional<Head> known = readHead();
        if (known.isPresent()) {
            return known.get();
        }
        Head first = new Head(0, beforeTheChain());
        DurableFile.write(head, bytes(first), staging);
        return first;
    }

    /// The line is durable, so the entry counts; a head that lags is mended by [#repair].
    private static void commitHead(DurableFile next) {
        try {
            next.commit();
        } catch (IOException e) {
            // Nothing may fail from here on.
        }
    }

    private static void write(FileChannel channel, byte[] line) throws IOException {
        long end = channel.size();
        try {
            channel.position(end);
            DurableFile.writeAll(channel, line);
            channel.force(true);
        } catch (IOException e) {
            channel.truncate(end);
            throw e;
        }
    }

    /// An AgntOS 1.x log may lack its last newline.
    private static void endLastLine(FileChannel channel) throws IOException {
        byte[] tail = LogLines.last(channel);
        if (tail.length > 0 && !LogLines.isEnded(tail)) {
            write(channel, new byte[] {'\n'});
        }
    }

    /// The id of the last line if it is a whole line of the chain.
    public Optional<String> lastId() throws IOException {
        try (FileChannel channel = open(StandardOpenOption.READ)) {
            byte[] line = LogLines.withoutNewline(LogLines.last(channel));
            return AuditChain.link(line).isPresent() ? entry(line).map(AuditLog::id) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// The line of an entry as it stands in the log; its newline is cut off. An old line only has to name the id.
    public Optional<byte[]> find(String id) throws IOException {
        String wanted = "\"id\":\"" + id + "\"";
        try (BufferedReader lines = LogLines.reader(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                byte[] bytes = LogLines.bytes(line);
                if (line.contains(wanted)
                        && (!AuditChain.isChained(bytes)
                                || entry(bytes).map(AuditLog::id).equals(Optional.of(id)))) {
                    return Optional.of(bytes);
                }
            }
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Reads a line as an object; empty if it is none.
    public static Optional<ObjectNode> entry(byte[] line) {
        try {
            return Optional.of(Json.parseObject(new String(line, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String id(ObjectNode entry) {
        return entry.path("id").asText("");
    }

    private FileChannel open(OpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(Arrays.asList(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(log, all);
    }

    private Optional<Head> readHead() throws IOException {
        try {
            ObjectNode object = Json.parseObject(Files.readString(head, StandardCharsets.UTF_8));
            JsonNode entries = object.path("entries");
            return Optional.of(
                    new Head(entries.asLong(), new Sha256(object.path("hash").asText(""))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException(head + " is damaged; moving it away lets the log go on, and verifying will tell", e);
        }
    }

    private static byte[] bytes(Head head) {
        return Json.bytes(Json.object()
                .put("entries", head.entries())
                .put("hash", head.hash().hex()));
    }

    /// What the first line of the chain links to: everything that was in the log before.
    private Sha256 beforeTheChain() throws IOException {
        if (Files.size(log) == 0) {
            return Sha256.ZERO;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(log), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return new Sha256(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// True if a line without its newline is the beginning of one of ours.
    private static boolean isOurs(byte[] cut) {
        byte[] start = AuditChain.START.getBytes(StandardCharsets.US_ASCII);
        int length = Math.min(start.length, cut.length);
        return Arrays.equals(start, 0, length, cut, 0, length);
    }
}
