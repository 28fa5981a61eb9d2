package org.agntos.helper;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.agntos.helper.protocol.Failure;
import org.agntos.helper.protocol.RequestJson;
import org.agntos.helper.rebuild.Cancellation;

/// Standard input: one request, then the wish to cancel.
///
/// The request ends at the first newline, and closing the input after that asks to cancel. A request that
/// ends without a newline, because the input was closed at once, cannot be cancelled.
final class RequestInput {
    private final InputStream in;
    private boolean isEnded;

    RequestInput(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /// Blocks until the request is there whole. What is larger than allowed is read no further than is needed
    /// to know.
    ///
    /// @throws Failure if there is no standard input, or it can only be written to
    byte[] readRequest() throws Failure {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        try {
            int next = in.read();
            while (next >= 0 && next != '\n' && request.size() <= RequestJson.MAX_BYTES) {
                request.write(next);
                next = in.read();
            }
            isEnded = next < 0;
            return request.toByteArray();
        } catch (IOException e) {
            throw Failure.badRequest("standard input cannot be read");
        }
    }

    /// Asks for cancellation, on a thread of its own, as soon as the input is closed. Whatever else comes is
    /// ignored.
    ///
    /// @return that thread; empty if the input ended with the request, so that nothing can be cancelled
    Optional<Thread> watch(Cancellation cancellation) {
        if (isEnded) {
            return Optional.empty();
        }
        return Optional.of(Thread.ofPlatform().daemon().name("cancel").start(() -> {
            try {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // An input that cannot be read is as good as closed.
            }
            cancellation.request();
        }));
    }
}
