package org.agntos.core.model.openai;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why an endpoint gave no answer, in words for the person. Holds no key.
///
/// @param message what happened
/// @param next what the person can do
/// @param retryAfter how long the server asks to wait; null where it does not say
public record Fault(
        Kind kind, String message, String next, @Nullable Duration retryAfter) {
    Fault(Kind kind, String message, String next) {
        this(kind, message, next, null);
    }

    /// What can be done about it without the person.
    enum Remedy {
        /// Ask the same server again a little later, then another.
        RETRY,
        /// Ask another server.
        ELSEWHERE,
        /// Nothing: the person must do something.
        NONE
    }

    /// What went wrong.
    public enum Kind {
        NAME_NOT_FOUND(Remedy.ELSEWHERE),
        NOT_LISTENING(Remedy.ELSEWHERE),
        NO_CONNECTION(Remedy.RETRY),
        TLS(Remedy.ELSEWHERE),
        LOCAL_ONLY(Remedy.ELSEWHERE),
        NO_KEY(Remedy.ELSEWHERE),
        KEY_REFUSED(Remedy.ELSEWHERE),
        NO_CREDIT(Remedy.ELSEWHERE),
        NO_SUCH_MODEL(Remedy.ELSEWHERE),
        NO_TOOLS(Remedy.ELSEWHERE),
        NOT_AN_ENDPOINT(Remedy.ELSEWHERE),
        REDIRECTED(Remedy.ELSEWHERE),
        BAD_REQUEST(Remedy.NONE),
        TOO_LONG(Remedy.NONE),
        BUSY(Remedy.RETRY),
        SERVER_FAILED(Remedy.RETRY),
        SILENT(Remedy.ELSEWHERE),
        BROKEN_OFF(Remedy.RETRY),
        MALFORMED(Remedy.RETRY),
        TOO_LARGE(Remedy.NONE),
        EMPTY(Remedy.RETRY);

        private final Remedy remedy;

        Kind(Remedy remedy) {
            this.remedy = remedy;
        }

        Remedy remedy() {
            return remedy;
        }
    }
}
