package org.agntos.app.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which rows are shown. Absent means any.
///
/// @param text words that must all be in the row
/// @param file a managed file that must be touched, such as `packages/htop.nix`
public record TimelineFilter(
        String text, Optional<ActKind> kind, Optional<ActResult> result, Optional<String> who, Optional<String> file) {
    public static final TimelineFilter ALL =
            new TimelineFilter("", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public boolean isAll() {
        return equals(ALL);
    }

    TimelineFilter withText(String words) {
        return new TimelineFilter(words.strip(), kind, result, who, file);
    }

    TimelineFilter withKind(Optional<ActKind> wanted) {
        return new TimelineFilter(text, wanted, result, who, file);
    }

    TimelineFilter withResult(Optional<ActResult> wanted) {
        return new TimelineFilter(text, kind, wanted, who, file);
    }

    TimelineFilter withWho(Optional<String> wanted) {
        return new TimelineFilter(text, kind, result, wanted, file);
    }

    TimelineFilter withFile(Optional<String> wanted) {
        return new TimelineFilter(text, kind, result, who, wanted);
    }

    /// Whether every row this lets through is one that `other` lets through too.
    boolean narrows(TimelineFilter other) {
        return text.startsWith(other.text) && withText(other.text).equals(other);
    }

    List<TimelineRow> select(List<TimelineRow> rows) {
        if (isAll()) {
            return rows;
        }
        String[] words =
                text.isEmpty() ? new String[0] : text.toLowerCase(Locale.ROOT).split("\\s+", -1);
        List<TimelineRow> found = new ArrayList<>();
        for (TimelineRow row : rows) {
            if (matches(row, words)) {
                found.add(row);
            }
        }
        return found;
    }

    private boolean matches(TimelineRow row, String[] words) {
        for (String word : words) {
            if (!row.searched().contains(word)) {
                return false;
            }
        }
        return (kind.isEmpty() || kind.get() == row.kind())
                && (result.isEmpty() || result.get() == row.result())
                && (who.isEmpty() || who.get().equals(row.who()))
                && (file.isEmpty() || row.files().contains(file.get()));
    }
}
