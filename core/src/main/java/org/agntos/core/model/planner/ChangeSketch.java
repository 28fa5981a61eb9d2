package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects the parts of one change and writes the arguments of `propose`. For one thread.
final class ChangeSketch {
    private static final int LONGEST_SUMMARY = 120;

    private final Set<String> packages = new LinkedHashSet<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private final Map<String, JsonNode> options = new LinkedHashMap<>();
    private final Set<String> reset = new LinkedHashSet<>();
    private final Map<String, List<String>> deeds = new LinkedHashMap<>();
    private final List<String> reasons = new ArrayList<>();

    void install(String attribute) {
        packages.add(attribute);
        did("Install", attribute);
    }

    void remove(String attribute) {
        removed.add(attribute);
        did("Remove", attribute);
    }

    void set(String option, JsonNode value) {
        options.put(option, value);
    }

    void reset(String option) {
        reset.add(option);
    }

    /// @param verb such as `Enable`; @param thing as people call it
    void did(String verb, String thing) {
        List<String> things = deeds.computeIfAbsent(verb, _ -> new ArrayList<>());
        if (!things.contains(thing)) {
            things.add(thing);
        }
    }

    /// Says why the change looks as it does.
    void because(String reason) {
        reasons.add(reason);
    }

    boolean isEmpty() {
        return packages.isEmpty() && removed.isEmpty() && options.isEmpty() && reset.isEmpty();
    }

    JsonNode valueOf(String option) {
        return options.getOrDefault(option, JsonNodeFactory.instance.missingNode());
    }

    ObjectNode arguments() {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        texts(arguments, "packages", packages);
        texts(arguments, "remove_packages", removed);
        if (!options.isEmpty()) {
            ArrayNode array = arguments.putArray("options");
            options.forEach((path, value) -> array.addObject().put("path", path).set("value", value));
        }
        texts(arguments, "reset_options", reset);
        arguments.put("summary", summary());
        arguments.put("rationale", String.join(" ", reasons));
        return arguments;
    }

    private static void texts(ObjectNode arguments, String name, Set<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = arguments.putArray(name);
            texts.forEach(array::add);
        }
    }

    /// `Install htop and git, enable ssh`
    private String summary() {
        List<String> parts = new ArrayList<>();
        deeds.forEach((verb, things) -> parts.add((parts.isEmpty() ? verb : lower(verb)) + " " + Phrases.list(things)));
        String summary = String.join(", ", parts);
        return summary.length() <= LONGEST_SUMMARY ? summary : summary.substring(0, LONGEST_SUMMARY - 1) + "…";
    }

    private static String lower(String word) {
        return word.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + word.substring(1);
    }
}
