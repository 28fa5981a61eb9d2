package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Adds to a change the permission for what in it is not free: for these names alone, beside those allowed before.
final class Unfree {
    static final String PREDICATE = "nixpkgs.config.allowUnfreePredicate";
    private static final String FOR_ALL = "nixpkgs.config.allowUnfree";
    private static final Pattern NAME = Pattern.compile("\"([\\w.+-]+)\"");

    private Unfree() {}

    static void permit(ChangeSketch change, Knowledge knowledge, Remarks remarks) {
        boolean isAllowed = change.unfree().isEmpty()
                || change.valueOf(FOR_ALL).asBoolean(false)
                || (knowledge.declared().value(FOR_ALL) instanceof Declared.Present.Value(var value)
                        && value.asBoolean(false));
        if (isAllowed) {
            return;
        }
        Set<String> names = new LinkedHashSet<>(allowedBefore(knowledge.declared()));
        boolean isNew = names.addAll(change.unfree());
        if (isNew) {
            String list = names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(" "));
            change.set(
                    PREDICATE,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("$nix", "pkg: builtins.elem (lib.getName pkg) [ " + list + " ]"));
        }
        String shown = Phrases.list(change.unfree().stream().map(Phrases::code).toList());
        remarks.note(shown + (change.unfree().size() == 1 ? " is" : " are")
                + " not free software. The change carries Nix's permission for just that.");
        change.because("Allows what is not free software: " + String.join(", ", change.unfree()) + ".");
    }

    private static Set<String> allowedBefore(Declared declared) {
        Set<String> names = new LinkedHashSet<>();
        Optional<String> text = declared.textOf(PREDICATE);
        Matcher name =
                NAME.matcher(text.map(one -> one.replaceAll("(?m)#.*$", "")).orElse(""));
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }
}
