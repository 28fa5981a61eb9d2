package org.agntos.core.model;

/// Hears of an answer while it is made. Called on the thread that asked, in order.
public interface ReplyListener {
    /// A piece of the answer.
    void text(String piece);

    /// A piece of what the model thinks before it answers; it is no part of the answer.
    default void thinking(String piece) {}

    /// Plain words about the way to the answer, such as `Waiting 4 s: the server is busy.` or `ollama does not answer;
    /// going on with the built-in planner.`
    default void notice(String words) {}
}
