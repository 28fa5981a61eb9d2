package org.agntos.core.agent;

import org.agntos.core.model.ChatModel;
import org.agntos.core.model.ReplyListener;

/// A model whose replies a test writes.
final class ScriptedModel implements ChatModel {
    @FunctionalInterface
    interface Script {
        Reply reply(Prompt prompt, ReplyListener listener) throws InterruptedException;
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
    public Reply reply(Prompt prompt, ReplyListener listener) throws InterruptedException {
        return script.reply(prompt, listener);
    }
}
