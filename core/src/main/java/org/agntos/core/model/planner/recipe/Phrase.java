package org.agntos.core.model.planner.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One way of saying something, such as `port {port} | (clean|tidy) [up] [the] old generations`.
///
/// Words fit in any case and in the plural; `[…]` may be missing; `(a|b)` is either; `{name}` or `{name:kind}` is a
/// [Slot]; `...` is up to four other words; `^` and `$` are the ends of the request. A blank also fits a dash.
///
/// @param anchors one of these words is in every text that fits; empty if there is no such set
/// @param slots kinds by name
public record Phrase(Pattern pattern, Set<String> anchors, Map<String, Slot> slots) {
    public Phrase {
        anchors = Set.copyOf(anchors);
        slots = Map.copyOf(slots);
    }

    /// The alternatives of a text, which have `|` between.
    ///
    /// @throws IllegalArgumentException if the text is no phrase
    public static List<Phrase> all(String text) {
        return PhraseParser.alternatives(text).stream().map(PhraseParser::parse).toList();
    }

    boolean mayBeIn(Set<String> words) {
        if (anchors.isEmpty()) {
            return true;
        }
        for (String anchor : anchors) {
            if (words.contains(anchor)) {
                return true;
            }
        }
        return false;
    }

    /// The values of the slots of a match; empty if one of them is not what its kind wants.
    Optional<Map<String, String>> values(Matcher match) {
        Map<String, String> values = new java.util.LinkedHashMap<>();
        for (Map.Entry<String, Slot> slot : slots.entrySet()) {
            String found = match.group(slot.getKey());
            if (found != null) {
                Optional<Map<String, String>> read = slot.getValue().read(slot.getKey(), found.strip());
                if (read.isEmpty()) {
                    return Optional.empty();
                }
                values.putAll(read.get());
            }
        }
        return Optional.of(values);
    }
}
