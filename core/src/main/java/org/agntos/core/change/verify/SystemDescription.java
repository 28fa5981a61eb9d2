package org.agntos.core.change.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an evaluated NixOS consists of, as far as a plan needs it.
///
/// @param out where it is or would be in the store
/// @param packages names with versions; @param kernel and initrd store paths, empty where there is none
record SystemDescription(
        String out,
        SortedMap<String, Unit> units,
        List<String> packages,
        String kernel,
        String initrd,
        List<String> kernelParams) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    SystemDescription {
        packages = List.copyOf(packages);
        kernelParams = List.copyOf(kernelParams);
    }

    /// A systemd unit. @param wanted units that start it
    record Unit(String text, List<String> wanted) {
        Unit {
            wanted = List.copyOf(wanted);
        }

        boolean has(String key, String value) {
            return sections().values().stream()
                    .anyMatch(section -> section.getOrDefault(key, List.of()).contains(value));
        }

        SortedMap<String, SortedMap<String, List<String>>> sections() {
            SortedMap<String, SortedMap<String, List<String>>> sections = new TreeMap<>();
            String section = "";
            for (String line : text.lines().toList()) {
                int equals = line.indexOf('=');
                if (line.startsWith("[") && line.endsWith("]")) {
                    section = line.substring(1, line.length() - 1);
                } else if (equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
                    sections.computeIfAbsent(section, _ -> new TreeMap<>())
                            .computeIfAbsent(line.substring(0, equals).strip(), _ -> new ArrayList<>())
                            .add(line.substring(equals + 1).strip());
                }
            }
            sections.remove("Install");
            return sections;
        }
    }

    /// Empty if the text is no description.
    static Optional<SystemDescription> parse(String json) {
        JsonNode object;
        try {
            object = MAPPER.readTree(json);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
        if (object == null || !object.path("units").isObject()) {
            return Optional.empty();
        }
        SortedMap<String, Unit> units = new TreeMap<>();
        object.path("units").properties().forEach(entry -> {
            if (entry.getValue().path("enable").asBoolean(true)) {
                units.put(
                        entry.getKey(),
                        new Unit(
                                entry.getValue().path("text").asText(""),
                                texts(entry.getValue().path("wanted"))));
            }
        });
        return Optional.of(new SystemDescription(
                object.path("out").asText(""),
                units,
                texts(object.path("packages")),
                object.path("kernel").asText(""),
                object.path("initrd").asText(""),
                texts(object.path("kernelParams"))));
    }

    private static List<String> texts(JsonNode array) {
        List<String> found = new ArrayList<>();
        array.forEach(item -> found.add(item.asText("")));
        return found;
    }
}
