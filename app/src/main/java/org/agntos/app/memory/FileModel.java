package org.agntos.app.memory;

import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.agntos.app.i18n.Messages;
import org.agntos.app.platform.SerialExecutor;
import org.agntos.app.platform.Threads;
import org.agntos.core.memory.Memory;
import org.agntos.core.memory.MemoryFile;
import org.jspecify.annotations.Nullable;

/// One memory file as it is edited: the draft, the text it started from, and what stands in the file now if someone
/// else changed it meanwhile. A draft is lost only by the person's own choice. UI thread.
public final class FileModel {
    private final Memory memory;
    private final MemoryFile file;
    private final Executor ui;
    private final Executor disk;

    private final StringProperty draft = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<MemoryCheck> check;
    private final ReadOnlyObjectWrapper<Notice> notice = new ReadOnlyObjectWrapper<>(Notice.NONE);
    private final ReadOnlyObjectWrapper<@Nullable String> theirs = new ReadOnlyObjectWrapper<>(null);
    private final ReadOnlyBooleanWrapper edited = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private String base = "";

    FileModel(Memory memory, MemoryFile file, Threads threads) {
        this.memory = memory;
        this.file = file;
        this.ui = threads.ui();
        this.disk = new SerialExecutor(threads.background());
        this.check = new ReadOnlyObjectWrapper<>(MemoryCheck.of(file, ""));
        draft.subscribe(text -> {
            check.set(MemoryCheck.of(file, text));
            edited.set(!text.equals(base));
        });
    }

    public MemoryFile file() {
        return file;
    }

    /// What the editor holds.
    public StringProperty draft() {
        return draft;
    }

    ReadOnlyObjectProperty<MemoryCheck> check() {
        return check.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Notice> notice() {
        return notice.getReadOnlyProperty();
    }

    /// The text of the file if it was changed elsewhere while the draft was edited, else null.
    public ReadOnlyObjectProperty<@Nullable String> theirs() {
        return theirs.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty edited() {
        return edited.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty undoable() {
        return undoable.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// Reads the file again. An edited draft stays, and the other text stands beside it.
    public void refresh() {
        disk.execute(() -> {
            String now = memory.read(file);
            boolean canUndo = memory.canUndo(file);
            ui.execute(() -> meet(now, canUndo));
        });
    }

    private void meet(String now, boolean canUndo) {
        undoable.set(canUndo);
        if (now.equals(base)) {
            theirs.set(null);
        } else if (!edited.get() || now.equals(draft.get())) {
            adopt(now);
        } else {
            theirs.set(now);
        }
    }

    private void adopt(String text) {
        base = text;
        theirs.set(null);
        draft.set(text);
        edited.set(false);
    }

    public void save() {
        if (!edited.get() || theirs.get() != null || check.get().level() == MemoryCheck.Level.OVER) {
            return;
        }
        String text = draft.get();
        String expected = base;
        act(() -> memory.save(file, expected, text), Messages.text("memory.saved"));
    }

    /// Gives the draft up for the text of the file.
    public void revert() {
        notice.set(Notice.NONE);
        String now = theirs.get();
        adopt(now == null ? base : now);
    }

    /// Takes back the last write. Only with nothing unsaved, so that the draft is not lost.
    public void undo() {
        if (!edited.get()) {
            act(() -> memory.undo(file), Messages.text("memory.undone"));
        }
    }

    /// Sorts and merges. Only with nothing unsaved.
    public void consolidate() {
        if (!edited.get()) {
            act(() -> memory.consolidate(file), Messages.text("memory.consolidated"));
        }
    }

    /// Ends a conflict: the draft is to replace the other text; saving does it.
    public void keepMine() {
        String now = theirs.get();
        if (now != null) {
            base = now;
            theirs.set(null);
            edited.set(!draft.get().equals(base));
            notice.set(Notice.NONE);
        }
    }

    private void act(Supplier<Memory.Outcome> write, String done) {
        String sent = draft.get();
        busy.set(true);
        notice.set(Notice.NONE);
        disk.execute(() -> {
            Memory.Outcome outcome = write.get();
            String now = memory.read(file);
            boolean canUndo = memory.canUndo(file);
            ui.execute(() -> {
                busy.set(false);
                switch (outcome) {
                    case Memory.Outcome.Saved saved -> {
                        written(saved, sent, done);
                        meet(now, canUndo);
                    }
                    case Memory.Outcome.Refused refused -> {
                        meet(now, canUndo);
                        refused(refused);
                    }
                }
            });
        });
    }

    /// What was typed while the disk wrote stays in the draft.
    private void written(Memory.Outcome.Saved saved, String sent, String done) {
        String words = saved.text().equals(base) ? Messages.text("memory.same") : done;
        notice.set(new Notice(saved.note().isEmpty() ? words : words + " " + saved.note(), Notice.Kind.DONE));
        if (draft.get().equals(sent)) {
            adopt(saved.text());
        } else if (saved.text().equals(sent)) {
            base = sent;
            edited.set(!draft.get().equals(base));
        }
    }

    private void refused(Memory.Outcome.Refused refused) {
        if (theirs.get() == null) {
            notice.set(new Notice(refused.message() + " " + refused.next(), Notice.Kind.REFUSED));
        }
    }
}
