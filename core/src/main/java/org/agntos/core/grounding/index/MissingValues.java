package org.agntos.core.grounding.index;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Puts `null` where JSON lacks a value, as in `"broken": }`: so `nix-env --json --meta` of Nix 2.8 writes a package
/// whose meta cannot be evaluated (https://github.com/NixOS/nix/issues/6922). Everything else passes as it is.
final class MissingValues extends FilterInputStream {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private boolean isInText;
    private boolean isEscaped;
    private boolean awaitsValue;
    private int toInsert;

    MissingValues(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int written = 0;
        while (written < length) {
            if (toInsert > 0) {
                target[offset + written++] = NULL[NULL.length - toInsert--];
            } else if (at == end && (written > 0 || !fill())) {
                return written == 0 ? -1 : written;
            } else if (mustInsert(buffer[at])) {
                toInsert = NULL.length;
                awaitsValue = false;
            } else {
                byte b = buffer[at++];
                follow(b);
                target[offset + written++] = b;
            }
        }
        return written;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private boolean mustInsert(byte b) {
        return awaitsValue && (b == '}' || b == ']' || b == ',');
    }

    private void follow(byte b) {
        if (isInText) {
            if (isEscaped) {
                isEscaped = false;
            } else if (b == '\\') {
                isEscaped = true;
            } else if (b == '"') {
                isInText = false;
            }
        } else if (b == '"') {
            isInText = true;
            awaitsValue = false;
        } else if (b == ':') {
            awaitsValue = true;
        } else if (b > ' ' || b < 0) {
            awaitsValue = false;
        }
    }
}
