package org.agntos.core.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.tool.Approvals;
import org.jspecify.annotations.Nullable;

/// A session as it is read back: its events, with an end for what a killed program left open, and what it was told
/// first.
///
/// @param system the system prompt of this session; empty if none was kept
/// @param summary of its older part; empty if there is none
record StoredSession(List<AgentEvent> events, Optional<String> system, Optional<Summary> summary) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String KIND = "event";
    private static final String SYSTEM = "system_prompt";
    private static final String SUMMARY = "summary";
    private static final String TEXT = "text";
    private static final String LOST = "The program ended during this answer. What was said until then was kept.";

    StoredSession {
        events = List.copyOf(events);
    }

    /// @param throughTurn the last turn that it tells of
    record Summary(int throughTurn, String text) {}

    static String system(String text) {
        return MAPPER.createObjectNode().put(KIND, SYSTEM).put(TEXT, text).toString();
    }

    static String summary(Summary summary) {
        return MAPPER.createObjectNode()
                .put(KIND, SUMMARY)
                .put("through", summary.throughTurn())
                .put(TEXT, summary.text())
                .toString();
    }

    static StoredSession read(List<String> stored) {
        Reader reader = new Reader();
        stored.forEach(reader::add);
        reader.closeTurn();
        return new StoredSession(
                reader.events, Optional.ofNullable(reader.system), Optional.ofNullable(reader.summary));
    }

    private static final class Reader {
        private final List<AgentEvent> events = new ArrayList<>();
        private final Map<String, AgentEvent.ApprovalAsked> asked = new LinkedHashMap<>();
        private AgentEvent.@Nullable TurnStarted open;
        private @Nullable String system;
        private @Nullable Summary summary;

        void add(String json) {
            Optional<AgentEvent> event = AgentEventJson.read(json);
            if (event.isPresent()) {
                add(event.get());
            } else {
                addOther(json);
            }
        }

        private void addOther(String json) {
            try {
                JsonNode node = MAPPER.readTree(json);
                String kind = node.path(KIND).asText();
                if (kind.equals(SYSTEM)) {
                    system = node.path(TEXT).asText();
                } else if (kind.equals(SUMMARY)) {
                    summary = new Summary(
                            node.path("through").asInt(), node.path(TEXT).asText());
                }
            } catch (JsonProcessingException _) {
                // A broken line is none; the others tell the rest.
            }
        }

        private void add(AgentEvent event) {
            switch (event) {
                case AgentEvent.TurnStarted started -> {
                    closeTurn();
                    open = started;
                }
                case AgentEvent.TurnFinished _ -> {
                    closeApprovals();
                    open = null;
                }
                case AgentEvent.ApprovalAsked question -> asked.put(question.approvalId(), question);
                case AgentEvent.ApprovalDecided decided -> asked.remove(decided.approvalId());
                case AgentEvent.AnswerDelta _,
                        AgentEvent.ThinkingDelta _,
                        AgentEvent.Notice _,
                        AgentEvent.Steered _,
                        AgentEvent.UsageCounted _,
                        AgentEvent.ToolStarted _,
                        AgentEvent.ToolFinished _,
                        AgentEvent.ProposalReady _,
                        AgentEvent.UndoSuggested _ -> {}
            }
            events.add(event);
        }

        private void closeApprovals() {
            asked.values()
                    .forEach(question -> events.add(new AgentEvent.ApprovalDecided(
                            question.turn(),
                            question.approvalId(),
                            new Approvals.Decision.Denied("The program ended before this was decided."))));
            asked.clear();
        }

        /// A turn without an end gets one, because the program that ran it is gone.
        void closeTurn() {
            AgentEvent.TurnStarted started = open;
            if (started != null) {
                closeApprovals();
                events.add(new AgentEvent.TurnFinished(
                        started.turn(),
                        new AgentEvent.End.Failed(LOST, "Ask again to get the whole answer."),
                        started.at()));
                open = null;
            }
        }
    }
}
