package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the managed files declare now.
final class Declared {
    private static final Pattern ITEM = Pattern.compile("\"((?:[^\"\\\\$]|\\\\[\"\\\\])*)\"|-?\\d+|(?<other>\\S+)");

    private final ManagedFiles files;

    Declared(ManagedFiles files) {
        this.files = files;
    }

    boolean hasPackage(String attribute) {
        return files.text("packages/" + attribute + ".nix").isPresent();
    }

    boolean hasOption(String path) {
        return fileOf(path).isPresent();
    }

    private Optional<String> fileOf(String path) {
        return files.text("options/" + path + ".nix").or(() -> serviceFile(path));
    }

    /// `services/openssh.nix` holds `services.openssh.enable`.
    private Optional<String> serviceFile(String path) {
        List<String> segments = List.of(path.split("\\.", -1));
        if (segments.size() < 2) {
            return Optional.empty();
        }
        String last = segments.getLast();
        return files.text("services/" + segments.get(segments.size() - 2) + ".nix")
                .filter(text -> text.contains(last));
    }

    /// The plain items of a list option that our file sets. Empty if it sets none; a list with anything but numbers and
    /// texts in it cannot be read here.
    sealed interface ListValue {
        record Items(ArrayNode items) implements ListValue {}

        record Unreadable() implements ListValue {}
    }

    ListValue list(String path) {
        Optional<String> text = fileOf(path);
        if (text.isEmpty()) {
            return new ListValue.Items(JsonNodeFactory.instance.arrayNode());
        }
        String name = path.substring(path.lastIndexOf('.') + 1);
        String plain = text.get().replaceAll("(?m)#.*$", "");
        Matcher matcher = Pattern.compile(Pattern.quote(name) + "\\s*=\\s*(?:lib\\.mk\\w+\\s+)?\\[([^\\[\\]]*)]\\s*;")
                .matcher(plain);
        return matcher.find() ? items(matcher.group(1)) : new ListValue.Unreadable();
    }

    private static ListValue items(String text) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        Matcher item = ITEM.matcher(text);
        while (item.find()) {
            if (item.group("other") != null) {
                return new ListValue.Unreadable();
            }
            items.add(value(item));
        }
        return new ListValue.Items(items);
    }

    private static JsonNode value(Matcher item) {
        String quoted = item.group(1);
        return quoted == null
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(item.group()))
                : JsonNodeFactory.instance.textNode(quoted.replaceAll("\\\\(.)", "$1"));
    }
}
