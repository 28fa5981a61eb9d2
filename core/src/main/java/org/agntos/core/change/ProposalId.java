package org.agntos.core.change;

import java.util.Optional;
import java.util.regex.Pattern;

/// Names a proposal and its file `proposals/<id>.json`: `p-` and hexadecimal digits, as AgntOS 1.x wrote them.
public record ProposalId(String value) {
    private static final Pattern GRAMMAR = Pattern.compile("p-[0-9a-f]{1,32}");

    public ProposalId {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a proposal id: '" + value + "' (expected: p- and hex digits)");
        }
    }

    public static Optional<ProposalId> parse(String text) {
        return GRAMMAR.matcher(text).matches() ? Optional.of(new ProposalId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
