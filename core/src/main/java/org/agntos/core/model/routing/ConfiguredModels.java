package org.agntos.core.model.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.agntos.core.model.ChatModel;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.Models;
import org.agntos.core.model.ReplyListener;
import org.agntos.core.model.openai.OpenAiModel;
import org.agntos.core.model.settings.ModelSettings;
import org.agntos.core.model.settings.ModelsFile;
import org.jspecify.annotations.Nullable;

/// The models of the `models.toml` files. They are read when first needed and again when one of them has changed; a
/// computer without such a file reads nothing. A file with a mistake makes the built-in planner answer, which says so.
public final class ConfiguredModels implements Models {
    private final List<Path> files;
    private final Function<ModelProfile.Remote, OpenAiModel> maker;
    private final ChatModel planner;
    private @Nullable Read read;
    private volatile @Nullable ChatModel only;

    private record Stamp(long size, long modified) {}

    private record Read(List<Stamp> stamps, State state) {}

    /// @param problems of the files; where there are any, settings are those of the files without
    public record State(ModelSettings settings, List<ModelsFile.Problem> problems) {
        public State {
            problems = List.copyOf(problems);
        }
    }

    /// @param files the system's first, then the person's, which takes precedence
    /// @param maker makes the model of a profile
    public ConfiguredModels(List<Path> files, Function<ModelProfile.Remote, OpenAiModel> maker, ChatModel planner) {
        this.files = List.copyOf(files);
        this.maker = maker;
        this.planner = planner;
    }

    /// From now on this profile alone does every task, with nobody to step in for it.
    ///
    /// @return whether there is such a profile
    public boolean use(String name) {
        Optional<ChatModel> model = named(name);
        only = model.orElse(null);
        return model.isPresent();
    }

    @Override
    public ChatModel forTask(Task task) {
        ChatModel chosen = only;
        if (chosen != null) {
            return chosen;
        }
        State state = state();
        if (!state.problems().isEmpty()) {
            return new Warned(planner, state.problems().getFirst().text());
        }
        String routed = state.settings().routeOf(task);
        List<OpenAiModel> chain =
                state.settings().chain(task).stream().map(maker).toList();
        if (chain.isEmpty()) {
            return routed.equals(ModelProfile.PLANNER)
                    ? planner
                    : new Warned(
                            planner,
                            "models.toml gives " + ModelsFile.word(task) + " to '" + routed
                                    + "', and there is no such profile.");
        }
        return new SteppingIn(chain, planner);
    }

    /// The one model of a profile, with nobody to step in for it; empty if there is no such profile.
    public Optional<ChatModel> named(String name) {
        return name.equals(ModelProfile.PLANNER)
                ? Optional.of(planner)
                : state().settings().named(name).map(maker);
    }

    @Override
    public List<ModelProfile> profiles() {
        List<ModelProfile> profiles = new ArrayList<>(state().settings().profiles());
        profiles.add(new ModelProfile.Planner());
        return profiles;
    }

    /// What the files say now.
    public synchronized State state() {
        List<Stamp> stamps = files.stream().map(ConfiguredModels::stamp).toList();
        Read known = read;
        if (known == null || !known.stamps().equals(stamps)) {
            known = new Read(stamps, readAll(stamps));
            read = known;
        }
        return known.state();
    }

    private State readAll(List<Stamp> stamps) {
        ModelSettings settings = ModelSettings.NONE;
        List<ModelsFile.Problem> problems = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            if (stamps.get(i).size() < 0) {
                continue;
            }
            switch (ModelsFile.read(files.get(i))) {
                case ModelsFile.Reading.Ok(ModelSettings more) -> settings = settings.with(more);
                case ModelsFile.Reading.Bad(List<ModelsFile.Problem> found) -> problems.addAll(found);
            }
        }
        return new State(settings, problems);
    }

    private static Stamp stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime().toMillis());
        } catch (IOException e) {
            return Files.exists(file) ? new Stamp(0, 0) : new Stamp(-1, 0);
        }
    }

    /// The planner, which first says why it answers.
    private record Warned(ChatModel planner, String why) implements ChatModel {
        @Override
        public String displayName() {
            return planner.displayName();
        }

        @Override
        public Reply reply(Prompt prompt, ReplyListener listener) throws InterruptedException {
            boolean isFirst = prompt.messages().getLast() instanceof Message.FromUser;
            if (isFirst) {
                listener.notice(why + " Going on with the built-in planner.");
            }
            return planner.reply(prompt, listener);
        }
    }
}
