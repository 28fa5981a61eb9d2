package org.agntos.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.agntos.core.policy.Judgement;
import org.agntos.core.policy.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolGateTest {
    private final List<String> record = new ArrayList<>();

    /// Notes that it ran.
    private final class Counting implements Tool {
        @Override
        public ToolSpec spec() {
            return new ToolSpec("count", "", Json.literal("""
                            {"type":"object","additionalProperties":false,"required":["n"],"properties":{
                              "n":{"type":"integer","minimum":1,"maximum":9},
                              "word":{"type":"string","enum":["a","b"]},
                              "list":{"type":"array","maxItems":2,"items":{"type":"string","maxLength":3}}}}
                            """));
        }

        @Override
        public String label(ObjectNode arguments) {
            return "Counting";
        }

        @Override
        public ToolResult run(ObjectNode arguments, ToolContext context) {
            record.add("run");
            return ToolResult.success(Json.object());
        }
    }

    private final ToolObserver observer = new ToolObserver() {
        @Override
        public void started(ToolCall call, String label) {
            record.add("started");
        }

        @Override
        public void finished(ToolCall call, ToolResult result) {
            record.add(
                    result.isSuccess()
                            ? "ok"
                            : result.output().path("error").path("code").asText());
        }
    };

    private void call(String tool, String arguments, Verdict verdict, Approvals approvals) throws InterruptedException {
        ToolGate gate =
                new ToolGate(List.of(new Counting()), (_, _) -> new Judgement(verdict, "because", ""), approvals);
        gate.call(new ToolCall("1", tool, Json.literal(arguments)), new ToolContext(null, null), observer);
    }

    @Test
    void whatIsAllowedRunsAndIsRecorded() throws InterruptedException {
        call("count", "{\"n\":1,\"word\":\"a\",\"list\":[\"abc\"]}", Verdict.ALLOW, Approvals.NOBODY);

        assertThat(record).containsExactly("started", "run", "ok");
    }

    @Test
    void whatIsDeniedNeverRuns() throws InterruptedException {
        call("count", "{\"n\":1}", Verdict.DENY, (_, _) -> new Approvals.Decision.Allowed(Approvals.Scope.ONCE));

        assertThat(record).containsExactly("started", "denied");
    }

    @Test
    void withNobodyThereWhatIsToBeAskedIsDenied() throws InterruptedException {
        call("count", "{\"n\":1}", Verdict.ASK, Approvals.NOBODY);

        assertThat(record).containsExactly("started", "denied");
    }

    @Test
    void aYesLetsItRun() throws InterruptedException {
        call("count", "{\"n\":1}", Verdict.ASK, (_, _) -> new Approvals.Decision.Allowed(Approvals.Scope.ONCE));

        assertThat(record).containsExactly("started", "run", "ok");
    }

    @Test
    void anUnknownToolIsAnError() throws InterruptedException {
        call("fly", "{}", Verdict.ALLOW, Approvals.NOBODY);

        assertThat(record).containsExactly("started", "unknown_tool");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"n\":\"1\"}",
                "{\"n\":10}",
                "{\"n\":1.5}",
                "{\"n\":1,\"more\":true}",
                "{\"n\":1,\"word\":\"c\"}",
                "{\"n\":1,\"list\":[\"a\",\"b\",\"c\"]}",
                "{\"n\":1,\"list\":[\"abcd\"]}",
                "{\"n\":1,\"list\":[1]}",
            })
    void argumentsThatDoNotFitNeverReachTheTool(String arguments) throws InterruptedException {
        call("count", arguments, Verdict.ALLOW, Approvals.NOBODY);

        assertThat(record).containsExactly("started", "bad_arguments");
    }
}
