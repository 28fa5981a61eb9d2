package org.agntos.core.cli;

/// The person's yes to what was just shown.
final class Consent {
    private Consent() {}

    enum Answer {
        YES,
        /// No, or nobody there; the message has been written.
        NO
    }

    /// @param isGiven true after `--yes`
    static Answer ask(Context context, boolean isGiven, String question, String refusal) {
        if (isGiven) {
            return Answer.YES;
        }
        Output out = context.output();
        if (!context.person().isThere() || out.isJson()) {
            out.fail(
                    ExitStatus.DENIED,
                    "needs_approval",
                    "Nobody is here to approve this, so nothing was done.",
                    "Look at it, then run the same command with --yes.");
            return Answer.NO;
        }
        if (context.person().agrees(out, question)) {
            return Answer.YES;
        }
        out.fail(ExitStatus.DENIED, "denied", refusal, "");
        return Answer.NO;
    }
}
