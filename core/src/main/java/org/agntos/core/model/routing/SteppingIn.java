package org.agntos.core.model.routing;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.agntos.core.model.ChatModel;
import org.agntos.core.model.ReplyListener;
import org.agntos.core.model.openai.Attempt;
import org.agntos.core.model.openai.Fault;
import org.agntos.core.model.openai.OpenAiModel;

/// A model with others that step in, in order, when it gives no answer; the last is the built-in planner. Each step is
/// told to the person. Within one conversation's turn, whoever stepped in goes on: made anew for each turn.
final class SteppingIn implements ChatModel {
    private final List<OpenAiModel> chain;
    private final ChatModel planner;
    private final AtomicInteger current = new AtomicInteger();

    /// @param chain at least one
    SteppingIn(List<OpenAiModel> chain, ChatModel planner) {
        this.chain = List.copyOf(chain);
        this.planner = planner;
    }

    @Override
    public String displayName() {
        int at = current.get();
        return at < chain.size() ? chain.get(at).displayName() : planner.displayName();
    }

    @Override
    public OptionalInt contextTokens() {
        int at = current.get();
        return at < chain.size() ? chain.get(at).contextTokens() : planner.contextTokens();
    }

    @Override
    public Reply reply(Prompt prompt, ReplyListener listener) throws InterruptedException {
        for (int at = current.get(); at < chain.size(); at++) {
            Attempt attempt = chain.get(at).attempt(prompt, listener);
            switch (attempt) {
                case Attempt.Answered(Reply.Complete reply) -> {
                    return reply;
                }
                case Attempt.Failed failed -> {
                    if (failed.hasShownText() || !isForAnother(failed.fault().kind())) {
                        return failed.reply();
                    }
                    current.set(at + 1);
                    String next = at + 1 < chain.size() ? chain.get(at + 1).displayName() : "the built-in planner";
                    listener.notice(failed.fault().message() + " Going on with " + next + ".");
                }
            }
        }
        return planner.reply(prompt, listener);
    }

    /// A request that is wrong or too long for one is so for the next.
    private static boolean isForAnother(Fault.Kind kind) {
        return switch (kind) {
            case BAD_REQUEST, TOO_LONG, TOO_LARGE -> false;
            case NAME_NOT_FOUND,
                    NOT_LISTENING,
                    NO_CONNECTION,
                    TLS,
                    LOCAL_ONLY,
                    NO_KEY,
                    KEY_REFUSED,
                    NO_CREDIT,
                    NO_SUCH_MODEL,
                    NO_TOOLS,
                    NOT_AN_ENDPOINT,
                    REDIRECTED,
                    BUSY,
                    SERVER_FAILED,
                    SILENT,
                    BROKEN_OFF,
                    MALFORMED,
                    EMPTY -> true;
        };
    }
}
