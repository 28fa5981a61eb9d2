package org.agntos.core.tool;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.agntos.core.Subscription;
import org.agntos.core.policy.Judgement;
import org.agntos.core.policy.Tier;

/// Questions that wait for a person, each bound to one exact call. Somebody must be attending a conversation, or its
/// questions are answered with no. Safe for any thread.
public final class PendingApprovals implements Approvals {
    private final GrantStore always;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final Set<String> granted = new HashSet<>();
    private final Map<String, Integer> attending = new LinkedHashMap<>();
    private int asked;

    /// @param always where a yes for ever is kept
    public PendingApprovals(GrantStore always) {
        this.always = always;
    }

    private record Open(Card card, String session, CompletableFuture<Decision> answer) {}

    /// Somebody looks at this conversation and answers, until the subscription is closed. When the last one goes, what
    /// is open is answered with no.
    public Subscription attend(String sessionId) {
        synchronized (this) {
            attending.merge(sessionId, 1, Integer::sum);
        }
        return new Attendance(sessionId);
    }

    private final class Attendance implements Subscription {
        private final String sessionId;
        private boolean isOver;

        Attendance(String sessionId) {
            this.sessionId = sessionId;
        }

        @Override
        public void close() {
            synchronized (PendingApprovals.this) {
                if (isOver) {
                    return;
                }
                isOver = true;
                attending.computeIfPresent(sessionId, (_, count) -> count == 1 ? null : count - 1);
            }
            if (!isAttended(sessionId)) {
                denyAll(sessionId, new Decision.Denied("Nobody is here any more to approve this, so it was not done."));
            }
        }
    }

    private synchronized boolean isAttended(String sessionId) {
        return attending.containsKey(sessionId);
    }

    @Override
    public Decision ask(Question question, Consumer<Card> shown) throws InterruptedException {
        String session = Optional.ofNullable(question.context().sessionId()).orElse("");
        String digest = CallDigest.of(question.call()).hex();
        Scope widest = widest(question);
        Optional<Decision> known = known(session, digest, widest);
        if (known.isPresent()) {
            return known.get();
        }
        if (!isAttended(session)) {
            return Decision.nobody(question.judgement());
        }
        Open waiting = register(session, question, widest);
        try {
            shown.accept(waiting.card());
            Decision decision = waiting.answer().get();
            if (decision instanceof Decision.Allowed(Scope scope)) {
                remember(scope, session, digest, question);
            }
            return decision;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is never an exception", e);
        } finally {
            withdraw(waiting);
        }
    }

    /// What the administrator wants asked is asked again in the next conversation.
    private static Scope widest(Question question) {
        Judgement judgement = question.judgement();
        return question.widest() == Scope.ALWAYS && judgement.tier() != Tier.BUILT_IN
                ? Scope.SESSION
                : question.widest();
    }

    private synchronized Optional<Decision> known(String session, String digest, Scope widest) {
        boolean isGranted = (widest != Scope.ONCE && granted.contains(session + " " + digest))
                || (widest == Scope.ALWAYS && always.holds(digest));
        return isGranted ? Optional.of(new Decision.Allowed(Scope.ONCE)) : Optional.empty();
    }

    private synchronized Open register(String session, Question question, Scope widest) {
        asked++;
        Card card = new Card(
                "a-" + asked + "-" + question.call().id(),
                question.what(),
                question.judgement().reason(),
                widest);
        Open waiting = new Open(card, session, new CompletableFuture<>());
        open.put(card.id(), waiting);
        return waiting;
    }

    private void remember(Scope scope, String session, String digest, Question question) {
        switch (scope) {
            case ONCE -> {}
            case SESSION -> {
                synchronized (this) {
                    granted.add(session + " " + digest);
                }
            }
            case ALWAYS -> always.add(digest, question.what());
        }
    }

    private synchronized void withdraw(Open waiting) {
        open.remove(waiting.card().id());
    }

    /// Answers an open question. A yes that reaches further than was offered counts for this once. A no answers all
    /// that this conversation has open.
    ///
    /// @return false if there is no such question, or no longer
    public boolean decide(String sessionId, String approvalId, Decision decision) {
        Open waiting;
        synchronized (this) {
            waiting = open.get(approvalId);
        }
        if (waiting == null || !waiting.session().equals(sessionId)) {
            return false;
        }
        Decision bounded = decision instanceof Decision.Allowed(Scope scope)
                        && scope.compareTo(waiting.card().widest()) > 0
                ? new Decision.Allowed(Scope.ONCE)
                : decision;
        boolean isFirst = waiting.answer().complete(bounded);
        if (bounded instanceof Decision.Denied) {
            denyAll(sessionId, bounded);
        }
        return isFirst;
    }

    /// What waits for a person now, oldest first.
    public synchronized List<Card> waiting(String sessionId) {
        return open.values().stream()
                .filter(waiting -> waiting.session().equals(sessionId))
                .map(Open::card)
                .toList();
    }

    private void denyAll(String sessionId, Decision denial) {
        List<Open> all;
        synchronized (this) {
            all = open.values().stream()
                    .filter(waiting -> waiting.session().equals(sessionId))
                    .toList();
        }
        all.forEach(waiting -> waiting.answer().complete(denial));
    }
}
