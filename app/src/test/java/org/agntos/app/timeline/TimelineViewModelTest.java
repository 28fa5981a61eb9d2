package org.agntos.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.agntos.app.fakes.FakeAuditLog;
import org.agntos.app.platform.Threads;
import org.agntos.app.shell.Destination;
import org.agntos.core.audit.AuditEntry;
import org.agntos.core.change.FileDiff;
import org.agntos.core.machine.Generation;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.Test;

class TimelineViewModelTest {
    private static final FileDiff HTOP = new FileDiff(new TreePath("packages/htop.nix"), null, "{ }\n");
    private static final FileDiff SSH = new FileDiff(new TreePath("services/openssh.nix"), "{ }\n", "{ x = 1; }\n");

    private final FakeAuditLog log = new FakeAuditLog();
    private final List<Destination> visited = new ArrayList<>();
    private final List<Generation> generations = new ArrayList<>();
    private final TimelineViewModel model = model(Threads.direct());

    private TimelineViewModel model(Threads threads) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
        return new TimelineViewModel(log, () -> List.copyOf(generations), threads, clock, visited::add);
    }

    private void addSamples() {
        append("a-1", "Apply", "Install htop", "Success", "install htop", 2, HTOP);
        append("a-2", "Apply", "Harden remote login", "Failed", "no passwords over ssh", 0, SSH);
        append("a-3", "Undo", "Undo “Install htop”", "Success", "undo htop", 3, HTOP);
    }

    private void append(
            String id, String action, String summary, String result, String prompt, int generation, FileDiff diff) {
        log.append(
                FakeAuditLog.entry(id, "2026-11-20T08:00:00Z", action, summary, result, prompt, generation, diff),
                diff);
    }

    private List<String> shown() {
        return model.rows().stream().map(TimelineRow::id).toList();
    }

    @Test
    void rowsAreNewestFirst() {
        addSamples();
        model.refresh();
        assertThat(shown()).containsExactly("a-3", "a-2", "a-1");
        assertThat(model.state().get()).isEqualTo(ListState.READY);
        assertThat(model.busy().get()).isFalse();
    }

    @Test
    void anEmptyRecordSaysSo() {
        model.refresh();
        assertThat(model.state().get()).isEqualTo(ListState.EMPTY);
    }

    @Test
    void anEntryOfAnotherProgramAppears() {
        addSamples();
        model.refresh();
        append("a-4", "Apply", "Install jq", "Success", "install jq", 4, HTOP);
        assertThat(shown()).containsExactly("a-4", "a-3", "a-2", "a-1");
    }

    @Test
    void anEntryThatComesWhileTheRecordIsReadIsNotMissed() {
        Queue<Runnable> work = new ArrayDeque<>();
        TimelineViewModel slow = model(new Threads(Runnable::run, Runnable::run, work::add));
        slow.refresh();
        Runnable reading = work.remove();
        reading.run();
        addSamples();
        assertThat(slow.rows()).isEmpty();
        slow.refresh();
        append("a-4", "Apply", "Install jq", "Success", "install jq", 4, HTOP);
        for (Runnable task = work.poll(); task != null; task = work.poll()) {
            task.run();
        }
        assertThat(slow.rows()).extracting(TimelineRow::id).containsExactly("a-4", "a-3", "a-2", "a-1");
    }

    @Test
    void aRecordThatNobodyLookedAtIsNotRead() {
        log.setReadable(false);
        append("a-4", "Apply", "Install jq", "Success", "install jq", 4, HTOP);
        assertThat(model.state().get()).isEqualTo(ListState.LOADING);
        assertThat(model.rows()).isEmpty();
    }

    @Test
    void aRecordThatWasWrittenAnewIsReadAnew() {
        addSamples();
        model.refresh();
        log.replaceAll(
                List.of(FakeAuditLog.entry("a-9", "2026-11-20T08:00:00Z", "Apply", "Other", "Success", null, 1, HTOP)));
        assertThat(shown()).containsExactly("a-9");
    }

    @Test
    void filtersNarrowTogether() {
        addSamples();
        model.refresh();
        model.filterBy(filter -> filter.withText("  HTOP install "));
        assertThat(shown()).containsExactly("a-3", "a-1");
        model.filterBy(filter -> filter.withKind(Optional.of(ActKind.UNDO)));
        assertThat(shown()).containsExactly("a-3");
        model.filterBy(_ -> TimelineFilter.ALL.withResult(Optional.of(ActResult.FAILED)));
        assertThat(shown()).containsExactly("a-2");
        model.filterBy(_ -> TimelineFilter.ALL.withFile(Optional.of("services/openssh.nix")));
        assertThat(shown()).containsExactly("a-2");
        model.filterBy(_ -> TimelineFilter.ALL.withWho(Optional.of("nobody")));
        assertThat(model.state().get()).isEqualTo(ListState.NO_MATCH);
        model.filterBy(_ -> TimelineFilter.ALL);
        assertThat(shown()).hasSize(3);
    }

    @Test
    void typingOnNarrowsAndDeletingWidens() {
        addSamples();
        model.refresh();
        for (String text : List.of("h", "ht", "htop", "ht", "h", "")) {
            model.filterBy(filter -> filter.withText(text));
            assertThat(shown())
                    .as(text)
                    .isEqualTo(TimelineFilter.ALL.withText(text).select(List.copyOf(allRows())).stream()
                            .map(TimelineRow::id)
                            .toList());
        }
        assertThat(shown()).hasSize(3);
    }

    private List<TimelineRow> allRows() {
        return log.list(10).stream().map(TimelineRow::of).toList();
    }

    @Test
    void searchFindsThePersonsOwnWordsAndFilesAndIds() {
        addSamples();
        model.refresh();
        model.filterBy(filter -> filter.withText("passwords"));
        assertThat(shown()).containsExactly("a-2");
        model.filterBy(filter -> filter.withText("openssh.nix"));
        assertThat(shown()).containsExactly("a-2");
        model.filterBy(filter -> filter.withText("a-3"));
        assertThat(shown()).containsExactly("a-3");
    }

    @Test
    void peopleAndFilesAreOfferedOnce() {
        addSamples();
        model.refresh();
        assertThat(model.people()).containsExactly("mara");
        assertThat(model.files()).containsExactly("packages/htop.nix", "services/openssh.nix");
    }

    @Test
    void generationsKnowTheActThatMadeThem() {
        generations.add(new Generation(3, Instant.EPOCH, true));
        generations.add(new Generation(2, Instant.EPOCH, false));
        generations.add(new Generation(1, Instant.EPOCH, false));
        addSamples();
        append("a-4", "Rollback", "Go back to generation 2", "Success", "go back", 2, HTOP);
        model.refresh();
        assertThat(model.generations())
                .extracting(row -> row.madeBy().map(TimelineRow::id).orElse("none"))
                .containsExactly("a-3", "a-1", "none");
    }

    @Test
    void anOpenedEntryShowsItsFilesAndLeadsToUndo() {
        addSamples();
        model.refresh();
        model.open("a-1");
        assertThat(model.opened().get()).isInstanceOfSatisfying(Opened.Entry.class, open -> {
            assertThat(open.details().diffs()).containsExactly(HTOP);
            assertThat(open.details().isUndoable()).isTrue();
            model.reviewUndo(open.details().entry());
        });
        model.reviewRollback(2);
        assertThat(visited).containsExactly(new Destination.ReviewUndo("a-1"), new Destination.ReviewRollback(2));
    }

    @Test
    void whatFailedCannotBeUndone() {
        addSamples();
        model.open("a-2");
        assertThat(model.opened().get())
                .isInstanceOfSatisfying(
                        Opened.Entry.class,
                        open -> assertThat(open.details().isUndoable()).isFalse());
    }

    @Test
    void anUnknownEntrySaysSo() {
        model.open("a-77");
        assertThat(model.opened().get())
                .isInstanceOfSatisfying(
                        Opened.Failed.class,
                        failed -> assertThat(failed.message()).contains("a-77"));
    }

    @Test
    void aLateAnswerDoesNotReplaceANewerWish() {
        Queue<Runnable> work = new ArrayDeque<>();
        TimelineViewModel late = model(new Threads(Runnable::run, Runnable::run, work::add));
        addSamples();
        late.open("a-1");
        late.closeOpened();
        for (Runnable task = work.poll(); task != null; task = work.poll()) {
            task.run();
        }
        assertThat(late.opened().get()).isInstanceOf(Opened.Nothing.class);
    }

    @Test
    void whyNamesFilesAndEntries() {
        addSamples();
        model.why("htop");
        assertThat(model.opened().get()).isInstanceOfSatisfying(Opened.Answer.class, answer -> {
            assertThat(answer.why().present()).isTrue();
            assertThat(answer.because()).extracting(TimelineRow::id).containsExactly("a-3", "a-1");
        });
    }

    @Test
    void theChainIsCheckedAndItsFirstBadLineNamed() {
        addSamples();
        model.verify();
        assertThat(model.chain().get()).isEqualTo(new ChainState.Intact(3));
        log.breakAt(2, "The hash differs.");
        model.verify();
        assertThat(model.chain().get()).isEqualTo(new ChainState.Broken(2, "The hash differs."));
    }

    @Test
    void anUnreadableRecordIsSaidAndCanBeTriedAgain() {
        addSamples();
        log.setReadable(false);
        model.refresh();
        assertThat(model.state().get()).isEqualTo(ListState.FAILED);
        assertThat(model.failure().get()).contains("audit.jsonl");
        model.verify();
        assertThat(model.chain().get()).isInstanceOf(ChainState.Unreadable.class);
        log.setReadable(true);
        model.refresh();
        assertThat(model.state().get()).isEqualTo(ListState.READY);
    }

    @Test
    void aHundredThousandEntriesAreListedAndSearched() {
        List<AuditEntry> many = new ArrayList<>();
        AuditEntry sample = FakeAuditLog.entry(
                "a-0", "2026-11-20T08:00:00Z", "Apply", "Install htop", "Success", "install htop", 2, HTOP);
        for (int i = 0; i < 99_999; i++) {
            many.add(sample);
        }
        many.add(FakeAuditLog.entry(
                "a-1", "2026-11-19T08:00:00Z", "Apply", "Install btop", "Success", "install btop", 1, HTOP));
        log.replaceAll(many);
        model.refresh();
        assertThat(model.rows()).hasSize(100_000);
        model.filterBy(filter -> filter.withText("btop"));
        assertThat(shown()).containsExactly("a-1");
    }

    @Test
    void closingEndsTheSubscription() {
        model.close();
        assertThat(log.listeners()).isZero();
    }
}
