package org.agntos.core.session;

/// The session database could not be read or written. The message is for people.
public final class SessionStoreFailed extends RuntimeException {
    SessionStoreFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
