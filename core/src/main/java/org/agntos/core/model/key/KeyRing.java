package org.agntos.core.model.key;

/// Where the desktop keeps secrets. May ask the person to unlock it, and blocks until then.
public interface KeyRing {
    /// What came of looking for an entry.
    sealed interface Finding {
        record Found(String secret) implements Finding {
            /// Shows nothing.
            @Override
            public String toString() {
                return "Found[••••]";
            }
        }

        record Absent() implements Finding {}

        /// @param why in words; @param next what the person can do
        record Unusable(String why, String next) implements Finding {}
    }

    /// @param label the name under which [#store] kept it
    Finding find(String label) throws InterruptedException;

    /// Keeps a secret, in place of one of the same name. [Finding.Found] if it is kept.
    Finding store(String label, String secret) throws InterruptedException;
}
