package org.agntos.core.change.explain;

import java.util.Locale;

/// The kinds of error that are told apart.
public enum ErrorFamily {
    UNKNOWN_OPTION,
    REMOVED_OPTION,
    RENAMED_OPTION,
    READ_ONLY_OPTION,
    WRONG_TYPE,
    CONFLICT,
    NO_VALUE,
    ASSERTION,
    UNKNOWN_PACKAGE,
    RENAMED_PACKAGE,
    UNFREE,
    INSECURE,
    BROKEN,
    UNSUPPORTED_PLATFORM,
    MISSING_ATTRIBUTE,
    UNDEFINED_VARIABLE,
    MISSING_ARGUMENT,
    SYNTAX,
    DEFINED_TWICE,
    WRONG_KIND_OF_VALUE,
    NOT_A_MODULE,
    INFINITE_RECURSION,
    FILE_MISSING,
    NOT_TRACKED,
    IMPURE,
    HASH_MISMATCH,
    NO_NETWORK,
    DISK_FULL,
    NO_PERMISSION,
    OUT_OF_MEMORY,
    BUILD_FAILED,
    COLLISION,
    OWN_WORDS,
    UNRECOGNISED;

    /// The name in documents, such as `wrong type`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
