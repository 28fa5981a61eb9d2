package org.agntos.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agntos.core.nix.ModuleText.Definition;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionSettings;

/// Takes a call apart into what it is about. Looks at the file system for one thing only: where a path really leads.
final class CallParts {
    private static final Pattern FORCED = Pattern.compile("(?:lib\\.)?mkForce\\s+(.*)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_'-]*");

    private final Path home;

    CallParts(Path home) {
        this.home = home;
    }

    List<Part> of(String tool, ObjectNode arguments) {
        List<Part> parts = new ArrayList<>();
        switch (tool) {
            case "propose" -> proposed(arguments, parts);
            case "read_file", "write_file", "edit_file" ->
                path(arguments.path("path").asText(), parts);
            case "run_bash" -> {
                command(arguments.path("command").asText(), parts);
                if (arguments.has("folder")) {
                    path(arguments.path("folder").asText(), parts);
                }
            }
            default -> {}
        }
        return parts.isEmpty() ? List.of(new Part.Whole()) : parts;
    }

    private static void proposed(ObjectNode arguments, List<Part> parts) {
        Stream.of("packages", "remove_packages")
                .flatMap(list -> arguments.path(list).valueStream())
                .forEach(name -> {
                    parts.add(new Part.Attribute(name.asText()));
                    parts.add(new Part.File("packages/" + name.asText() + ".nix"));
                });
        for (JsonNode option : arguments.path("options")) {
            addOption(option.path("path").asText(), option.path("value"), parts);
        }
        for (JsonNode option : arguments.path("reset_options")) {
            addOption(option.asText(), MissingNode.getInstance(), parts);
        }
        for (JsonNode module : arguments.path("modules")) {
            parts.add(new Part.File(module.path("path").asText()));
            module(module.path("content").asText(), parts);
        }
    }

    private static void addOption(String path, JsonNode value, List<Part> parts) {
        String plain = path.startsWith("config.") ? path.substring("config.".length()) : path;
        parts.add(new Part.File("options/" + plain + ".nix"));
        addValue(names(plain), value, parts);
        if (value.path("$nix").isTextual()) {
            module("{ " + plain + " = " + value.path("$nix").asText() + "; }", parts);
        }
    }

    /// A set is given by what is in it.
    private static void addValue(List<String> path, JsonNode value, List<Part> parts) {
        if (!value.isObject() || value.isEmpty() || value.has("$nix") || value.has("$path")) {
            parts.add(new Part.Option(path, text(value)));
            return;
        }
        value.properties().forEach(entry -> {
            List<String> inner = new ArrayList<>(path);
            inner.addAll(names(entry.getKey()));
            addValue(inner, entry.getValue(), parts);
        });
    }

    /// Splits at dots, but not at those in quotes.
    private static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == '.' && !isQuoted) {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return names;
    }

    private static String text(JsonNode node) {
        String text = node.isObject() && node.has("$nix")
                ? node.path("$nix").asText()
                : node.isValueNode() ? node.asText() : node.toString();
        return withoutForce(text.strip());
    }

    /// What a raw module sets, also where it is nested. It is a net with holes, for what is computed escapes it; the
    /// person's review and the helper's own policy stand behind it.
    private static void module(String content, List<Part> parts) {
        for (Definition definition : OptionSettings.anywhereIn(content)) {
            String value = definition.value() instanceof NixValue.Text(String text)
                    ? text
                    : withoutForce(content.substring(definition.valueStart(), definition.valueEnd()));
            parts.add(new Part.Option(definition.path().segments(), value));
        }
        Set<String> names = new HashSet<>();
        NAME.matcher(content).results().forEach(name -> names.add(name.group()));
        names.forEach(name -> parts.add(new Part.Attribute(name)));
    }

    private static String withoutForce(String value) {
        var forced = FORCED.matcher(value);
        String inner = forced.matches() ? forced.group(1).strip() : value;
        boolean isQuoted = inner.length() >= 2 && inner.startsWith("\"") && inner.endsWith("\"");
        return isQuoted ? inner.substring(1, inner.length() - 1) : inner;
    }

    private static void command(String text, List<Part> parts) {
        switch (CommandLine.of(text)) {
            case CommandLine.Plain(List<List<String>> programs) ->
                programs.forEach(words -> parts.add(new Part.Program(words)));
            case CommandLine.Unclear(String why) -> parts.add(new Part.Obscure(text, why));
        }
    }

    /// As it is written, and where it really leads if that is elsewhere.
    private void path(String text, List<Part> parts) {
        try {
            Path path = Path.of(text.equals("~") || text.startsWith("~/") ? home + text.substring(1) : text)
                    .toAbsolutePath()
                    .normalize();
            parts.add(new Part.File(path.toString()));
            Path real = real(path);
            if (!real.equals(path)) {
                parts.add(new Part.File(real.toString()));
            }
        } catch (InvalidPathException e) {
            parts.add(new Part.Obscure(text, "it is no path"));
        }
    }

    private static Path real(Path path) {
        for (Path there = path; there != null; there = there.getParent()) {
            if (Files.exists(there)) {
                try {
                    return there.toRealPath().resolve(there.relativize(path)).normalize();
                } catch (IOException e) {
                    return path;
                }
            }
        }
        return path;
    }
}
