package org.agntos.core.model.openai;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Reads server-sent events from a body, with limits. A stream of comments alone, which some gateways send so that
/// proxies keep the connection, counts as silence after a while.
final class EventReader {
    /// Thrown when a body is larger than any answer.
    static final class TooLarge extends IOException {
        TooLarge() {
            super("the answer is larger than any answer should be");
        }
    }

    /// @param name empty for most; @param data one or more lines
    record Event(String name, String data) {}

    private static final int LONGEST_LINE = 4 << 20;
    private static final long LARGEST_BODY = 32L << 20;
    private static final int COMMENTS_FOR = 4;

    private final InputStream in;
    private final Duration silence;
    private final LongSupplier nanos;
    private final byte[] buffer = new byte[8192];
    private int at;
    private int end;
    private long total;
    private boolean isAfterReturn;
    private boolean isFirstLine = true;

    EventReader(InputStream in, Duration silence, LongSupplier nanos) {
        this.in = in;
        this.silence = silence;
        this.nanos = nanos;
    }

    /// The next event that holds data, empty at the end of the body. An event that the end cuts short is given too.
    Optional<Event> next() throws IOException {
        StringBuilder data = new StringBuilder();
        String name = "";
        long began = nanos.getAsLong();
        while (true) {
            String line = line();
            if (line == null || line.isEmpty()) {
                if (!data.isEmpty()) {
                    return Optional.of(new Event(name, data.substring(0, data.length() - 1)));
                }
                if (line == null) {
                    return Optional.empty();
                }
                name = "";
            } else if (line.startsWith("data:")) {
                data.append(value(line, 5)).append('\n');
            } else if (line.startsWith("event:")) {
                name = value(line, 6);
            }
            if (data.length() > LONGEST_LINE) {
                throw new TooLarge();
            }
            if (nanos.getAsLong() - began > COMMENTS_FOR * silence.toNanos()) {
                throw new SocketTimeoutException("nothing but comments");
            }
        }
    }

    private static String value(String line, int from) {
        return line.startsWith(" ", from) ? line.substring(from + 1) : line.substring(from);
    }

    /// A line without its end, which may be LF, CR LF or CR; null at the end.
    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (at == end && !fill()) {
                return line.size() == 0 ? null : text(line);
            }
            byte next = buffer[at];
            at++;
            if (next == '\n' && isAfterReturn && line.size() == 0) {
                isAfterReturn = false;
                continue;
            }
            isAfterReturn = next == '\r';
            if (next == '\n' || next == '\r') {
                return text(line);
            }
            line.write(next);
            if (line.size() > LONGEST_LINE) {
                throw new TooLarge();
            }
        }
    }

    private String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        boolean hasMark = isFirstLine && text.startsWith("\uFEFF");
        isFirstLine = false;
        return hasMark ? text.substring(1) : text;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        at = 0;
        end = Math.max(0, count);
        total += end;
        if (total > LARGEST_BODY) {
            throw new TooLarge();
        }
        return count > 0;
    }
}
