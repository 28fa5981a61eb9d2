package org.agntos.core.agent;

import java.util.ArrayList;
import java.util.List;

/// What the person says while a turn runs. Safe for any thread; no word is lost: it is taken by the turn, or refused.
final class Steering {
    private final List<String> words = new ArrayList<>();
    private boolean isOpen;

    synchronized void open() {
        isOpen = true;
    }

    /// @return false if no turn listens any more
    synchronized boolean add(String text) {
        if (isOpen) {
            words.add(text);
        }
        return isOpen;
    }

    synchronized List<String> take() {
        List<String> taken = List.copyOf(words);
        words.clear();
        return taken;
    }

    /// Ends the listening, unless something was said that the turn has not heard.
    synchronized boolean closeIfSilent() {
        isOpen = !words.isEmpty();
        return !isOpen;
    }

    /// Ends the listening in any case. @return what was not heard
    synchronized List<String> close() {
        isOpen = false;
        return take();
    }
}
