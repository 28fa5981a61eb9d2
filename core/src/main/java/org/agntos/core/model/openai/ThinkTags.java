package org.agntos.core.model.openai;

/// Takes apart thinking and answer where a server sends both as one text, the thinking first and between
/// `<think>` and `</think>`. For one answer; pieces may cut the tags anywhere.
final class ThinkTags {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private enum State {
        START,
        THINKING,
        ANSWER
    }

    private State state = State.START;
    private final StringBuilder held = new StringBuilder();

    /// Gives the answer's part of a piece and adds the thinking's part to `thinking`.
    String split(String piece, StringBuilder thinking) {
        if (state == State.ANSWER) {
            return piece;
        }
        held.append(piece);
        if (state == State.START) {
            String begun = held.toString().stripLeading();
            if (OPEN.startsWith(begun)) {
                return "";
            }
            if (!begun.startsWith(OPEN)) {
                state = State.ANSWER;
                return taken();
            }
            held.setLength(0);
            held.append(begun, OPEN.length(), begun.length());
            state = State.THINKING;
        }
        int close = held.indexOf(CLOSE);
        if (close >= 0) {
            thinking.append(held, 0, close);
            held.delete(0, close + CLOSE.length());
            state = State.ANSWER;
            return taken().stripLeading();
        }
        int safe = held.length() - overlap(held);
        thinking.append(held, 0, safe);
        held.delete(0, safe);
        return "";
    }

    /// What was held back because it might have become a tag; only text, for a thought that never ended is none.
    String rest() {
        return state == State.START ? taken() : "";
    }

    private String taken() {
        String text = held.toString();
        held.setLength(0);
        return text;
    }

    /// How many characters at the end may begin the closing tag.
    private static int overlap(CharSequence text) {
        for (int length = Math.min(CLOSE.length() - 1, text.length()); length > 0; length--) {
            if (CLOSE.startsWith(
                    text.subSequence(text.length() - length, text.length()).toString())) {
                return length;
            }
        }
        return 0;
    }
}
