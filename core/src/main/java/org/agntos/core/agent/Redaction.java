package org.agntos.core.agent;

import java.util.regex.Pattern;

/// Takes keys and tokens out of a request before it is stored, shown to a model or recorded.
final class Redaction {
    static final String MARK = "[secret removed]";

    private static final Pattern SECRET =
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"
                    + "|\\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)?[-_]?[A-Za-z0-9_-]{8,}"
                    + "|\\bgh[pousr]_[A-Za-z0-9]{16,}|\\bgithub_pat_[A-Za-z0-9_]{20,}|\\bglpat-[A-Za-z0-9_-]{16,}"
                    + "|\\bxox[abprs]-[A-Za-z0-9-]{10,}|\\bAKIA[0-9A-Z]{16}\\b|\\btskey-[A-Za-z0-9-]{10,}"
                    + "|\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*");

    private Redaction() {}

    static String redact(String text) {
        return SECRET.matcher(text).replaceAll(MARK);
    }
}
