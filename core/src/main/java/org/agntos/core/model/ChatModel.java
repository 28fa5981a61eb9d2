package org.agntos.core.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;

/// A model that answers a conversation with text and tool calls. The built-in planner is one.
public interface ChatModel {
    /// Shown to the person, such as `Built-in planner`.
    String displayName();

    /// Answers, blocking until the answer is complete; the listener is told on the calling thread. The pieces of
    /// text it is given are together the text of the reply; before a failure, they are what came of it.
    /// Interrupting the thread cancels, before the first piece too: the connection is closed and the method throws
    /// [InterruptedException].
    Reply reply(Prompt prompt, ReplyListener listener) throws InterruptedException;

    /// How many tokens a prompt and its answer may have together, where that is known.
    default OptionalInt contextTokens() {
        return OptionalInt.empty();
    }

    /// @param system the rules and the machine's state; @param messages oldest first
    record Prompt(String system, List<Message> messages, List<ToolSpec> tools) {
        public Prompt {
            messages = List.copyOf(messages);
            tools = List.copyOf(tools);
        }
    }

    sealed interface Message {
        record FromUser(String text) implements Message {}

        record FromAssistant(String text, List<ToolCall> calls) implements Message {
            public FromAssistant {
                calls = List.copyOf(calls);
            }
        }

        /// @param output a JSON text for our own tools
        record FromTool(String callId, String tool, boolean isSuccess, String output) implements Message {}
    }

    record ToolCall(String id, String tool, ObjectNode arguments) {}

    /// @param schema JSON Schema of the arguments
    record ToolSpec(String name, String description, ObjectNode schema) {}

    sealed interface Reply {
        /// @param calls tools to run before the next reply; empty ends the turn
        record Complete(String text, List<ToolCall> calls, Usage usage) implements Reply {
            public Complete {
                calls = List.copyOf(calls);
            }
        }

        /// @param message what happened and what was kept; @param next what the person can do
        record Failed(String message, String next) implements Reply {}
    }
}
