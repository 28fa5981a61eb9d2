package org.agntos.core.model.openai;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.model.ReplyListener;
import org.agntos.core.model.Usage;
import org.jspecify.annotations.Nullable;

/// What one answer has become so far. The library only adds to it; the listener is told by [#pass], outside the
/// library, which would swallow what a listener throws. For one thread.
final class Answer implements StreamingChatResponseHandler {
    private final ReplyListener listener;
    private final boolean hidesCalls;
    private final StringBuilder waiting = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    /// From the first block of a call in the text on; nothing of it is shown.
    private final StringBuilder hidden = new StringBuilder();
    private long told;
    private @Nullable ChatResponse response;
    private @Nullable Throwable libraryProblem;

    /// @param hidesCalls whether calls may stand in the text
    Answer(ReplyListener listener, boolean hidesCalls) {
        this.listener = listener;
        this.hidesCalls = hidesCalls;
    }

    @Override
    public void onPartialResponse(String piece) {
        waiting.append(piece);
    }

    @Override
    public void onPartialThinking(PartialThinking piece) {
        thinking.append(piece.text());
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
        response = complete;
    }

    @Override
    public void onError(Throwable error) {
        libraryProblem = error;
    }

    /// Tells the listener what has come since the last time.
    void pass() {
        if (!thinking.isEmpty()) {
            listener.thinking(taken(thinking, thinking.length()));
        }
        if (waiting.isEmpty()) {
            return;
        }
        if (!hidesCalls) {
            show(waiting.length());
        } else if (!hidden.isEmpty()) {
            hidden.append(taken(waiting, waiting.length()));
        } else {
            int call = waiting.indexOf(TextTools.OPEN);
            show(call >= 0 ? call : waiting.length() - overlap());
            if (call >= 0) {
                hidden.append(taken(waiting, waiting.length()));
            }
        }
    }

    /// Tells what was held back because it might have become a call.
    void passRest() {
        pass();
        if (hidden.isEmpty()) {
            show(waiting.length());
        }
    }

    private void show(int length) {
        if (length > 0) {
            String piece = taken(waiting, length);
            text.append(piece);
            listener.text(piece);
        }
    }

    private int overlap() {
        for (int length = Math.min(TextTools.OPEN.length() - 1, waiting.length()); length > 0; length--) {
            if (TextTools.OPEN.startsWith(waiting.substring(waiting.length() - length))) {
                return length;
            }
        }
        return 0;
    }

    private String taken(StringBuilder from, int length) {
        String piece = from.substring(0, length);
        from.delete(0, length);
        told += length;
        return piece;
    }

    boolean hasShownText() {
        return !text.isEmpty();
    }

    /// In characters, thinking and hidden calls included.
    long length() {
        return told + hidden.length();
    }

    String text() {
        return text.toString();
    }

    boolean hasLibraryProblem() {
        return libraryProblem != null;
    }

    /// The calls in the text, from the first block on; empty for a model that calls as the protocol has it.
    List<ToolCall> callsInText(int request) {
        return TextTools.calls(hidden.toString(), request);
    }

    Usage usage() {
        ChatResponse complete = response;
        TokenUsage tokens = complete == null ? null : complete.tokenUsage();
        return tokens == null || tokens.inputTokenCount() == null || tokens.outputTokenCount() == null
                ? Usage.UNKNOWN
                : new Usage(tokens.inputTokenCount(), tokens.outputTokenCount());
    }
}
