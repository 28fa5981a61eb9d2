package org.agntos.app.diff;

import org.agntos.app.i18n.Messages;

/// What a row says in words: for screen readers, and on screen where it has no code.
final class RowText {
    private RowText() {}

    static String of(DiffRow row) {
        return switch (row) {
            case DiffRow.Header header ->
                Messages.format(
                        header.isOpen() ? "diff.row.file-open" : "diff.row.file-closed",
                        header.file().diff().path().value(),
                        state(header.file().state()),
                        header.file().addedLines(),
                        header.file().removedLines());
            case DiffRow.Fold fold -> Messages.format("diff.row.fold", fold.hiddenLines());
            case DiffRow.Note note ->
                switch (note.reason()) {
                    case EMPTY -> Messages.text("diff.row.empty");
                    case UNCHANGED -> Messages.text("diff.row.unchanged");
                };
            case DiffRow.Line line -> line(line);
        };
    }

    private static String line(DiffRow.Line line) {
        int before = line.pair().before();
        int after = line.pair().after();
        return switch (line.change()) {
            case SAME ->
                Messages.format(
                        "diff.row.same",
                        Integer.toString(after + 1),
                        line.file().after().shownLine(after));
            case ADDED ->
                Messages.format(
                        "diff.row.added",
                        Integer.toString(after + 1),
                        line.file().after().shownLine(after));
            case REMOVED ->
                Messages.format(
                        "diff.row.removed",
                        Integer.toString(before + 1),
                        line.file().before().shownLine(before));
            case REPLACED ->
                Messages.format(
                        "diff.row.replaced",
                        Integer.toString(after + 1),
                        line.file().before().shownLine(before),
                        line.file().after().shownLine(after));
        };
    }

    static String state(FileComparison.State state) {
        return switch (state) {
            case NEW -> Messages.text("diff.state.new");
            case CHANGED -> Messages.text("diff.state.changed");
            case DELETED -> Messages.text("diff.state.deleted");
            case UNCHANGED -> Messages.text("diff.state.unchanged");
        };
    }

    static String stateStyle(FileComparison.State state) {
        return switch (state) {
            case NEW -> "new";
            case CHANGED -> "changed";
            case DELETED -> "deleted";
            case UNCHANGED -> "unchanged";
        };
    }
}
