package org.agntos.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.agntos.core.ModelParts;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.Models.Task;
import org.agntos.core.model.openai.ModelProbe;
import org.agntos.core.model.settings.ModelSettings;
import org.agntos.core.model.settings.ModelsFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl model`: which models there are, which does what, and whether they work.
final class ModelCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Args.command(
                        "model",
                        "Lists, tries and chooses the models that answer. The built-in planner is always there.")
                .addPositional(Args.words(
                        "[list | test [NAME] | use NAME | add NAME | remove NAME | key NAME | find | route]",
                        "list is the default; find looks for model servers on this computer"))
                .addOption(Args.text("URL", "add: where it is, such as http://localhost:11434/v1", "--endpoint"))
                .addOption(Args.text("MODEL", "add: the model as the server names it", "--model"))
                .addOption(Args.text("KIND", "add: whose server it is, such as ollama", "--kind"))
                .addOption(Args.text("NAME", "add: the environment variable that holds the key", "--api-key-env"))
                .addOption(
                        Args.text("PATH", "add: the file, readable by you alone, that holds the key", "--api-key-file"))
                .addOption(
                        Args.flag("add: the key is in the keyring, where 'model key NAME' puts it", "--api-key-secret"))
                .addOption(Args.number("N", "add: the longest answer, in tokens", "--max-tokens"))
                .addOption(Args.text("NUMBER", "add: from 0 to 2", "--temperature"))
                .addOption(Args.text("TASK", "use and route: the task (chat), or all", "--task"))
                .addOption(Args.text("NAME", "as 'use NAME' (AgntOS 1.x)", "--route-profile"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) throws InterruptedException {
        String action = Args.word(arguments, 0);
        ModelParts parts = context.core().models();
        List<ModelsFile.Problem> problems = parts.models().state().problems();
        if (!problems.isEmpty()) {
            return context.output()
                    .fail(
                            ExitStatus.FAILED,
                            "models-toml",
                            problems.stream().map(ModelsFile.Problem::text).collect(Collectors.joining("\n")),
                            "Mend the file; until then the built-in planner answers.");
        }
        ModelEditing editing = new ModelEditing(arguments, context);
        return switch (action) {
            case "", "list" -> list(parts, context);
            case "route" -> route(Args.text(arguments, "--task"), parts, context);
            case "test" -> test(Args.word(arguments, 1), parts, context);
            case "use", "set-route" -> editing.use();
            case "add" -> editing.add();
            case "remove" -> editing.remove();
            case "key" -> editing.key();
            case "find", "suggest" -> editing.find();
            default ->
                context.output()
                        .fail(
                                ExitStatus.USAGE,
                                "usage",
                                "There is no action '" + action + "'.",
                                "Use list, test, use, add, remove, key, find or route.");
        };
    }

    static ExitStatus noSuchProfile(String name, Context context) {
        String names = context.core().models().models().profiles().stream()
                .map(ModelProfile::name)
                .collect(Collectors.joining(", "));
        return context.output()
                .fail(
                        ExitStatus.NOT_FOUND,
                        "not-found",
                        "There is no model profile '" + name + "'.",
                        "There are: " + names + ". Another: agntctl model add NAME --endpoint URL --model MODEL.");
    }

    private static ExitStatus list(ModelParts parts, Context context) {
        ModelSettings settings = parts.models().state().settings();
        ArrayNode profiles = Output.mapper().createArrayNode();
        for (ModelProfile profile : parts.models().profiles()) {
            String tasks = tasks(settings, profile.name());
            String what = switch (profile) {
                case ModelProfile.Planner() -> "built-in, no network";
                case ModelProfile.Remote remote ->
                    remote.model() + " at " + remote.access().endpoint() + " ("
                            + remote.kind().word() + ")";
            };
            context.output().line(profile.name() + "  " + what + (tasks.isEmpty() ? "" : "  does: " + tasks));
            profiles.add(json(profile).put("tasks", tasks));
        }
        if (settings.isLocalOnly()) {
            context.output().line("Local only: no request leaves this computer.");
        }
        if (context.output().isJson()) {
            ObjectNode node = Output.mapper().createObjectNode().put("local_only", settings.isLocalOnly());
            node.set("profiles", profiles);
            context.output().json(node);
        }
        return ExitStatus.OK;
    }

    private static String tasks(ModelSettings settings, String name) {
        List<String> tasks = List.of(Task.values()).stream()
                .filter(task -> settings.routeOf(task).equals(name))
                .map(ModelsFile::word)
                .toList();
        return tasks.size() == Task.values().length ? "everything" : String.join(", ", tasks);
    }

    static ObjectNode json(ModelProfile profile) {
        ObjectNode node = Output.mapper().createObjectNode().put("profile", profile.name());
        if (profile instanceof ModelProfile.Remote remote) {
            node.put("endpoint", remote.access().endpoint().toString())
                    .put("model", remote.model())
                    .put("kind", remote.kind().word());
            if (remote.access().key() instanceof ModelProfile.KeySource.Variable(String variable)) {
                node.put("api_key_env", variable);
            }
            if (remote.tuning().maxTokens() > 0) {
                node.put("max_tokens", remote.tuning().maxTokens());
            }
            Double temperature = remote.tuning().temperature();
            if (temperature != null) {
                node.put("temperature", temperature);
            }
        }
        return node;
    }

    /// As AgntOS 1.x answered.
    private static ExitStatus route(String word, ModelParts parts, Context context) {
        Optional<Task> task = ModelsFile.task(word.isEmpty() ? "chat" : word);
        String name = parts.models().state().settings().routeOf(task.orElse(Task.CHAT));
        ModelProfile profile = parts.models().profiles().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElse(new ModelProfile.Planner());
        String done = task.map(ModelsFile::word).orElse(word);
        context.output().line(done + ": " + profile.name());
        if (context.output().isJson()) {
            context.output().json(json(profile).put("task", done));
        }
        return ExitStatus.OK;
    }

    private static ExitStatus test(String given, ModelParts parts, Context context) throws InterruptedException {
        ModelSettings settings = parts.models().state().settings();
        String name = given.isEmpty() ? settings.routeOf(Task.CHAT) : given;
        Optional<ModelProfile.Remote> profile = settings.named(name);
        if (profile.isEmpty()) {
            if (!name.equals(ModelProfile.PLANNER)) {
                return noSuchProfile(name, context);
            }
            return tell(
                    List.of(new ModelProbe.Step("planner", true, "The built-in planner is always there.", "")),
                    name,
                    context);
        }
        context.output().message("Testing " + name + " (" + profile.get().model() + ") …");
        return tell(ModelProbe.run(profile.get(), parts.surroundings()), name, context);
    }

    private static ExitStatus tell(List<ModelProbe.Step> steps, String name, Context context) {
        ArrayNode list = Output.mapper().createArrayNode();
        boolean isGood = true;
        for (ModelProbe.Step step : steps) {
            isGood &= step.isGood();
            context.output().line((step.isGood() ? "ok      " : "failed  ") + step.name() + ": " + step.words());
            if (!step.next().isEmpty()) {
                context.output().line("        " + step.next());
            }
            list.addObject()
                    .put("step", step.name())
                    .put("ok", step.isGood())
                    .put("words", step.words())
                    .put("next", step.next());
        }
        if (context.output().isJson()) {
            ObjectNode node =
                    Output.mapper().createObjectNode().put("profile", name).put("ok", isGood);
            node.set("steps", list);
            context.output().json(node);
        }
        return isGood ? ExitStatus.OK : ExitStatus.FAILED;
    }
}
