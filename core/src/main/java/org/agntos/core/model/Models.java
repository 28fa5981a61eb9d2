package org.agntos.core.model;

import java.util.List;

/// The models this person has, and which of them does what. Safe for any thread.
public interface Models {
    /// What a model is wanted for; the names are those of `[routing]` in `models.toml`.
    enum Task {
        CHAT,
        INSPECT,
        PROPOSE,
        APPLY,
        MEMORY,
        WATCHDOG,
        SUMMARY
    }

    /// The model for a task, as the files say now. Asked for at the start of each turn, so that a change of model is
    /// obeyed by the next request. Touches no network.
    ChatModel forTask(Task task);

    /// Every profile; the built-in planner is the last and always there.
    List<ModelProfile> profiles();

    /// One model for everything.
    static Models only(ChatModel model) {
        return new Models() {
            @Override
            public ChatModel forTask(Task task) {
                return model;
            }

            @Override
            public List<ModelProfile> profiles() {
                return List.of(new ModelProfile.Planner());
            }
        };
    }
}
