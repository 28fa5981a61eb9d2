package org.agntos.core.model.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.agntos.core.model.ChatModel.Message;
import org.agntos.core.model.ChatModel.Prompt;
import org.agntos.core.model.ChatModel.Reply;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.model.ModelProfile.ServerKind;
import org.agntos.core.model.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Six servers and what is their own in the protocol they share.
class DialectTest {
    record Dialect(
            ServerKind kind,
            String name,
            List<String> events,
            String text,
            String thinking,
            List<String> calls,
            Usage usage) {
        @Override
        public String toString() {
            return kind.word() + ": " + name;
        }
    }

    static Stream<Dialect> dialects() {
        return Stream.of(
                new Dialect(
                        ServerKind.OPENAI,
                        "text in pieces, usage in a last piece without choices",
                        List.of(
                                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-x\",\"service_tier\":\"default\",\"system_fingerprint\":\"fp\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null,\"obfuscation\":\"x\"}",
                                "{\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Half \"},\"finish_reason\":null}],\"usage\":null}",
                                "{\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"full.\"},\"finish_reason\":null}],\"usage\":null}",
                                "{\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}",
                                "{\"id\":\"chatcmpl-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":4,\"total_tokens\":16,\"prompt_tokens_details\":{\"cached_tokens\":0}}}",
                                "[DONE]"),
                        "Half full.",
                        "",
                        List.of(),
                        new Usage(12, 4)),
                new Dialect(
                        ServerKind.OPENAI,
                        "two calls at once, arguments in pieces",
                        List.of(
                                "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0,\"id\":\"call_a\",\"type\":\"function\",\"function\":{\"name\":\"inspect\",\"arguments\":\"\"}}]},\"finish_reason\":null}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"tar\"}}]}}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"get\\\":\\\"cpu\\\"}\"}}]}}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":1,\"id\":\"call_b\",\"type\":\"function\",\"function\":{\"name\":\"inspect\",\"arguments\":\"\"}}]}}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"{\\\"target\\\":\\\"disk\\\"}\"}}]}}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}",
                                "[DONE]"),
                        "",
                        "",
                        List.of("call_a inspect {\"target\":\"cpu\"}", "call_b inspect {\"target\":\"disk\"}"),
                        Usage.UNKNOWN),
                new Dialect(
                        ServerKind.OLLAMA,
                        "whole calls, both at place 0, one with an object for arguments, thinking as `reasoning`",
                        List.of(
                                "{\"id\":\"chatcmpl-7\",\"object\":\"chat.completion.chunk\",\"model\":\"qwen3:8b\",\"system_fingerprint\":\"fp_ollama\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"reasoning\":\"Both, I \"},\"finish_reason\":null}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"reasoning\":\"think.\"},\"finish_reason\":null}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"id\":\"call_1\",\"index\":0,\"type\":\"function\",\"function\":{\"name\":\"inspect\",\"arguments\":\"{\\\"target\\\":\\\"cpu\\\"}\"}}]},\"finish_reason\":null}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"index\":0,\"type\":\"function\",\"function\":{\"name\":\"inspect\",\"arguments\":{\"target\":\"disk\"}}}]},\"finish_reason\":null}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":\"tool_calls\"}]}",
                                "[DONE]"),
                        "",
                        "Both, I think.",
                        List.of("call_1 inspect {\"target\":\"cpu\"}", "call-2 inspect {\"target\":\"disk\"}"),
                        Usage.UNKNOWN),
                new Dialect(
                        ServerKind.LLAMA_CPP,
                        "reasoning_content, timings for usage, no [DONE]",
                        List.of(
                                "{\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null}}],\"created\":1,\"id\":\"chatcmpl-x\",\"model\":\"gguf\",\"object\":\"chat.completion.chunk\"}",
                                "{\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"reasoning_content\":\"Hm.\"}}]}",
                                "{\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"content\":\"Fine.\"}}]}",
                                "{\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"delta\":{}}],\"timings\":{\"prompt_n\":30,\"prompt_ms\":9.1,\"predicted_n\":5,\"predicted_per_second\":88.1}}"),
                        "Fine.",
                        "Hm.",
                        List.of(),
                        new Usage(30, 5)),
                new Dialect(
                        ServerKind.LLAMA_CPP,
                        "a call in the text, as models without a template write it",
                        List.of(
                                "{\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"content\":\"Let me look.\\n<tool\"}}]}",
                                "{\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"content\":\"_call>\\n{\\\"name\\\": \\\"inspect\\\", \\\"arguments\\\": {\\\"target\\\": \\\"cpu\\\"}}\\n</tool\"}}]}",
                                "{\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"content\":\"_call>\"}}]}",
                                "{\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"delta\":{}}]}",
                                "[DONE]"),
                        "Let me look.\n",
                        "",
                        List.of("text-1-1 inspect {\"target\":\"cpu\"}"),
                        Usage.UNKNOWN),
                new Dialect(
                        ServerKind.LM_STUDIO,
                        "thinking between tags, cut anywhere",
                        List.of(
                                "{\"id\":\"chatcmpl-z\",\"object\":\"chat.completion.chunk\",\"system_fingerprint\":\"qwen\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"<thi\"},\"logprobs\":null,\"finish_reason\":null}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"nk>\\nLoad is\"}}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\" low</th\"}}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"ink>\\n\\nIdle <b>now</b>.\"}}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":9,\"total_tokens\":12}}",
                                "[DONE]"),
                        "Idle <b>now</b>.",
                        "\nLoad is low",
                        List.of(),
                        new Usage(3, 9)),
                new Dialect(
                        ServerKind.LM_STUDIO,
                        "one id for two calls",
                        List.of(
                                "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":\"365174485\",\"type\":\"function\",\"function\":{\"name\":\"inspect\",\"arguments\":\"\"}}]}}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"target\\\":\\\"cpu\\\"}\"}}]}}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":1,\"id\":\"365174485\",\"type\":\"function\",\"function\":{\"name\":\"search\",\"arguments\":\"\"}}]}}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}",
                                "[DONE]"),
                        "",
                        "",
                        List.of("365174485 inspect {\"target\":\"cpu\"}", "call-2 search {}"),
                        Usage.UNKNOWN),
                new Dialect(
                        ServerKind.VLLM,
                        "text with a call, the name said again with every piece",
                        List.of(
                                "{\"id\":\"chatcmpl-9\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,\"finish_reason\":null}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Looking.\"},\"finish_reason\":null,\"stop_reason\":null}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"id\":\"chatcmpl-tool-1\",\"type\":\"function\",\"index\":0,\"function\":{\"name\":\"inspect\"}}]}}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"id\":\"chatcmpl-tool-1\",\"index\":0,\"function\":{\"name\":\"inspect\",\"arguments\":\"{\\\"target\\\": \"}}]}}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"id\":\"chatcmpl-tool-1\",\"index\":0,\"function\":{\"name\":\"inspect\",\"arguments\":\"\\\"disk\\\"}\"}}]},\"finish_reason\":\"tool_calls\",\"stop_reason\":128008}]}",
                                "{\"choices\":[],\"usage\":{\"prompt_tokens\":90,\"total_tokens\":101,\"completion_tokens\":11}}",
                                "[DONE]"),
                        "Looking.",
                        "",
                        List.of("chatcmpl-tool-1 inspect {\"target\":\"disk\"}"),
                        new Usage(90, 11)),
                new Dialect(
                        ServerKind.OPENROUTER,
                        "comments while it waits, reasoning under its own name, a stop word of its own",
                        List.of(
                                ":OPENROUTER PROCESSING",
                                ":OPENROUTER PROCESSING",
                                "{\"id\":\"gen-1\",\"provider\":\"Somebody\",\"model\":\"a/b\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"reasoning\":\"First \",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"First \"}]},\"finish_reason\":null,\"native_finish_reason\":null}]}",
                                "{\"id\":\"gen-1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Yes.\",\"reasoning\":null}}]}",
                                "{\"id\":\"gen-1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":\"end_turn\",\"native_finish_reason\":\"end_turn\"}]}",
                                "{\"id\":\"gen-1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2,\"total_tokens\":9,\"cost\":0.00014}}",
                                "[DONE]"),
                        "Yes.",
                        "First ",
                        List.of(),
                        new Usage(7, 2)),
                new Dialect(
                        ServerKind.COMPATIBLE,
                        "text in parts, the old form of a call",
                        List.of(
                                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"One \"},{\"type\":\"text\",\"text\":\"two.\"}]}}]}",
                                "{\"choices\":[{\"index\":0,\"delta\":{\"function_call\":{\"name\":\"functions.search\",\"arguments\":\"{}\"}},\"finish_reason\":\"function_call\"}]}",
                                "[DONE]"),
                        "One two.",
                        "",
                        List.of("call-1 search {}"),
                        Usage.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void anAnswerMeansTheSameInEveryDialect(Dialect dialect) throws InterruptedException {
        try (ModelServer server = new ModelServer((_, wire) -> {
            wire.stream();
            for (String event : dialect.events()) {
                wire.raw(event.startsWith(":") ? event + "\n\n" : "data: " + event + "\n\n");
            }
        })) {
            Asked asked = Asked.of(Asked.profile(server.base(), dialect.kind()), Asked.prompt("look"));
            assertThat(asked.reply).isInstanceOf(Reply.Complete.class);
            Reply.Complete reply = (Reply.Complete) asked.reply;
            assertThat(asked.text).hasToString(dialect.text());
            assertThat(reply.text()).isEqualTo(dialect.text());
            assertThat(asked.thinking).hasToString(dialect.thinking());
            assertThat(reply.calls().stream().map(call -> call.id() + " " + call.tool() + " " + call.arguments()))
                    .isEqualTo(dialect.calls());
            assertThat(reply.usage()).isEqualTo(dialect.usage());
            assertThat(asked.notices).isEmpty();
        }
    }

    @Test
    void theRequestCarriesTheConversationTheToolsAndTheKey() throws InterruptedException {
        try (ModelServer server =
                new ModelServer((_, wire) -> wire.stream().text("ok").end())) {
            ToolCall call = new ToolCall("c1", "inspect", Asked.object("{\"target\":\"cpu\"}"));
            ToolCall lost = new ToolCall("c2", "search", Asked.object("{}"));
            Prompt prompt = new Prompt(
                    "You help.",
                    List.of(
                            new Message.FromUser("how is it?"),
                            new Message.FromAssistant("", List.of(call, lost)),
                            new Message.FromTool("c1", "inspect", true, "{\"load\":1}"),
                            new Message.FromUser("and?")),
                    Asked.TOOLS);
            Asked.of(Asked.profile(server.base()), prompt);
            ModelServer.Request request = server.requests().getFirst();
            assertThat(request.path()).isEqualTo("/v1/chat/completions");
            assertThat(request.headers()).containsEntry("authorization", "Bearer " + Asked.KEY);
            assertThat(Asked.object(request.body())).isEqualTo(Asked.object("""
                    {"model":"small-model","stream":true,"stream_options":{"include_usage":true},
                     "messages":[
                      {"role":"system","content":"You help."},
                      {"role":"user","content":"how is it?"},
                      {"role":"assistant","tool_calls":[
                        {"id":"c1","type":"function","function":{"name":"inspect","arguments":"{\\"target\\":\\"cpu\\"}"}},
                        {"id":"c2","type":"function","function":{"name":"search","arguments":"{}"}}]},
                      {"role":"tool","tool_call_id":"c1","content":"{\\"load\\":1}"},
                      {"role":"tool","tool_call_id":"c2","content":"{\\"error\\":\\"This call was not run.\\"}"},
                      {"role":"user","content":"and?"}],
                     "tools":[
                      {"type":"function","function":{"name":"inspect","description":"Looks at this machine.",
                       "parameters":{"type":"object","properties":{"target":{"type":"string","enum":["cpu","disk"]}},
                        "required":["target"],"additionalProperties":false}}},
                      {"type":"function","function":{"name":"search","description":"Searches.",
                       "parameters":{"type":"object","properties":{}}}}],
                     "tool_choice":"auto"}"""));
        }
    }

    @Test
    void aModelWithoutToolsIsAskedInPlainTextAndStaysSo() throws InterruptedException {
        try (ModelServer server = new ModelServer((request, wire) -> {
            if (request.body().contains("\"tools\"")) {
                wire.json(
                        400,
                        "{\"error\":{\"message\":\"registry.ollama.ai/library/gemma:2b does not support tools\"}}");
            } else {
                wire.stream()
                        .text(
                                "Wait. <tool_call>{\\\"name\\\":\\\"inspect\\\",\\\"arguments\\\":{\\\"target\\\":\\\"cpu\\\"}}</tool_call>")
                        .end();
            }
        })) {
            Asked asked = new Asked();
            OpenAiModel model = new OpenAiModel(Asked.profile(server.base()), asked.around());
            asked.ask(model, Asked.prompt("look"));
            assertThat(asked.notices)
                    .containsExactly("small-model cannot call tools; asking it in plain text instead.");
            assertThat(((Reply.Complete) asked.reply).calls()).hasSize(1);
            assertThat(asked.text).hasToString("Wait. ");
            new Asked().ask(model, Asked.prompt("again"));
            assertThat(server.requests())
                    .as("the second reply asks in plain text at once")
                    .hasSize(3);
            assertThat(server.requests().getLast().body()).contains("<tool_call>", "additionalProperties");
        }
    }

    @Test
    void aServerThatDoesNotStreamIsReadAsAWhole() throws InterruptedException {
        try (ModelServer server = new ModelServer((_, wire) -> wire.json(200, """
                {"id":"x","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant",
                 "content":"All of it."},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":3}}"""))) {
            Asked asked = Asked.of(server.base());
            assertThat(asked.reply).isEqualTo(new Reply.Complete("All of it.", List.of(), new Usage(5, 3)));
        }
    }

    @Test
    void everyByteMayComeAlone() throws InterruptedException {
        try (ModelServer server = new ModelServer((_, wire) -> {
            wire.stream();
            String text = """
                    data: {"choices":[{"delta":{"content":"Größe 日本 🙂"},"finish_reason":"stop"}]}

                    data: [DONE]

                    """;
            byte[] bytes = ("\uFEFF" + text.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);
            for (byte one : bytes) {
                wire.raw(new byte[] {one});
            }
        })) {
            assertThat(Asked.of(server.base()).text).hasToString("Größe 日本 🙂");
        }
    }

    @Test
    void aListenerThatFailsIsHeardByTheCaller() {
        try (ModelServer server =
                new ModelServer((_, wire) -> wire.stream().text("ok").end())) {
            OpenAiModel model = new OpenAiModel(Asked.profile(server.base()), new Asked().around());
            IllegalStateException full = new IllegalStateException("the disk is full");
            assertThatThrownBy(() -> model.reply(Asked.prompt("x"), _ -> {
                        throw full;
                    }))
                    .isSameAs(full);
        }
    }
}
