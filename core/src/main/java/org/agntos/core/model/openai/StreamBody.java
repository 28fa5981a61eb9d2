package org.agntos.core.model.openai;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A response's body as a stream that notices silence and can be interrupted. The connection is asked for more only
/// when everything was read, so that a fast server cannot fill the memory.
final class StreamBody extends InputStream implements BodySubscriber<InputStream> {
    private sealed interface Piece {
        record Bytes(List<ByteBuffer> buffers) implements Piece {}

        record End() implements Piece {}

        record Broken(Throwable cause) implements Piece {}
    }

    private Duration silence;
    private final LinkedBlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
    private List<ByteBuffer> current = List.of();
    private int at;
    private @Nullable Piece last;

    /// @param silence after which a read fails with a [SocketTimeoutException]
    StreamBody(Duration silence) {
        this.silence = silence;
    }

    /// From now on a read waits no longer than this. For the thread that reads.
    void hurry(Duration limit) {
        if (limit.compareTo(silence) < 0) {
            silence = limit;
        }
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        if (!subscribed.complete(subscription)) {
            subscription.cancel();
            return;
        }
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        pieces.add(new Piece.Bytes(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        pieces.add(new Piece.Broken(cause));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece.End());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = nextBuffer();
        if (buffer == null) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, count);
        return count;
    }

    private @Nullable ByteBuffer nextBuffer() throws IOException {
        while (true) {
            while (at < current.size()) {
                if (current.get(at).hasRemaining()) {
                    return current.get(at);
                }
                at++;
            }
            switch (nextPiece()) {
                case Piece.End() -> {
                    return null;
                }
                case Piece.Broken(Throwable cause) -> throw new IOException(cause);
                case Piece.Bytes(List<ByteBuffer> buffers) -> {
                    current = buffers;
                    at = 0;
                    subscribed.join().request(1);
                }
            }
        }
    }

    private Piece nextPiece() throws IOException {
        Piece ended = last;
        if (ended != null) {
            return ended;
        }
        try {
            Piece piece = pieces.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
            if (piece == null) {
                throw new SocketTimeoutException("silent for " + silence);
            }
            if (!(piece instanceof Piece.Bytes)) {
                last = piece;
            }
            return piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("cancelled");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    @Override
    public void close() {
        if (subscribed.isDone()) {
            subscribed.join().cancel();
        } else {
            subscribed.cancel(false);
        }
    }
}
