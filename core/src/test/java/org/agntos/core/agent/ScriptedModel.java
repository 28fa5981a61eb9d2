package org.agntos.core.agent;

import java.util.function.Consumer;
import org.agntos.core.model.ChatModel;

/// A model whose replies a test writes.
final class ScriptedModel implements ChatModel {
    @FunctionalInterface
    interface Script {
        Reply reply(Prompt prompt, Consumer<String> onText) throws InterruptedException;
    }

    private final Script script;

    ScriptedModel(Script script) {
        this.script = script;
    }

    @Override
    public String displayName() {
        return "Script";
    }

    @Override
    public Reply reply(Prompt prompt, Consumer<String> onText) throws InterruptedException {
        return script.reply(prompt, onText);
    }
}
