package org.agntos.core.model.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.files.BoundedRead;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.Models.Task;

/// Reads `models.toml` as `docs/formats/models.md` describes it. What is not described there is an error that names
/// file, line and what is allowed, because a misspelt key that is ignored would send requests where nobody meant to.
public final class ModelsFile {
    /// Larger than any file a person writes.
    private static final int LIMIT = 256 * 1024;

    static final String NAME_FORM = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";
    private static final Set<String> TOP = Set.of("routing", "profiles", "local_only");

    private final Path file;
    private final TomlLines lines;
    private final List<Problem> problems = new ArrayList<>();
    private final List<ModelProfile.Remote> profiles = new ArrayList<>();

    private ModelsFile(Path file, TomlLines lines) {
        this.file = file;
        this.lines = lines;
    }

    /// What a file turned out to be.
    public sealed interface Reading {
        record Ok(ModelSettings settings) implements Reading {}

        /// @param problems at least one
        record Bad(List<Problem> problems) implements Reading {
            public Bad {
                problems = List.copyOf(problems);
            }
        }
    }

    /// @param line from 1; 0 where it is the whole file
    public record Problem(Path file, int line, String words) {
        /// Such as `/home/ada/.config/agntos/models.toml:3: …`.
        public String text() {
            return file + (line > 0 ? ":" + line : "") + ": " + words;
        }
    }

    /// Reads one file; one that is not there says nothing.
    public static Reading read(Path file) {
        return switch (BoundedRead.text(file, LIMIT)) {
            case BoundedRead.Content.Absent() -> new Reading.Ok(ModelSettings.NONE);
            case BoundedRead.Content.Unreadable(String reason) ->
                new Reading.Bad(List.of(new Problem(file, 0, "cannot be read: " + reason + ".")));
            case BoundedRead.Content.Text(String text) -> parse(file, text);
        };
    }

    /// Reads a text as if it stood in `file`.
    static Reading parse(Path file, String text) {
        ModelsFile reader = new ModelsFile(file, TomlLines.of(text));
        JsonNode root;
        try {
            root = TomlMapper.builder()
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build()
                    .readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            return new Reading.Bad(List.of(new Problem(file, line, "is not TOML: " + e.getOriginalMessage() + ".")));
        }
        return reader.read((ObjectNode) root);
    }

    private Reading read(ObjectNode root) {
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (!TOP.contains(entry.getKey())) {
                profile(entry.getKey(), entry.getKey(), entry.getValue());
            }
        }
        JsonNode nested = root.path("profiles");
        for (Map.Entry<String, JsonNode> entry : nested.properties()) {
            profile("profiles." + entry.getKey(), entry.getKey(), entry.getValue());
        }
        boolean isLocalOnly = root.path("local_only").asBoolean(false);
        if (root.has("local_only") && !root.get("local_only").isBoolean()) {
            problem("", "local_only", "local_only must be true or false.");
        }
        Map<Task, String> routing = routing(root.path("routing"));
        return problems.isEmpty()
                ? new Reading.Ok(new ModelSettings(profiles, routing, isLocalOnly))
                : new Reading.Bad(problems);
    }

    private void profile(String table, String name, JsonNode node) {
        if (!node.isObject()) {
            problem(
                    "",
                    name,
                    "there is no setting '" + name + "' outside a profile; allowed are local_only, [routing]"
                            + " and a table for each profile, such as [default].");
        } else if (!name.matches(NAME_FORM)) {
            problem(table, "", "'" + name + "' is no name for a profile: letters, digits, '-', '_' and '.' only.");
        } else if (name.equals(ModelProfile.PLANNER)) {
            problem(table, "", "'planner' is the built-in planner and cannot be set; choose another name.");
        } else if (profiles.stream().anyMatch(profile -> profile.name().equals(name))) {
            problem(table, "", "the profile '" + name + "' is there twice, once below [profiles].");
        } else {
            ProfileReader reader = new ProfileReader(name, (ObjectNode) node);
            reader.read().ifPresent(profiles::add);
            reader.problems().forEach((key, words) -> problem(table, key, words));
        }
    }

    private Map<Task, String> routing(JsonNode node) {
        Map<Task, String> routes = new EnumMap<>(Task.class);
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            Optional<Task> task = task(entry.getKey());
            if (task.isEmpty()) {
                problem(
                        "routing",
                        entry.getKey(),
                        "there is no task '" + entry.getKey() + "'; the tasks are " + taskWords() + ".");
            } else if (!entry.getValue().isTextual()) {
                problem("routing", entry.getKey(), "the profile for " + entry.getKey() + " must be a name in quotes.");
            } else {
                routes.put(task.get(), entry.getValue().asText());
            }
        }
        if (!node.isMissingNode() && !node.isObject()) {
            problem("", "routing", "routing must be a table, such as [routing] with chat = \"default\" below it.");
        }
        return routes;
    }

    private void problem(String table, String key, String words) {
        problems.add(new Problem(file, lines.find(table, key), words));
    }

    public static Optional<Task> task(String word) {
        for (Task task : Task.values()) {
            if (word(task).equals(word)) {
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }

    /// As `[routing]` spells it.
    public static String word(Task task) {
        return task.name().toLowerCase(Locale.ROOT);
    }

    public static String taskWords() {
        return String.join(
                ", ", List.of(Task.values()).stream().map(ModelsFile::word).toList());
    }
}
