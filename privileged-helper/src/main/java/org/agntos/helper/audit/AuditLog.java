package org.agntos.helper.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.agntos.helper.protocol.AuditChain;
import org.agntos.helper.protocol.AuditFiles;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.storage.Folder;

/// Appends to `audit.jsonl` so that a line is there whole or not at all, and keeps the head beside it. A full
/// file is renamed as [AuditFiles] says, and the chain goes on in a new one.
///
/// The head names the last line that is certain, so it tells what a killed helper or a power cut left after
/// that: a whole line that the head does not know yet, or a piece of one. [#repair] mends exactly these.
/// Whatever else does not fit was done by somebody else and stays as it is, so that verifying the chain can
/// name it: the next line links to the head, never to what it finds. A head that is gone is not made again
/// from the log: the next line begins anew and shows the gap.
public final class AuditLog {
    private static final long FULL = 64L << 20;
    private static final String HEAD = "audit-head.json";
    private static final int MAX_HEAD = 1 << 10;

    private final HelperPaths paths;
    private final long full;

    /// Count and hash of the last line of the chain. @param entries chained lines so far
    private record Head(long entries, Sha256 hash) {}

    public AuditLog(HelperPaths paths) {
        this(paths, FULL);
    }

    /// @param full from how many bytes on a file is full
    AuditLog(HelperPaths paths, long full) {
        this.paths = paths;
        this.full = full;
    }

    /// Mends what a crash may leave. Returns what was done, in sentences for people.
    ///
    /// @throws Failure if no crash can have left what is there
    public List<String> repair() throws IOException {
        Optional<Head> head = readHead();
        Optional<Path> newest = newest();
        List<String> done = new ArrayList<>();
        if (newest.isPresent()) {
            try (FileChannel channel = FileChannel.open(
                    newest.get(), StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                mend(channel, head, done);
            }
        }
        return done;
    }

    private void mend(FileChannel channel, Optional<Head> head, List<String> done) throws IOException {
        byte[] tail = LogFile.lastLine(channel);
        Optional<Sha256> before = AuditChain.link(LogFile.withoutNewline(tail)).map(AuditChain.Link::prev);
        if (before.isPresent() && before.equals(head.map(Head::hash))) {
            if (!LogFile.isEnded(tail)) {
                write(channel, new byte[] {'\n'});
            }
            channel.force(true);
            Sha256 hash =
                    AuditChain.link(LogFile.withoutNewline(tail)).orElseThrow().hash();
            keep(new Head(head.orElseThrow().entries() + 1, hash));
            done.add("The audit log's head was brought up to its last line.");
        } else if (isTorn(tail)) {
            channel.truncate(channel.size() - tail.length);
            channel.force(true);
            done.add("An unfinished line at the end of the audit log was removed.");
        } else if (tail.length > 0 && !LogFile.isEnded(tail)) {
            write(channel, new byte[] {'\n'}); // A log of AgntOS 1.x may lack its last newline.
        }
    }

    /// True for a piece of a line of ours. After a power cut bytes that never reached the disk may read as
    /// zeros, which no line has.
    private static boolean isTorn(byte[] tail) {
        String text = new String(tail, StandardCharsets.ISO_8859_1);
        boolean isPiece = text.startsWith(AuditChain.START) || AuditChain.START.startsWith(text);
        return tail.length > 0 && ((isPiece && !LogFile.isEnded(tail)) || text.indexOf('\0') >= 0);
    }

    /// The file with the last line: a new one may still be empty.
    private Optional<Path> newest() throws IOException {
        for (Path file : AuditFiles.of(paths).reversed()) {
            if (LogFile.exists(file) && Files.size(file) > 0) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /// Writes one entry and forces it to disk. What needs room comes first and the line is the last of it, so
    /// an exception means that the entry is not in the log.
    public void append(ObjectNode entry) throws IOException {
        repair();
        Path log = paths.auditLog();
        Folder.make(paths.log()).close();
        if (LogFile.exists(log) && Files.size(log) >= full) {
            Files.move(log, AuditFiles.next(paths), StandardCopyOption.ATOMIC_MOVE);
        }
        boolean isNew = !LogFile.exists(log);
        try (FileChannel channel = FileChannel.open(
                log,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            if (isNew) {
                Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
                Folder.sync(paths.log());
            }
            append(channel, entry, headBefore());
        }
    }

    private void append(FileChannel channel, ObjectNode entry, Head before) throws IOException {
        byte[] line = AuditChain.seal(entry, before.hash());
        Head after =
                new Head(before.entries() + 1, new Sha256(entry.path("hash").asText()));
        try (Folder lib = Folder.make(paths.lib())) {
            lib.stage(HEAD, bytes(after));
            try {
                write(channel, line);
            } catch (IOException e) {
                lib.discard(HEAD);
                throw e;
            }
            try {
                lib.commit(HEAD);
            } catch (IOException e) {
                // The line is durable, so the entry counts: nothing may fail from here on. The next start mends it.
            }
        }
    }

    private void keep(Head head) throws IOException {
        try (Folder lib = Folder.make(paths.lib())) {
            lib.write(HEAD, bytes(head));
        }
    }

    /// Keeps the head of no line, if there is none. To be called before anything else shows that this machine
    /// was used: so a head never lacks beside a line or a manifest of ours unless somebody took it away.
    public void begin() throws IOException {
        headBefore();
    }

    /// The head there is. Without one the chain begins here, over whatever is in the log; and as long as it
    /// has no line,
    /// AgntOS 1.x may still write.
    private Head headBefore() throws IOException {
        Optional<Head> known = readHead();
        boolean isBegun = known.isPresent()
                && (known.get().entries() > 0 || known.get().hash().equals(AuditChain.GONE));
        if (isBegun) {
            return known.get();
        }
        boolean isGone = known.isEmpty() && AuditFiles.hasTraces(paths);
        Head first = new Head(0, isGone ? AuditChain.GONE : beforeTheChain());
        if (!known.equals(Optional.of(first))) {
            keep(first);
        }
        return first;
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        long end = channel.size();
        try {
            channel.position(end);
            for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                channel.write(left);
            }
            channel.force(true);
        } catch (IOException e) {
            channel.truncate(end);
            throw e;
        }
    }

    /// The id of the last line if it is a whole line of the chain.
    public Optional<String> lastId() throws IOException {
        Optional<Path> newest = newest();
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(newest.get(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            byte[] line = LogFile.withoutNewline(LogFile.lastLine(channel));
            return AuditChain.link(line).flatMap(_ -> entry(line)).map(AuditLog::id);
        }
    }

    /// The line of an entry as it stands in the log; its newline is cut off. An old line only has to name the
    /// id.
    public Optional<byte[]> find(String id) throws IOException {
        String wanted = "\"id\":\"" + id + "\"";
        Predicate<byte[]> isIt = line ->
                !AuditChain.isChained(line) || entry(line).map(AuditLog::id).equals(Optional.of(id));
        for (Path file : AuditFiles.of(paths).reversed()) {
            LogFile.exists(file);
            try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                Stream<String> naming = lines.filter(line -> line.contains(wanted));
                Optional<byte[]> found = naming.map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
                        .filter(isIt)
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
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
        return entry.path("id").asText();
    }

    private Optional<Head> readHead() throws IOException {
        Path file = paths.auditHead();
        if (!LogFile.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            ObjectNode head = Json.parseObject(new String(in.readNBytes(MAX_HEAD), StandardCharsets.UTF_8));
            Sha256 hash = new Sha256(head.path("hash").asText());
            return Optional.of(
                    new Head(Long.parseUnsignedLong(head.path("entries").asText()), hash));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw LogFile.damaged(file, "is damaged");
        }
    }

    private static byte[] bytes(Head head) {
        return Json.bytes(Json.object("entries", head.entries(), "hash", head.hash()));
    }

    /// What the first line of the chain links to: everything that was in the log before.
    private Sha256 beforeTheChain() throws IOException {
        MessageDigest digest = Sha256.digest();
        long size = 0;
        try (OutputStream all = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            for (Path file : AuditFiles.of(paths)) {
                size += Files.copy(file, all);
            }
        }
        return size == 0 ? Sha256.ZERO : new Sha256(HexFormat.of().formatHex(digest.digest()));
    }
}
