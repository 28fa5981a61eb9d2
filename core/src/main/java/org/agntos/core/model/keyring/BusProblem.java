package org.agntos.core.model.keyring;

/// The session bus or the service on it did not do what was asked. Holds no secret.
final class BusProblem extends Exception {
    BusProblem(String message, Throwable cause) {
        super(message, cause);
    }

    BusProblem(String message) {
        super(message);
    }
}
