package org.agntos.core.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.agntos.core.Subscription;
import org.agntos.core.agent.AgentEvent;
import org.agntos.core.agent.Conversation;
import org.agntos.core.agent.Conversations;
import org.agntos.core.change.Proposal;
import org.agntos.core.model.Models;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl chat`: a conversation on the terminal.
final class ChatCommand implements Command {
    private static final String HELP = """
            /new  a new conversation        /sessions  earlier ones       /resume ID  goes on with one
            /proposals  what waits for you  /effects  what was done outside of Nix
            /policy  the rules              /help  this                   /quit  ends
            Ctrl+C stops an answer; at the prompt it ends, like Ctrl+D.""";

    @Override
    public CommandSpec spec() {
        return Args.command("chat", "A conversation with the assistant. /help lists its commands.")
                .addOption(Args.flag("go on with the conversation used last", "--continue", "-c"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) throws InterruptedException {
        if (context.output().isJson() || !context.person().isThere()) {
            return context.output()
                    .fail(
                            ExitStatus.USAGE,
                            "usage",
                            "chat needs a terminal.",
                            "For scripts there is: agntctl ask \"REQUEST\" --json");
        }
        Conversations conversations = context.core().conversations();
        Conversation first = Args.has(arguments, "--continue")
                ? conversations.resumeLast().orElseGet(conversations::start)
                : conversations.start();
        String name = context.core().models().models().forTask(Models.Task.CHAT).displayName();
        context.output().line(name + " · " + context.machineWord() + " · /help");
        try (ChatTerminal terminal = ChatTerminal.open();
                Talk talk = new Talk(context, terminal, first)) {
            talk.untilTheEnd();
        } catch (IOException e) {
            return context.output()
                    .fail(ExitStatus.FAILED, "terminal", "The terminal cannot be used: " + e.getMessage(), "");
        }
        return ExitStatus.OK;
    }

    /// One person, one terminal, one conversation at a time. On the thread that reads the terminal.
    private static final class Talk implements AutoCloseable {
        private final Context context;
        private final ChatTerminal terminal;
        private Conversation conversation;
        private Subscription events;
        private Subscription attendance;
        private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

        /// What the reading thread waits for.
        private sealed interface Heard {
            record Asked(AgentEvent.ApprovalAsked question) implements Heard {}

            record Ended() implements Heard {}
        }

        Talk(Context context, ChatTerminal terminal, Conversation first) {
            this.context = context;
            this.terminal = terminal;
            this.conversation = first;
            this.events = first.subscribe(printer());
            this.attendance = first.attend();
        }

        private Consumer<AgentEvent> printer() {
            TurnPrinter printer = new TurnPrinter(context);
            return event -> {
                printer.accept(event);
                switch (event) {
                    case AgentEvent.ApprovalAsked asked -> heard.add(new Heard.Asked(asked));
                    case AgentEvent.TurnFinished _ -> heard.add(new Heard.Ended());
                    case AgentEvent.TurnStarted _,
                            AgentEvent.AnswerDelta _,
                            AgentEvent.ThinkingDelta _,
                            AgentEvent.Notice _,
                            AgentEvent.Steered _,
                            AgentEvent.ApprovalDecided _,
                            AgentEvent.UsageCounted _,
                            AgentEvent.ToolStarted _,
                            AgentEvent.ToolFinished _,
                            AgentEvent.ProposalReady _,
                            AgentEvent.UndoSuggested _ -> {}
                }
            };
        }

        void untilTheEnd() throws InterruptedException {
            Optional<String> line = next();
            while (line.isPresent()) {
                String words = line.get().strip();
                if (words.equals("/quit") || words.equals("/exit")) {
                    return;
                }
                if (words.startsWith("/")) {
                    command(words);
                } else if (!words.isEmpty()) {
                    ask(words);
                }
                line = next();
            }
        }

        private Optional<String> next() {
            context.output().line("");
            context.output().flush();
            return terminal.read("> ");
        }

        private void ask(String words) throws InterruptedException {
            heard.clear();
            conversation.ask(words);
            try (Subscription _ = terminal.onInterrupt(conversation::cancel)) {
                for (Heard next = heard.take(); next instanceof Heard.Asked(var question); next = heard.take()) {
                    ApprovalPrompt.answer(question, conversation, context.output(), terminal::read);
                }
            }
        }

        private void command(String line) {
            String[] words = line.split("\\s+", 2);
            Output out = context.output();
            switch (words[0].toLowerCase(Locale.ROOT)) {
                case "/new" -> {
                    change(context.core().conversations().start());
                    out.line("A new conversation.");
                }
                case "/sessions" ->
                    context.core().conversations().list().stream()
                            .limit(20)
                            .forEach(session -> out.line(session.sessionId() + "  " + session.title()));
                case "/resume" ->
                    context.core()
                            .conversations()
                            .resume(words.length > 1 ? words[1].strip() : "")
                            .ifPresentOrElse(this::reopen, () -> out.line("There is no such conversation."));
                case "/proposals" -> proposals(out);
                case "/effects" ->
                    context.core().effects().list().stream()
                            .limit(20)
                            .forEach(effect -> out.line(EffectsCommand.line(effect)));
                case "/policy" ->
                    context.core()
                            .policy()
                            .layers()
                            .forEach(layer -> layer.rules()
                                    .forEach(rule -> out.line(layer.tier().word() + "  "
                                            + rule.verdict().word() + "  " + rule.source())));
                default -> out.line(HELP);
            }
        }

        private void proposals(Output out) {
            List<Proposal> all = context.core().proposals().all();
            out.line(all.isEmpty() ? "There are no proposals." : "Newest first:");
            all.stream()
                    .limit(20)
                    .forEach(proposal ->
                            out.line(proposal.id() + "  " + proposal.status().word() + "  " + proposal.summary()));
        }

        private void reopen(Conversation opened) {
            change(opened);
            TurnPrinter printer = new TurnPrinter(context);
            opened.history().forEach(event -> {
                if (event instanceof AgentEvent.TurnStarted started) {
                    context.output().line("\n> " + started.request());
                }
                printer.accept(event);
            });
        }

        private void change(Conversation other) {
            close();
            conversation = other;
            events = other.subscribe(printer());
            attendance = other.attend();
        }

        @Override
        public void close() {
            attendance.close();
            events.close();
            conversation.close();
        }
    }
}
