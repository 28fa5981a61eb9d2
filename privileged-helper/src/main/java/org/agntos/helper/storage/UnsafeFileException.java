package org.agntos.helper.storage;

import java.io.IOException;

/// Something is in the place of a file or folder of ours that we refuse to follow, read or replace. The message says
/// what, in a sentence for people.
public final class UnsafeFileException extends IOException {
    UnsafeFileException(String message) {
        super(message);
    }
}
