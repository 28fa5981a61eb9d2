package org.agntos.core.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// The text of a memory file as lines: `§ Section` and below it `- bullet`. Lines of another form are kept as they are.
final class MemoryText {
    private static final String SECTION = "§ ";
    private static final String BULLET = "- ";

    private MemoryText() {}

    static boolean isSection(String line) {
        return line.startsWith(SECTION);
    }

    static boolean isBullet(String line) {
        return line.startsWith(BULLET);
    }

    static boolean holdsBullet(String text, String content) {
        return text.lines()
                .filter(MemoryText::isBullet)
                .anyMatch(line -> line.substring(BULLET.length()).strip().equalsIgnoreCase(content));
    }

    static String add(String text, String section, String content) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = lines.indexOf(SECTION + section);
        if (at < 0) {
            lines.add(SECTION + section);
            lines.add(BULLET + content);
            return join(lines);
        }
        int end = at + 1;
        while (end < lines.size() && !isSection(lines.get(end))) {
            end++;
        }
        while (end > at + 1 && lines.get(end - 1).isBlank()) {
            end--;
        }
        lines.add(end, BULLET + content);
        return join(lines);
    }

    /// Removes the first line, other than a section's name, that holds `target`, else the section of that name.
    static String remove(String text, String target) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        String wanted = target.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lines.size(); i++) {
            if (!isSection(lines.get(i))
                    && lines.get(i).toLowerCase(Locale.ROOT).contains(wanted)) {
                lines.remove(i);
                return join(withoutEmptySections(lines));
            }
        }
        return text;
    }

    private static List<String> withoutEmptySections(List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!isSection(lines.get(i)) || hasContent(lines, i)) {
                kept.add(lines.get(i));
            }
        }
        return kept;
    }

    private static boolean hasContent(List<String> lines, int section) {
        for (int i = section + 1; i < lines.size() && !isSection(lines.get(i)); i++) {
            if (!lines.get(i).isBlank()) {
                return true;
            }
        }
        return false;
    }

    static String consolidate(String text) {
        List<String> result = new ArrayList<>();
        List<String> bullets = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (isBullet(line)) {
                bullets.add(line.substring(BULLET.length()).strip());
            } else if (!line.isBlank()) {
                merge(bullets, result);
                result.add(line);
            }
        }
        merge(bullets, result);
        return join(withoutEmptySections(result));
    }

    /// Moves the bullets to the result: sorted, without repetitions, the longer of two that share over half their
    /// words.
    private static void merge(List<String> bullets, List<String> result) {
        List<String> kept = new ArrayList<>();
        for (String bullet : new TreeSet<>(bullets)) {
            int similar = indexOfSimilar(kept, bullet);
            if (similar < 0) {
                kept.add(bullet);
            } else if (bullet.length() > kept.get(similar).length()) {
                kept.set(similar, bullet);
            }
        }
        kept.forEach(bullet -> result.add(BULLET + bullet));
        bullets.clear();
    }

    private static int indexOfSimilar(List<String> bullets, String bullet) {
        Set<String> words = words(bullet);
        for (int i = 0; i < bullets.size(); i++) {
            Set<String> both = new HashSet<>(words(bullets.get(i)));
            Set<String> any = new HashSet<>(both);
            both.retainAll(words);
            any.addAll(words);
            if (!any.isEmpty() && both.size() * 2 > any.size()) {
                return i;
            }
        }
        return -1;
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>(List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}.]+", -1)));
        words.remove("");
        return words;
    }

    private static String join(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
