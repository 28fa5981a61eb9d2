package org.agntos.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.agntos.core.Subscription;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.policy.Judgement;
import org.agntos.core.policy.Tier;
import org.agntos.core.policy.Verdict;
import org.agntos.core.tool.Approvals.Card;
import org.agntos.core.tool.Approvals.Decision;
import org.agntos.core.tool.Approvals.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingApprovalsTest {
    private static final Judgement ASKED = new Judgement(Verdict.ASK, "It writes.", "");
    private static final Decision ONCE = new Decision.Allowed(Scope.ONCE);

    @TempDir
    Path folder;

    private PendingApprovals approvals;
    private final BlockingQueue<Card> cards = new LinkedBlockingQueue<>();

    @BeforeEach
    void make() {
        approvals = new PendingApprovals(new GrantStore(folder.resolve("approvals.jsonl"), Clock.systemUTC()));
    }

    private CompletableFuture<Decision> ask(String session, String arguments, Judgement judgement, Scope widest) {
        Approvals.Question question = new Approvals.Question(
                new ToolCall("c1", "run_bash", Json.literal(arguments)),
                judgement,
                new ToolContext(session, "do it"),
                "run " + arguments,
                widest);
        CompletableFuture<Decision> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(approvals.ask(question, cards::add));
            } catch (InterruptedException e) {
                answer.cancel(false);
            }
        });
        return answer;
    }

    private CompletableFuture<Decision> ask(String session, String arguments) {
        return ask(session, arguments, ASKED, Scope.ALWAYS);
    }

    private Card card() throws InterruptedException {
        Card card = cards.poll(20, TimeUnit.SECONDS);
        assertThat(card).isNotNull();
        return card;
    }

    private static Decision answer(CompletableFuture<Decision> asked) {
        return asked.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void withNobodyThereTheAnswerIsNo() {
        assertThat(answer(ask("s", "{}"))).isInstanceOf(Decision.Denied.class);
        assertThat(cards).isEmpty();
    }

    @Test
    void aYesOnceIsForOneCall() throws InterruptedException {
        try (Subscription _ = approvals.attend("s")) {
            CompletableFuture<Decision> first = ask("s", "{\"a\":1}");
            assertThat(approvals.decide("s", card().id(), ONCE)).isTrue();
            assertThat(answer(first)).isEqualTo(ONCE);

            CompletableFuture<Decision> again = ask("s", "{\"a\":1}");
            assertThat(approvals.decide("s", card().id(), new Decision.Denied("no")))
                    .isTrue();
            assertThat(answer(again)).isEqualTo(new Decision.Denied("no"));
        }
    }

    @Test
    void aYesForTheConversationIsForExactlyThisCallThere() throws InterruptedException {
        try (Subscription _ = approvals.attend("s");
                Subscription _ = approvals.attend("t")) {
            CompletableFuture<Decision> first = ask("s", "{\"a\":1,\"b\":2}");
            approvals.decide("s", card().id(), new Decision.Allowed(Scope.SESSION));
            answer(first);

            assertThat(answer(ask("s", "{\"b\":2,\"a\":1}"))).isEqualTo(ONCE);
            CompletableFuture<Decision> other = ask("s", "{\"a\":1,\"b\":3}");
            approvals.decide("s", card().id(), new Decision.Denied("other"));
            assertThat(answer(other)).isEqualTo(new Decision.Denied("other"));
            CompletableFuture<Decision> elsewhere = ask("t", "{\"a\":1,\"b\":2}");
            approvals.decide("t", card().id(), new Decision.Denied("elsewhere"));
            assertThat(answer(elsewhere)).isEqualTo(new Decision.Denied("elsewhere"));
        }
    }

    @Test
    void aYesForEverIsKeptAndCanBeTakenBack() throws InterruptedException {
        try (Subscription _ = approvals.attend("s")) {
            CompletableFuture<Decision> first = ask("s", "{\"a\":1}");
            approvals.decide("s", card().id(), new Decision.Allowed(Scope.ALWAYS));
            answer(first);
        }
        GrantStore store = new GrantStore(folder.resolve("approvals.jsonl"), Clock.systemUTC());
        approvals = new PendingApprovals(store);
        assertThat(answer(ask("other", "{\"a\":1}"))).isEqualTo(ONCE);
        assertThat(answer(ask("other", "{\"a\":2}"))).isInstanceOf(Decision.Denied.class);

        assertThat(store.forget(store.list().getFirst().digest().substring(0, 12)))
                .isTrue();
        assertThat(answer(ask("other", "{\"a\":1}"))).isInstanceOf(Decision.Denied.class);
    }

    @Test
    void aYesReachesNoFurtherThanWasOffered() throws InterruptedException {
        try (Subscription _ = approvals.attend("s")) {
            CompletableFuture<Decision> first = ask("s", "{}", ASKED, Scope.ONCE);
            assertThat(cards.isEmpty() ? card().widest() : cards.peek().widest())
                    .isEqualTo(Scope.ONCE);
            String id = approvals.waiting("s").getFirst().id();
            approvals.decide("s", id, new Decision.Allowed(Scope.ALWAYS));
            assertThat(answer(first)).isEqualTo(ONCE);
        }
        assertThat(new GrantStore(folder.resolve("approvals.jsonl"), Clock.systemUTC()).list())
                .isEmpty();
    }

    @Test
    void whatTheAdministratorWantsAskedIsNeverAllowedForEver() throws InterruptedException {
        Judgement admin = new Judgement(Verdict.ASK, "Ask me.", "", Tier.ADMIN);
        try (Subscription _ = approvals.attend("s")) {
            CompletableFuture<Decision> asked = ask("s", "{}", admin, Scope.ALWAYS);
            Card card = card();
            assertThat(card.widest()).isEqualTo(Scope.SESSION);
            approvals.decide("s", card.id(), ONCE);
            assertThat(answer(asked)).isEqualTo(ONCE);
        }
    }

    @Test
    void severalQuestionsAreOpenAtOnceAndANoAnswersThoseOfItsConversation() throws InterruptedException {
        try (Subscription _ = approvals.attend("s");
                Subscription _ = approvals.attend("t")) {
            CompletableFuture<Decision> one = ask("s", "{\"a\":1}");
            CompletableFuture<Decision> two = ask("s", "{\"a\":2}");
            CompletableFuture<Decision> other = ask("t", "{\"a\":3}");
            List<Card> shown = List.of(card(), card(), card());
            assertThat(shown).extracting(Card::id).doesNotHaveDuplicates();

            approvals.decide("s", approvals.waiting("s").getFirst().id(), new Decision.Denied("stop it"));

            assertThat(answer(one)).isEqualTo(new Decision.Denied("stop it"));
            assertThat(answer(two)).isEqualTo(new Decision.Denied("stop it"));
            assertThat(other).isNotDone();
            assertThat(approvals.decide("s", approvals.waiting("t").getFirst().id(), ONCE))
                    .as("another conversation's question")
                    .isFalse();
        }
    }

    @Test
    void whoLeavesAnswersWithNo() throws InterruptedException {
        Subscription attendance = approvals.attend("s");
        CompletableFuture<Decision> asked = ask("s", "{}");
        card();
        attendance.close();
        assertThat(answer(asked)).isInstanceOf(Decision.Denied.class);
    }
}
