package org.agntos.app.timeline;

import java.util.Arrays;
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

    List<TimelineRow> select(List<TimelineRow> rows) {
        if (isAll()) {
            return rows;
        }
        List<String> words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        return rows.stream().filter(row -> matches(row, words)).toList();
    }

    private boolean matches(TimelineRow row, List<String> words) {
        return kind.map(wanted -> wanted == row.kind()).orElse(true)
                && result.map(wanted -> wanted == row.result()).orElse(true)
                && who.map(wanted -> wanted.equals(row.who())).orElse(true)
                && file.map(row.files()::contains).orElse(true)
                && words.stream().allMatch(row.searched()::contains);
    }
}
