package org.agntos.app.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.agntos.app.fakes.FakeMemory;
import org.agntos.app.platform.Threads;
import org.agntos.core.memory.MemoryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryViewModelTest {
    private static final String TEXT = "§ Services\n- nginx on port 80\n";

    private final FakeMemory memory = new FakeMemory();
    private final MemoryViewModel both = new MemoryViewModel(memory, Threads.direct());
    private final FileModel model = both.machine();

    @Test
    void savingWritesTheDraft() {
        both.refresh();
        model.draft().set(TEXT);
        assertThat(model.edited().get()).isTrue();
        model.save();
        assertThat(memory.read(MemoryFile.MEMORY)).isEqualTo(TEXT);
        assertThat(model.edited().get()).isFalse();
        assertThat(model.undoable().get()).isTrue();
        assertThat(model.notice().get().kind()).isEqualTo(Notice.Kind.DONE);
    }

    @Test
    void undoTakesBackTheLastWriteButNotADraft() {
        model.draft().set(TEXT);
        model.save();
        model.draft().set(TEXT + "- unsaved\n");
        model.undo();
        assertThat(model.draft().get()).isEqualTo(TEXT + "- unsaved\n");
        model.revert();
        assertThat(model.draft().get()).isEqualTo(TEXT);
        model.undo();
        assertThat(model.draft().get()).isEmpty();
        assertThat(memory.read(MemoryFile.MEMORY)).isEmpty();
    }

    @Test
    void aChangeElsewhereIsShownAtOnceWhereNothingWasTyped() {
        memory.writeElsewhere(MemoryFile.MEMORY, TEXT);
        assertThat(model.draft().get()).isEqualTo(TEXT);
        assertThat(model.edited().get()).isFalse();
        assertThat(model.theirs().get()).isNull();
    }

    @Test
    void aChangeElsewhereKeepsTheDraftAndShowsBoth() {
        model.draft().set("- mine\n");
        memory.writeElsewhere(MemoryFile.MEMORY, TEXT);
        assertThat(model.draft().get()).isEqualTo("- mine\n");
        assertThat(model.theirs().get()).isEqualTo(TEXT);
        model.save();
        assertThat(memory.read(MemoryFile.MEMORY)).as("not written over").isEqualTo(TEXT);
        model.keepMine();
        assertThat(model.theirs().get()).isNull();
        model.save();
        assertThat(memory.read(MemoryFile.MEMORY)).isEqualTo("- mine\n");
    }

    @Test
    void usingTheOtherTextEndsTheConflict() {
        model.draft().set("- mine\n");
        memory.writeElsewhere(MemoryFile.MEMORY, TEXT);
        model.revert();
        assertThat(model.draft().get()).isEqualTo(TEXT);
        assertThat(model.edited().get()).isFalse();
        assertThat(model.theirs().get()).isNull();
    }

    @Test
    void aSaveThatMeetsAnotherTextBecomesAConflict() {
        Queue<Runnable> work = new ArrayDeque<>();
        FakeMemory slow = new FakeMemory();
        FileModel late = new FileModel(slow, MemoryFile.USER, new Threads(Runnable::run, Runnable::run, work::add));
        late.draft().set("- mine\n");
        late.save();
        slow.writeElsewhere(MemoryFile.USER, TEXT);
        drain(work);
        assertThat(late.theirs().get()).isEqualTo(TEXT);
        assertThat(late.draft().get()).isEqualTo("- mine\n");
        assertThat(slow.read(MemoryFile.USER)).isEqualTo(TEXT);
    }

    @Test
    void whatIsTypedWhileTheDiskWritesStays() {
        Queue<Runnable> work = new ArrayDeque<>();
        FileModel late = new FileModel(memory, MemoryFile.USER, new Threads(Runnable::run, Runnable::run, work::add));
        late.draft().set("- one\n");
        late.save();
        late.draft().set("- one\n- two\n");
        drain(work);
        assertThat(memory.read(MemoryFile.USER)).isEqualTo("- one\n");
        assertThat(late.draft().get()).isEqualTo("- one\n- two\n");
        assertThat(late.edited().get()).isTrue();
        late.save();
        drain(work);
        assertThat(memory.read(MemoryFile.USER)).isEqualTo("- one\n- two\n");
    }

    @Test
    void aTextAboveTheLimitIsNotSaved() {
        String tooLong = "- " + "x".repeat(MemoryFile.MEMORY.limit()) + "\n";
        model.draft().set(tooLong);
        assertThat(model.check().get().level()).isEqualTo(MemoryCheck.Level.OVER);
        model.save();
        assertThat(memory.read(MemoryFile.MEMORY)).isEmpty();
        assertThat(model.draft().get()).isEqualTo(tooLong);
    }

    @Test
    void consolidatingShowsTheNewText() {
        memory.writeElsewhere(MemoryFile.MEMORY, "- a\n- a\n");
        model.consolidate();
        assertThat(model.draft().get()).isEqualTo("- a\n");
    }

    @ParameterizedTest
    @CsvSource({"1759, FINE", "1760, HIGH", "2200, HIGH", "2201, OVER"})
    void theMeterChangesAtEightyAndAHundredPercent(int length, MemoryCheck.Level level) {
        assertThat(MemoryCheck.of(MemoryFile.MEMORY, "😀".repeat(length)).level())
                .isEqualTo(level);
    }

    @Test
    void linesOfAnotherFormAreNamed() {
        MemoryCheck check = MemoryCheck.of(MemoryFile.USER, "§ A\n- b\n\nloose words\n§ \n");
        assertThat(check.hints()).hasSize(2);
        assertThat(check.hints().getFirst()).contains("Line 4");
        assertThat(check.hints().getLast()).contains("Line 5");
    }

    @Test
    void closingEndsTheSubscription() {
        assertThat(memory.listeners()).isEqualTo(1);
        both.close();
        assertThat(memory.listeners()).isZero();
    }

    private static void drain(Queue<Runnable> work) {
        for (Runnable task = work.poll(); task != null; task = work.poll()) {
            task.run();
        }
    }
}
