package org.agntos.core.model.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.files.AtomicFile;
import org.agntos.core.files.BoundedRead;
import org.agntos.core.model.Models.Task;
import org.agntos.core.model.settings.ModelsFile.Reading;

/// Changes single lines of a person's `models.toml`; comments, order and everything else stay as they were. What does
/// not read afterwards as it should is not written.
public final class ModelsFileEdit {
    private static final String ROUTING = "routing";
    private static final int LIMIT = 256 * 1024;

    private final Path file;

    public ModelsFileEdit(Path file) {
        this.file = file;
    }

    /// How an edit ended.
    public sealed interface Outcome {
        record Saved() implements Outcome {}

        record NotFound() implements Outcome {}

        /// @param problem why nothing was written
        record Refused(String problem) implements Outcome {}
    }

    /// Gives a task to a profile; whether there is one of this name is for the caller to know.
    public Outcome route(Task task, String profile) {
        return edit(lines -> {
            List<String> edited = new ArrayList<>(lines);
            String line = ModelsFile.word(task) + " = " + quoted(profile);
            set(edited, ROUTING, ModelsFile.word(task), line);
            return Optional.of(edited);
        });
    }

    /// Adds a profile, or gives the one of this name new values; keys that are not given are taken out of it.
    ///
    /// @param values by key: a text, a number or a boolean
    public Outcome put(String profile, Map<String, Object> values) {
        return edit(lines -> {
            List<String> edited = new ArrayList<>(lines);
            cut(edited, profile);
            if (!edited.isEmpty() && !edited.getLast().isBlank()) {
                edited.add("");
            }
            edited.add("[" + profile + "]");
            new LinkedHashMap<>(values).forEach((key, value) -> edited.add(key + " = " + toml(value)));
            return Optional.of(edited);
        });
    }

    /// Takes a profile out, and the routes that lead to it.
    public Outcome remove(String profile) {
        return edit(lines -> {
            List<String> edited = new ArrayList<>(lines);
            if (!cut(edited, profile)) {
                return Optional.empty();
            }
            for (Task task : Task.values()) {
                unroute(edited, task, profile);
            }
            return Optional.of(edited);
        });
    }

    private static void set(List<String> lines, String table, String key, String line) {
        TomlLines toml = new TomlLines(lines);
        int header = toml.headerOf(table);
        if (header == 0) {
            if (!lines.isEmpty() && !lines.getLast().isBlank()) {
                lines.add("");
            }
            lines.add("[" + table + "]");
            lines.add(line);
            return;
        }
        int at = toml.find(table, key);
        if (at != header) {
            int comment = commentIn(lines.get(at - 1));
            lines.set(
                    at - 1, comment < 0 ? line : line + "  " + lines.get(at - 1).substring(comment));
        } else {
            lines.add(toml.endOf(header), line);
        }
    }

    /// Where the comment behind a value begins, -1 if there is none.
    private static int commentIn(String line) {
        boolean isQuoted = false;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                isQuoted = !isQuoted;
            } else if (line.charAt(i) == '#' && !isQuoted) {
                return i;
            }
        }
        return -1;
    }

    /// Takes the table of a profile out, its header too; comments before the header stay.
    private static boolean cut(List<String> lines, String profile) {
        TomlLines toml = new TomlLines(lines);
        int header = Math.max(toml.headerOf(profile), toml.headerOf("profiles." + profile));
        if (header == 0) {
            return false;
        }
        lines.subList(header - 1, toml.endOf(header)).clear();
        return true;
    }

    private static void unroute(List<String> lines, Task task, String profile) {
        TomlLines toml = new TomlLines(lines);
        int header = toml.headerOf(ROUTING);
        int at = toml.find(ROUTING, ModelsFile.word(task));
        if (header > 0 && at != header && lines.get(at - 1).replace('\'', '"').contains(quoted(profile))) {
            lines.remove(at - 1);
        }
    }

    private static String toml(Object value) {
        return value instanceof Number || value instanceof Boolean ? value.toString() : quoted(value.toString());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private Outcome edit(Edit edit) {
        List<String> before;
        switch (BoundedRead.text(file, LIMIT)) {
            case BoundedRead.Content.Absent() -> before = List.of();
            case BoundedRead.Content.Text(String text) -> before = text.lines().toList();
            case BoundedRead.Content.Unreadable(String reason) -> {
                return new Outcome.Refused(file + " cannot be read: " + reason + ".");
            }
        }
        if (!before.isEmpty() && ModelsFile.read(file) instanceof Reading.Bad(List<ModelsFile.Problem> problems)) {
            return new Outcome.Refused(problems.getFirst().text() + " Mend that first.");
        }
        Optional<List<String>> after = edit.of(before);
        if (after.isEmpty()) {
            return new Outcome.NotFound();
        }
        String text = String.join("\n", after.get()) + "\n";
        return ModelsFile.parse(file, text) instanceof Reading.Bad(List<ModelsFile.Problem> problems)
                ? new Outcome.Refused(problems.getFirst().words())
                : write(text);
    }

    private Outcome write(String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
            return new Outcome.Saved();
        } catch (IOException e) {
            return new Outcome.Refused(file + " could not be written: " + e.getMessage() + ".");
        }
    }

    @FunctionalInterface
    private interface Edit {
        Optional<List<String>> of(List<String> lines);
    }
}
