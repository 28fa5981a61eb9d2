package org.agntos.app.chat;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.agntos.core.agent.AgentEvent;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.Proposals;
import org.agntos.core.tool.Approvals;

/// One request with all that came of it. On the `ui` thread only.
public final class Turn {
    private final int number;
    private final String request;
    private final ObservableList<Part> parts = FXCollections.observableArrayList();
    // Kept, because such a view hears of changes only as long as someone holds it.
    private final ObservableList<Part> partsView = FXCollections.unmodifiableObservableList(parts);
    private final ReadOnlyObjectWrapper<Optional<AgentEvent.End>> end = new ReadOnlyObjectWrapper<>(Optional.empty());

    Turn(int number, String request) {
        this.number = number;
        this.request = request;
    }

    public int number() {
        return number;
    }

    /// The person's words.
    public String request() {
        return request;
    }

    public ObservableList<Part> parts() {
        return partsView;
    }

    /// How it ended; empty while it runs.
    public ReadOnlyObjectProperty<Optional<AgentEvent.End>> end() {
        return end.getReadOnlyProperty();
    }

    /// The whole answer as Markdown.
    public String answerText() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Answer answer) {
                text.append(answer.text().get());
            }
        }
        return text.toString();
    }

    void append(String delta) {
        if (!parts.isEmpty() && parts.getLast() instanceof Answer answer) {
            answer.text.set(answer.text.get() + delta);
        } else {
            parts.add(new Answer(delta));
        }
    }

    void think(String delta) {
        if (!parts.isEmpty() && parts.getLast() instanceof Thought thought) {
            thought.text.set(thought.text.get() + delta);
        } else {
            parts.add(new Thought(delta));
        }
    }

    void decide(AgentEvent.ApprovalDecided decided) {
        for (Part part : parts) {
            if (part instanceof Question question && question.approvalId().equals(decided.approvalId())) {
                question.decision.set(Optional.of(decided.decision()));
            }
        }
    }

    void start(AgentEvent.ToolStarted tool) {
        parts.add(new Step(tool));
    }

    void finish(AgentEvent.ToolFinished tool) {
        for (Part part : parts) {
            if (part instanceof Step step && step.callId.equals(tool.callId())) {
                step.output.set(tool.output());
                step.state.set(tool.isSuccess() ? Step.State.DONE : Step.State.FAILED);
            }
        }
    }

    void add(Part part) {
        parts.add(part);
    }

    void finish(AgentEvent.End how) {
        end.set(Optional.of(how));
    }

    /// A piece of a turn, in the order it came.
    public sealed interface Part {}

    /// Streamed Markdown.
    public static final class Answer implements Part {
        private final ReadOnlyStringWrapper text;

        private Answer(String text) {
            this.text = new ReadOnlyStringWrapper(text);
        }

        public ReadOnlyStringProperty text() {
            return text.getReadOnlyProperty();
        }
    }

    /// A tool call, in plain words.
    public static final class Step implements Part {
        /// Where the call stands.
        public enum State {
            RUNNING,
            DONE,
            FAILED
        }

        private final String callId;
        private final String tool;
        private final String label;
        private final String arguments;
        private final ReadOnlyStringWrapper output = new ReadOnlyStringWrapper("");
        private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.RUNNING);

        private Step(AgentEvent.ToolStarted started) {
            this.callId = started.callId();
            this.tool = started.tool();
            this.label = started.label();
            this.arguments = started.arguments();
        }

        public String label() {
            return label;
        }

        public String tool() {
            return tool;
        }

        public String arguments() {
            return arguments;
        }

        public ReadOnlyStringProperty output() {
            return output.getReadOnlyProperty();
        }

        public ReadOnlyObjectProperty<State> state() {
            return state.getReadOnlyProperty();
        }
    }

    /// What the model thinks before it answers.
    public static final class Thought implements Part {
        private final ReadOnlyStringWrapper text;

        private Thought(String text) {
            this.text = new ReadOnlyStringWrapper(text);
        }

        public ReadOnlyStringProperty text() {
            return text.getReadOnlyProperty();
        }
    }

    /// Something to know while one waits.
    public record Remark(String words) implements Part {}

    /// What the person said while the turn ran.
    public record SaidMore(String words) implements Part {}

    /// A call that waits for the person.
    public static final class Question implements Part {
        private final AgentEvent.ApprovalAsked asked;
        private final ReadOnlyObjectWrapper<Optional<Approvals.Decision>> decision =
                new ReadOnlyObjectWrapper<>(Optional.empty());

        Question(AgentEvent.ApprovalAsked asked) {
            this.asked = asked;
        }

        public String approvalId() {
            return asked.approvalId();
        }

        /// The exact call.
        public String what() {
            return asked.what();
        }

        public String why() {
            return asked.why();
        }

        /// How far a yes may reach.
        public Approvals.Scope widest() {
            return asked.widest();
        }

        /// Empty while it waits.
        public ReadOnlyObjectProperty<Optional<Approvals.Decision>> decision() {
            return decision.getReadOnlyProperty();
        }
    }

    /// A proposal that was made; its state is renewed when the store changes.
    public static final class Proposed implements Part {
        private final ProposalId id;
        private final ReadOnlyObjectWrapper<Optional<Proposals.Lookup>> lookup =
                new ReadOnlyObjectWrapper<>(Optional.empty());

        Proposed(ProposalId id) {
            this.id = id;
        }

        public ProposalId id() {
            return id;
        }

        /// Empty until it has been read.
        public ReadOnlyObjectProperty<Optional<Proposals.Lookup>> lookup() {
            return lookup.getReadOnlyProperty();
        }

        void show(Proposals.Lookup now) {
            lookup.set(Optional.of(now));
        }
    }

    /// The assistant suggests undoing an entry.
    public record UndoOffered(String entryId, String summary) implements Part {}
}
