package org.agntos.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.ModelParts;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.Models.Task;
import org.agntos.core.model.key.KeyRing;
import org.agntos.core.model.openai.LocalServers;
import org.agntos.core.model.settings.ModelsFile;
import org.agntos.core.model.settings.ModelsFileEdit;
import picocli.CommandLine.ParseResult;

/// The actions of `agntctl model` that write, and the search that ends in one.
final class ModelEditing {
    private static final Duration LOOK = Duration.ofMillis(700);

    private final ParseResult arguments;
    private final Context context;
    private final ModelParts parts;
    private final String name;

    ModelEditing(ParseResult arguments, Context context) {
        this.arguments = arguments;
        this.context = context;
        this.parts = context.core().models();
        this.name = Args.word(arguments, 1);
    }

    ExitStatus use() {
        String profile = name.isEmpty() ? Args.text(arguments, "--route-profile") : name;
        if (profile.isEmpty()) {
            return missing("Which profile?", "agntctl model use NAME");
        }
        if (parts.models().named(profile).isEmpty()) {
            return ModelCommand.noSuchProfile(profile, context);
        }
        List<Task> tasks = new ArrayList<>();
        String word = Args.text(arguments, "--task");
        if (word.equals("all")) {
            tasks.addAll(List.of(Task.values()));
        } else {
            Optional<Task> task = ModelsFile.task(word.isEmpty() ? "chat" : word);
            if (task.isEmpty()) {
                return missing("There is no task '" + word + "'.", "The tasks are all, " + ModelsFile.taskWords());
            }
            tasks.add(task.get());
        }
        for (Task task : tasks) {
            ModelsFileEdit.Outcome outcome = parts.edit().route(task, profile);
            if (!(outcome instanceof ModelsFileEdit.Outcome.Saved)) {
                return tell(outcome, "");
            }
        }
        done(profile + " now does: " + (word.isEmpty() ? "chat" : word) + ".");
        return ExitStatus.OK;
    }

    ExitStatus add() {
        String endpoint = Args.text(arguments, "--endpoint");
        String model = Args.text(arguments, "--model");
        if (name.isEmpty() || endpoint.isEmpty() || model.isEmpty()) {
            return missing(
                    "A profile needs a name, an endpoint and a model.",
                    "agntctl model add local --endpoint http://localhost:11434/v1 --model qwen3:8b");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("endpoint", endpoint);
        values.put("model", model);
        put(values, "kind", Args.text(arguments, "--kind"));
        put(values, "api_key_env", Args.text(arguments, "--api-key-env"));
        put(values, "api_key_file", Args.text(arguments, "--api-key-file"));
        put(values, "api_key_secret", Args.has(arguments, "--api-key-secret") ? name : "");
        int tokens = Args.number(arguments, "--max-tokens", 0);
        if (tokens != 0) {
            values.put("max_tokens", tokens);
        }
        String temperature = Args.text(arguments, "--temperature");
        if (!temperature.isEmpty()) {
            if (!temperature.matches("\\d(\\.\\d{1,6})?")) {
                return missing("The temperature is a number from 0 to 2.", "--temperature 0.2");
            }
            values.put("temperature", Double.parseDouble(temperature));
        }
        return tell(
                parts.edit().put(name, values),
                name + " is there now. Try it: agntctl model test " + name + ". Choose it: agntctl model use " + name
                        + ".");
    }

    private static void put(Map<String, Object> values, String key, String value) {
        if (!value.isEmpty()) {
            values.put(key, value);
        }
    }

    ExitStatus remove() {
        return name.isEmpty()
                ? missing("Which profile?", "agntctl model remove NAME")
                : tell(parts.edit().remove(name), name + " is gone from " + parts.ownFile() + ".");
    }

    /// Reads the key from standard input, never from an argument, which every other program could read.
    ExitStatus key() throws InterruptedException {
        if (name.isEmpty()) {
            return missing("For which profile?", "agntctl model key NAME");
        }
        Optional<String> key = SecretInput.read("The key for " + name + " (it is not shown): ");
        if (key.isEmpty()) {
            return missing(
                    "No key was typed.", "agntctl model key NAME, and then the key; or: agntctl model key NAME < FILE");
        }
        return switch (parts.keyRing().store(name, key.get())) {
            case KeyRing.Finding.Found _ -> useKey();
            case KeyRing.Finding.Absent() ->
                context.output().fail(ExitStatus.FAILED, "keyring", "The keyring did not keep the key.", "");
            case KeyRing.Finding.Unusable(String why, String next) ->
                context.output().fail(ExitStatus.FAILED, "keyring", why, next);
        };
    }

    /// The key is kept; the profile must also say that it is there.
    private ExitStatus useKey() {
        Optional<ModelProfile.Remote> profile =
                parts.models().state().settings().named(name);
        boolean isUsed =
                profile.isPresent() && profile.get().access().key().equals(new ModelProfile.KeySource.Keyring(name));
        done("The key is in the keyring as '" + name + "'."
                + (isUsed ? "" : " For a profile to use it, write into it: api_key_secret = \"" + name + "\""));
        return ExitStatus.OK;
    }

    ExitStatus find() throws InterruptedException {
        List<LocalServers.Found> found = LocalServers.find(LocalServers.PORTS, parts.surroundings(), LOOK);
        ArrayNode list = Output.mapper().createArrayNode();
        for (LocalServers.Found server : found) {
            String model = server.models().isEmpty() ? "MODEL" : server.models().getFirst();
            context.output()
                    .line(server.kind().word() + " at " + server.endpoint() + " has: "
                            + (server.models().isEmpty() ? "no models yet" : String.join(", ", server.models())));
            context.output()
                    .line("  agntctl model add " + server.kind().word() + " --endpoint " + server.endpoint()
                            + " --model " + model);
            list.addObject()
                    .put("kind", server.kind().word())
                    .put("endpoint", server.endpoint().toString())
                    .set("models", Output.mapper().valueToTree(server.models()));
        }
        if (found.isEmpty()) {
            context.output()
                    .line("No model server answers on this computer (looked for Ollama, llama.cpp, LM Studio, vLLM).");
        }
        if (context.output().isJson()) {
            context.output().json(list);
        }
        return ExitStatus.OK;
    }

    private ExitStatus tell(ModelsFileEdit.Outcome outcome, String words) {
        return switch (outcome) {
            case ModelsFileEdit.Outcome.Saved() -> {
                done(words);
                yield ExitStatus.OK;
            }
            case ModelsFileEdit.Outcome.NotFound() -> ModelCommand.noSuchProfile(name, context);
            case ModelsFileEdit.Outcome.Refused(String problem) ->
                context.output().fail(ExitStatus.FAILED, "models-toml", problem, "Nothing was written.");
        };
    }

    private void done(String words) {
        if (!words.isEmpty()) {
            context.output().line(words);
        }
        if (context.output().isJson()) {
            context.output()
                    .json(Output.mapper()
                            .createObjectNode()
                            .put("profile", name)
                            .put("file", parts.ownFile().toString()));
        }
    }

    private ExitStatus missing(String words, String next) {
        return context.output().fail(ExitStatus.USAGE, "usage", words, "Such as: " + next);
    }
}
