package org.agntos.app.diff;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds which elements of one list stay in the other: a shortest edit, in linear space.
final class LineMatcher {
    /// Above this product of lengths the elements between common beginning and end count as replaced, so that
    /// hostile input cannot hold the window.
    private static final long LIMIT = 400_000_000L;

    private LineMatcher() {}

    /// Equal pairs in ascending order on both sides.
    record Match(int before, int after) {}

    static <T> List<Match> match(List<T> before, List<T> after) {
        int start = 0;
        int shorter = Math.min(before.size(), after.size());
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < start; i++) {
            matches.add(new Match(i, i));
        }
        matchMiddle(before, after, start, end, matches);
        for (int i = end; i > 0; i--) {
            matches.add(new Match(before.size() - i, after.size() - i));
        }
        return matches;
    }

    private static <T> void matchMiddle(List<T> before, List<T> after, int start, int end, List<Match> matches) {
        // What only one side has can never match; without it two wholly different files cost nothing.
        List<Integer> oldIndexes = common(before, start, before.size() - end, after, after.size() - end);
        List<Integer> newIndexes = common(after, start, after.size() - end, before, before.size() - end);
        if ((long) oldIndexes.size() * newIndexes.size() > LIMIT) {
            return;
        }
        List<T> oldElements = oldIndexes.stream().map(before::get).toList();
        List<T> newElements = newIndexes.stream().map(after::get).toList();
        int oldAt = 0;
        int newAt = 0;
        for (Change change : new MyersDiffWithLinearSpace<T>().computeDiff(oldElements, newElements, null)) {
            if (change.deltaType == DeltaType.EQUAL) {
                continue;
            }
            while (oldAt < change.startOriginal) {
                matches.add(new Match(oldIndexes.get(oldAt++), newIndexes.get(newAt++)));
            }
            oldAt = change.endOriginal;
            newAt = change.endRevised;
        }
        while (oldAt < oldElements.size()) {
            matches.add(new Match(oldIndexes.get(oldAt++), newIndexes.get(newAt++)));
        }
    }

    private static <T> List<Integer> common(List<T> elements, int from, int to, List<T> others, int othersTo) {
        Set<T> known = new HashSet<>(others.subList(from, othersTo));
        List<Integer> indexes = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (known.contains(elements.get(i))) {
                indexes.add(i);
            }
        }
        return indexes;
    }
}
