package org.agntos.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashSet;
import java.util.List;
import org.agntos.core.model.ChatModel.Message;
import org.agntos.core.model.ChatModel.Prompt;
import org.agntos.core.model.ChatModel.Reply;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every model keeps to, whoever answers behind it.
public abstract class ChatModelContract {
    /// @return a model that answers `greeting()` with text and `task()` with at least one call of a tool
    protected abstract ChatModel model();

    protected abstract String greeting();

    protected abstract String task();

    private final StringBuilder text = new StringBuilder();

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    private Reply ask(String request) throws InterruptedException {
        ToolSpec inspect = new ToolSpec(
                "inspect",
                "Looks at the machine.",
                JsonNodeFactory.instance.objectNode().put("type", "object"));
        return model().reply(
                        new Prompt("You help.", List.of(new Message.FromUser(request)), List.of(inspect)),
                        text::append);
    }

    @Test
    void itHasANameForThePerson() {
        assertThat(model().displayName()).isNotBlank();
        assertThat(model().contextTokens().orElse(1)).isPositive();
    }

    @Test
    void thePiecesAreTogetherTheTextOfTheReply() throws InterruptedException {
        Reply reply = ask(greeting());
        assertThat(reply).isInstanceOf(Reply.Complete.class);
        assertThat(((Reply.Complete) reply).text()).isNotBlank().isEqualTo(text.toString());
        assertThat(((Reply.Complete) reply).calls()).isEmpty();
    }

    @Test
    void eachCallHasANameAnObjectAndAnIdOfItsOwn() throws InterruptedException {
        Reply reply = ask(task());
        assertThat(reply).isInstanceOf(Reply.Complete.class);
        List<ToolCall> calls = ((Reply.Complete) reply).calls();
        assertThat(calls).isNotEmpty();
        assertThat(calls).allMatch(call -> !call.tool().isBlank() && !call.id().isBlank());
        assertThat(new HashSet<>(calls.stream().map(ToolCall::id).toList())).hasSameSizeAs(calls);
    }

    @Test
    void anInterruptedThreadGetsNoAnswer() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ask(greeting())).isInstanceOf(InterruptedException.class);
    }

    @Test
    void theUsageIsKnownOrSaidNotToBe() throws InterruptedException {
        Reply.Complete reply = (Reply.Complete) ask(greeting());
        assertThat(reply.usage().isKnown() || reply.usage().equals(Usage.UNKNOWN))
                .isTrue();
    }
}
