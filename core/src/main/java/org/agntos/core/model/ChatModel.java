package org.agntos.core.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/// A model that answers a conversation with text and tool calls. The built-in planner is one.
public interface ChatModel {
    /// Shown to the person, such as `Built-in planner`.
    String displayName();

    /// Answers, blocking until the answer is complete. Text arrives in pieces on the calling thread. Interrupting the
    /// thread cancels; the method then throws [InterruptedException].
    Reply reply(Prompt prompt, Consumer<String> onText) throws InterruptedException;

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
        record Complete(String text, List<ToolCall> calls) implements Reply {
            public Complete {
                calls = List.copyOf(calls);
            }
        }

        record Failed(String message, String next) implements Reply {}
    }
}
