package org.agntos.app.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.agntos.app.platform.SerialExecutor;
import org.agntos.app.platform.Stream;
import org.agntos.app.platform.Threads;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.Navigation;
import org.agntos.core.Subscription;
import org.agntos.core.agent.AgentEvent;
import org.agntos.core.agent.Conversation;
import org.agntos.core.agent.Conversations;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.Proposals;
import org.agntos.core.tool.Approvals;
import org.jspecify.annotations.Nullable;

/// The conversation on screen. Built and used on the `ui` thread; the conversation itself is opened and asked on one
/// background thread after the other, and its events come back once a frame.
public final class ChatViewModel implements AutoCloseable {
    private final Conversations conversations;
    private final Proposals proposals;
    private final Navigation navigation;
    private final Threads threads;
    private final Executor talk;
    private final Subscription storeChanges;

    private final ObservableList<Turn> turns = FXCollections.observableArrayList();
    // Kept, because such a view hears of changes only as long as someone holds it.
    private final ObservableList<Turn> turnsView = FXCollections.unmodifiableObservableList(turns);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final StringProperty input = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<String>> notice = new ReadOnlyObjectWrapper<>(Optional.empty());
    private int generation;

    // Confined to `talk`.
    private @Nullable Conversation conversation;
    private @Nullable Subscription events;
    private @Nullable Subscription attendance;

    public ChatViewModel(Conversations conversations, Proposals proposals, Navigation navigation, Threads threads) {
        this.conversations = conversations;
        this.proposals = proposals;
        this.navigation = navigation;
        this.threads = threads;
        this.talk = new SerialExecutor(threads.background());
        this.storeChanges = proposals.onChange(() -> threads.ui().execute(this::refreshProposals));
    }

    public ObservableList<Turn> turns() {
        return turnsView;
    }

    /// True from sending a request until its turn has ended.
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// What is being written.
    public StringProperty input() {
        return input;
    }

    /// Something to say beside the input, such as that a request must wait.
    public ReadOnlyObjectProperty<Optional<String>> notice() {
        return notice.getReadOnlyProperty();
    }

    /// Follows the window's navigation.
    public void arrive(Destination destination) {
        switch (destination) {
            case Destination.Ask(String request) -> ask(request);
            case Destination.NewChat _ -> startNew();
            case Destination.Session(String sessionId) -> resume(sessionId);
            case Destination.Screen _,
                    Destination.Review _,
                    Destination.ReviewUndo _,
                    Destination.ReviewRollback _,
                    Destination.TimelineEntry _ -> {}
        }
    }

    /// Opens the conversation used last, if there is one and nothing was asked meanwhile.
    public void resumeLast() {
        int opened = generation;
        talk.execute(() -> {
            if (conversation == null) {
                conversations.resumeLast().ifPresent(last -> reopen(last, opened));
            }
        });
    }

    /// Opens a conversation of the list.
    public void resume(String sessionId) {
        clear();
        int opened = generation;
        talk.execute(() -> {
            detach();
            conversations.resume(sessionId).ifPresent(found -> reopen(found, opened));
        });
    }

    /// Reads the list of conversations and hands it to `receiver` on the `ui` thread.
    public void loadHistory(Consumer<List<Conversations.Summary>> receiver) {
        threads.background().execute(() -> {
            List<Conversations.Summary> list = conversations.list();
            threads.ui().execute(() -> receiver.accept(list));
        });
    }

    /// Sends what is written, unless it is empty; to the running turn, if one runs.
    public void send() {
        String request = input.get().strip();
        if (!request.isEmpty()) {
            input.set("");
            if (busy.get()) {
                steer(request);
            } else {
                ask(request);
            }
        }
    }

    /// Says more to the running turn; if it listens no longer, the words go back into the input.
    private void steer(String words) {
        talk.execute(() -> {
            Conversation current = conversation;
            if (current == null || !current.steer(words)) {
                threads.ui().execute(() -> input.set(words));
            }
        });
    }

    /// Asks `request` in this conversation. While a turn runs it is put into the input instead.
    public void ask(String request) {
        if (busy.get()) {
            input.set(request);
            return;
        }
        busy.set(true);
        notice.set(Optional.empty());
        int asked = generation;
        talk.execute(() -> {
            Conversation current = conversation;
            if (current == null) {
                current = conversations.start();
                attach(current, asked);
            }
            if (!current.ask(request)) {
                threads.ui().execute(() -> input.set(request));
            }
        });
    }

    /// Answers a question of the assistant. The answer holds for the one call that was shown.
    public void decide(Turn.Question question, Approvals.Decision decision) {
        talk.execute(() -> {
            if (conversation != null) {
                conversation.decide(question.approvalId(), decision);
            }
        });
    }

    /// Stops the running turn.
    public void stop() {
        talk.execute(() -> {
            if (conversation != null) {
                conversation.cancel();
            }
        });
    }

    public void retry(Turn turn) {
        ask(turn.request());
    }

    /// Puts the last request into the empty input; false if the input is in use or nothing was asked.
    public boolean recall() {
        if (!input.get().isEmpty() || turns.isEmpty()) {
            return false;
        }
        input.set(turns.getLast().request());
        return true;
    }

    /// Ends this conversation on screen, stopping its turn; the next request begins another.
    public void startNew() {
        clear();
        talk.execute(this::detach);
    }

    public void review(ProposalId proposal) {
        navigation.go(new Destination.Review(proposal));
    }

    public void reviewUndo(String entryId) {
        navigation.go(new Destination.ReviewUndo(entryId));
    }

    public void discard(ProposalId proposal) {
        threads.background().execute(() -> {
            proposals.discard(proposal);
            threads.ui().execute(this::refreshProposals);
        });
    }

    @Override
    public void close() {
        storeChanges.close();
        talk.execute(this::detach);
    }

    private void clear() {
        generation++;
        turns.clear();
        busy.set(false);
        notice.set(Optional.empty());
    }

    private void reopen(Conversation opened, int forGeneration) {
        attach(opened, forGeneration);
        boolean isBusy = opened.isBusy();
        threads.frame().execute(() -> {
            if (forGeneration == generation) {
                busy.set(isBusy);
            }
        });
    }

    private void attach(Conversation opened, int forGeneration) {
        conversation = opened;
        Stream<AgentEvent> stream = new Stream<>(threads.frame(), batch -> {
            if (forGeneration == generation) {
                batch.forEach(this::apply);
            }
        });
        List<AgentEvent> past = new ArrayList<>(opened.history());
        past.forEach(stream::send);
        events = opened.subscribe(stream::send);
        attendance = opened.attend();
    }

    private void detach() {
        if (events != null) {
            events.close();
            events = null;
        }
        if (attendance != null) {
            attendance.close();
            attendance = null;
        }
        if (conversation != null) {
            conversation.cancel();
            conversation.close();
            conversation = null;
        }
    }

    private void apply(AgentEvent event) {
        switch (event) {
            case AgentEvent.TurnStarted started -> {
                turns.add(new Turn(started.turn(), started.request()));
                busy.set(true);
            }
            case AgentEvent.AnswerDelta delta -> turn(delta.turn()).ifPresent(turn -> turn.append(delta.text()));
            case AgentEvent.ThinkingDelta thought -> turn(thought.turn()).ifPresent(turn -> turn.think(thought.text()));
            case AgentEvent.Notice said -> turn(said.turn()).ifPresent(turn -> turn.add(new Turn.Remark(said.words())));
            case AgentEvent.Steered steered ->
                turn(steered.turn()).ifPresent(turn -> turn.add(new Turn.SaidMore(steered.words())));
            case AgentEvent.ApprovalAsked asked ->
                turn(asked.turn()).ifPresent(turn -> turn.add(new Turn.Question(asked)));
            case AgentEvent.ApprovalDecided decided -> turn(decided.turn()).ifPresent(turn -> turn.decide(decided));
            case AgentEvent.UsageCounted _ -> {}
            case AgentEvent.ToolStarted tool -> turn(tool.turn()).ifPresent(turn -> turn.start(tool));
            case AgentEvent.ToolFinished tool -> turn(tool.turn()).ifPresent(turn -> turn.finish(tool));
            case AgentEvent.ProposalReady ready ->
                turn(ready.turn()).ifPresent(turn -> {
                    Turn.Proposed proposed = new Turn.Proposed(ready.proposal());
                    turn.add(proposed);
                    load(proposed);
                });
            case AgentEvent.UndoSuggested undo ->
                turn(undo.turn()).ifPresent(turn -> turn.add(new Turn.UndoOffered(undo.entryId(), undo.summary())));
            case AgentEvent.TurnFinished finished -> {
                turn(finished.turn()).ifPresent(turn -> turn.finish(finished.end()));
                busy.set(false);
            }
        }
    }

    private Optional<Turn> turn(int number) {
        return turns.reversed().stream().filter(turn -> turn.number() == number).findFirst();
    }

    private void refreshProposals() {
        for (Turn turn : turns) {
            for (Turn.Part part : turn.parts()) {
                if (part instanceof Turn.Proposed proposed) {
                    load(proposed);
                }
            }
        }
    }

    private void load(Turn.Proposed proposed) {
        threads.background().execute(() -> {
            Proposals.Lookup lookup = proposals.find(proposed.id());
            threads.ui().execute(() -> proposed.show(lookup));
        });
    }
}
