package org.agntos.app.launcher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Puts what the sources found into one order. What fits better comes first; of what fits alike, what people want more
/// often. A whole sentence is for the assistant, unless something is called exactly so.
final class Ranking {
    /// Lines in the window, with the one that asks the assistant.
    static final int MOST = 8;

    private static final int MOST_OF_ONE_KIND = 4;
    private static final double SENTENCE = 0.88;

    private Ranking() {}

    static List<LauncherItem> of(String query, List<LauncherItem> found, LauncherItem ask) {
        List<LauncherItem> sorted = new ArrayList<>(found);
        sorted.add(ask);
        boolean isSentence = query.contains(" ");
        sorted.sort(Comparator.comparingDouble((LauncherItem item) -> -weight(item, isSentence))
                .thenComparingInt(item -> item.title().length()));
        Map<LauncherItem.Kind, Integer> counts = new EnumMap<>(LauncherItem.Kind.class);
        List<LauncherItem> best = new ArrayList<>();
        for (LauncherItem item : sorted) {
            boolean isAsk = item.kind() == LauncherItem.Kind.ASK;
            boolean hasRoom = best.size() < MOST - (best.contains(ask) || isAsk ? 0 : 1);
            if (hasRoom && counts.merge(item.kind(), 1, Integer::sum) <= MOST_OF_ONE_KIND) {
                best.add(item);
            }
        }
        return best;
    }

    private static double weight(LauncherItem item, boolean isSentence) {
        return switch (item.kind()) {
            case CALCULATION -> 3;
            case COMMAND -> item.fit() + 0.05;
            case SKILL -> item.fit() + 0.04;
            case PACKAGE -> item.fit() + 0.03;
            case OPTION -> item.fit();
            case CHANGE -> item.fit() - 0.05;
            case SESSION -> item.fit() - 0.08;
            case ASK -> isSentence ? SENTENCE : -1;
        };
    }
}
