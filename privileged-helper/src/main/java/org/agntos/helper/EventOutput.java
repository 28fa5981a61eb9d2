package org.agntos.helper;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.agntos.helper.protocol.EventJson;
import org.agntos.helper.protocol.HelperEvent;

/// Standard output: one event a line, each flushed. Safe for any thread. A reader that has gone away does not stop a
/// transaction that is past cancelling.
final class EventOutput {
    private final OutputStream out;
    private boolean isBroken;

    EventOutput(OutputStream out) {
        this.out = out;
    }

    synchronized void send(HelperEvent event) {
        if (isBroken) {
            return;
        }
        try {
            out.write((EventJson.write(event) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            isBroken = true;
        }
    }
}
