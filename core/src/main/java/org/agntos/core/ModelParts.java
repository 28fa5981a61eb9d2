package org.agntos.core;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.agntos.core.model.ChatModel;
import org.agntos.core.model.key.ApiKeys;
import org.agntos.core.model.key.KeyRing;
import org.agntos.core.model.keyring.SecretServiceKeyRing;
import org.agntos.core.model.openai.OpenAiModel;
import org.agntos.core.model.openai.Pace;
import org.agntos.core.model.openai.Reach;
import org.agntos.core.model.openai.Surroundings;
import org.agntos.core.model.routing.ConfiguredModels;
import org.agntos.core.model.settings.ModelsFileEdit;

/// The part of the graph that belongs to models. Nothing that speaks to a network or a bus is loaded before a profile
/// needs it.
public final class ModelParts {
    private final Path ownFile;
    private final ConfiguredModels models;
    private final Lazy<KeyRing> keyRing;
    private final Lazy<Surroundings> surroundings;

    ModelParts(CoreComposition core, ChatModel planner) {
        this.ownFile = core.configDirectory().resolve("models.toml");
        this.keyRing = Lazy.of(() -> new SecretServiceKeyRing(core.environment()));
        this.surroundings = Lazy.of(() -> new Surroundings(
                new Reach(this::isLocalOnly, InetAddress::getAllByName),
                new ApiKeys(core.environment(), new LateKeyRing()),
                Pace.USUAL,
                core.clock(),
                Thread::sleep,
                RandomGenerator.getDefault()));
        this.models = new ConfiguredModels(
                List.of(core.paths().config().resolve("models.toml"), ownFile),
                profile -> new OpenAiModel(profile, surroundings.get()),
                planner);
    }

    public ConfiguredModels models() {
        return models;
    }

    public Surroundings surroundings() {
        return surroundings.get();
    }

    public KeyRing keyRing() {
        return keyRing.get();
    }

    /// The person's own file, which commands and the window write.
    public Path ownFile() {
        return ownFile;
    }

    public ModelsFileEdit edit() {
        return new ModelsFileEdit(ownFile);
    }

    private boolean isLocalOnly() {
        return models.state().settings().isLocalOnly();
    }

    /// Makes the real one when a key in it is asked for.
    private final class LateKeyRing implements KeyRing {
        @Override
        public Finding find(String label) throws InterruptedException {
            return keyRing.get().find(label);
        }

        @Override
        public Finding store(String label, String secret) throws InterruptedException {
            return keyRing.get().store(label, secret);
        }
    }
}
