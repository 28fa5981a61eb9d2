package org.agntos.core.model.openai;

import org.agntos.core.model.ChatModel;
import org.agntos.core.model.ChatModelContract;
import org.junit.jupiter.api.AfterEach;

class OpenAiContractTest extends ChatModelContract {
    private final ModelServer server = new ModelServer((request, wire) -> {
        if (request.body().contains("look at the disk")) {
            wire.stream()
                    .data(
                            "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"name\":\"inspect\",\"arguments\":{\"target\":\"disk\"}}},{\"function\":{\"name\":\"inspect\"}}]},\"finish_reason\":\"tool_calls\"}]}");
        } else {
            wire.stream().text("Hello ").text("there.").end();
        }
    });

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    @Override
    protected ChatModel model() {
        return new OpenAiModel(Asked.profile(server.base()), new Asked().around());
    }

    @Override
    protected String greeting() {
        return "hello";
    }

    @Override
    protected String task() {
        return "look at the disk";
    }
}
