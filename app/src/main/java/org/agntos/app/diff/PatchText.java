package org.agntos.app.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Differences as text for the clipboard.
final class PatchText {
    private PatchText() {}

    /// A unified diff that `patch -p1` can apply.
    static String of(List<FileComparison> files) {
        StringBuilder text = new StringBuilder();
        for (FileComparison file : files) {
            String path = file.diff().path().value();
            text.append("--- ")
                    .append(file.diff().before() == null ? "/dev/null" : "a/" + path)
                    .append("\n+++ ")
                    .append(file.diff().after() == null ? "/dev/null" : "b/" + path)
                    .append('\n');
            hunks(file).forEach(hunk -> append(text, hunk));
        }
        return text.toString();
    }

    /// Chosen rows, each line with `+`, `-` or a space before it; a single line comes bare.
    static String ofRows(List<DiffRow> rows) {
        List<DiffRow.Line> lines = new ArrayList<>();
        for (DiffRow row : rows) {
            if (row instanceof DiffRow.Line line && line.part() == 0) {
                lines.add(line);
            }
        }
        if (lines.size() == 1) {
            DiffRow.Line only = lines.getFirst();
            return only.hasAfter()
                    ? only.file().after().shownLine(only.pair().after())
                    : only.file().before().shownLine(only.pair().before());
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> appendLine(text, line));
        return text.toString();
    }

    private static List<List<DiffRow.Line>> hunks(FileComparison file) {
        List<List<DiffRow.Line>> hunks = new ArrayList<>();
        List<DiffRow.Line> open = new ArrayList<>();
        for (DiffRow row : DiffRows.of(List.of(file), DiffLayout.UNIFIED, Set.of(), Set.of())) {
            switch (row) {
                case DiffRow.Header _, DiffRow.Note _ -> {}
                case DiffRow.Line line -> {
                    if (line.part() == 0) {
                        open.add(line);
                    }
                }
                case DiffRow.Fold _ -> {
                    hunks.add(open);
                    open = new ArrayList<>();
                }
            }
        }
        hunks.add(open);
        hunks.removeIf(hunk -> hunk.stream().allMatch(line -> line.change() == DiffRow.Change.SAME));
        return hunks;
    }

    private static void append(StringBuilder text, List<DiffRow.Line> hunk) {
        int oldStart = hunk.stream()
                .filter(DiffRow.Line::hasBefore)
                .mapToInt(l -> l.pair().before() + 1)
                .findFirst()
                .orElse(0);
        int newStart = hunk.stream()
                .filter(DiffRow.Line::hasAfter)
                .mapToInt(l -> l.pair().after() + 1)
                .findFirst()
                .orElse(0);
        long oldCount = hunk.stream().filter(DiffRow.Line::hasBefore).count();
        long newCount = hunk.stream().filter(DiffRow.Line::hasAfter).count();
        text.append("@@ -%d,%d +%d,%d @@\n".formatted(oldStart, oldCount, newStart, newCount));
        hunk.forEach(line -> appendLine(text, line));
    }

    private static void appendLine(StringBuilder text, DiffRow.Line line) {
        switch (line.change()) {
            case SAME -> append(text, ' ', line.file().after(), line.pair().after());
            case ADDED -> append(text, '+', line.file().after(), line.pair().after());
            case REMOVED -> append(text, '-', line.file().before(), line.pair().before());
            case REPLACED -> {
                append(text, '-', line.file().before(), line.pair().before());
                append(text, '+', line.file().after(), line.pair().after());
            }
        }
    }

    private static void append(StringBuilder text, char sign, SourceText source, int line) {
        text.append(sign).append(source.line(line));
        if (source.endsWithoutNewline(line)) {
            text.append("\n\\ No newline at end of file\n");
        }
    }
}
