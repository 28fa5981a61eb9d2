package org.agntos.app.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.agntos.core.change.Cancellation;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.ProposeChange;
import org.agntos.core.change.SubmitChange;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.Sha256;

/// A helper that does what a test says, and remembers what it was asked.
public final class FakeSubmit implements SubmitChange {
    public Consumer<Consumer<HelperEvent>> script = _ -> {};
    public Outcome outcome = new Outcome.Done(
            new HelperEvent.Done(Optional.of("a-1"), false, Optional.of(1), Optional.of(2), List.of(), 12));
    public Preview preview = new Preview.NotFound("There is no such entry.");
    public ProposeChange.Outcome otherUndo = new ProposeChange.Outcome.NothingToDo("There is none.");
    public final List<String> orders = new ArrayList<>();
    public Cancellation cancellation = new Cancellation();

    @Override
    public Outcome apply(ProposalId id, Sha256 approved, Cancellation wish, Consumer<HelperEvent> events) {
        return run("apply " + id + " " + approved, wish, events);
    }

    @Override
    public Preview previewUndo(String entryId) {
        return preview;
    }

    @Override
    public Outcome undo(String entryId, Sha256 approved, Cancellation wish, Consumer<HelperEvent> events) {
        return run("undo " + entryId + " " + approved, wish, events);
    }

    @Override
    public ProposeChange.Outcome proposeUndo(String entryId) {
        orders.add("propose undo " + entryId);
        return otherUndo;
    }

    @Override
    public Preview previewRollback(int generation) {
        return preview;
    }

    @Override
    public Outcome rollBack(int generation, Sha256 approved, Cancellation wish, Consumer<HelperEvent> events) {
        return run("rollback " + generation + " " + approved, wish, events);
    }

    private Outcome run(String order, Cancellation wish, Consumer<HelperEvent> events) {
        orders.add(order);
        cancellation = wish;
        script.accept(events);
        return outcome;
    }
}
