package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionType;
import org.agntos.core.nix.NixText;
import org.agntos.core.nix.NixValue;

/// Whether a setting would pass the verification of its names and types. Safe for any thread.
final class Grounding {
    private static final String HOME = "home-manager.users.";
    private static final String HOME_USER = "^home-manager\\.users\\.(?:\"[^\"]*\"|[^.]*)\\.";

    private final Catalogue catalogue;

    Grounding(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// True if the option exists, may be set, and takes the value, and all packages the value names exist.
    boolean holds(String path, JsonNode value) {
        Optional<OptionEntry> option = path.startsWith(HOME)
                ? hasHomeManager() ? catalogue.homeOption(path.replaceFirst(HOME_USER, "")) : Optional.empty()
                : catalogue.option(path);
        if (option.isEmpty() || option.get().facts().isReadOnly()) {
            return false;
        }
        NixValue nix = value(value);
        return OptionType.parse(option.get().type()).fits(nix).isEmpty()
                && packages(nix).stream().allMatch(this::hasPackage);
    }

    /// True where Home Manager is a module of this machine's NixOS, so that a change can set its options.
    boolean hasHomeManager() {
        return catalogue.option("home-manager.users").isPresent();
    }

    boolean hasPackage(String attribute) {
        return catalogue.packageAt(attribute).isPresent()
                || attribute.startsWith("linuxPackages")
                || attribute.endsWith(".override")
                || isBelowSet(attribute);
    }

    /// Kernels are sets of packages and have no entry of their own.
    private boolean isBelowSet(String attribute) {
        return attribute.startsWith("linuxKernel.")
                && catalogue.packageAt(attribute).isPresent();
    }

    private static List<String> packages(NixValue value) {
        return switch (value) {
            case NixValue.PackageReference(String attribute) -> List.of(attribute);
            case NixValue.ListOf(List<NixValue> items) ->
                items.stream().flatMap(item -> packages(item).stream()).toList();
            case NixValue.Attributes set ->
                set.entries().values().stream()
                        .flatMap(item -> packages(item).stream())
                        .toList();
            case NixValue.Null _,
                    NixValue.Bool _,
                    NixValue.Int _,
                    NixValue.Decimal _,
                    NixValue.Text _,
                    NixValue.PathLiteral _,
                    NixValue.Expression _ -> List.of();
        };
    }

    /// The Nix value that an argument of `propose` stands for.
    static NixValue value(JsonNode node) {
        return switch (node.getNodeType()) {
            case BOOLEAN -> new NixValue.Bool(node.booleanValue());
            case NUMBER ->
                node.isIntegralNumber()
                        ? new NixValue.Int(node.longValue())
                        : new NixValue.Decimal(node.decimalValue());
            case STRING -> new NixValue.Text(node.textValue());
            case ARRAY -> {
                List<NixValue> items = new ArrayList<>();
                node.forEach(item -> items.add(value(item)));
                yield new NixValue.ListOf(items);
            }
            case OBJECT -> set(node);
            case NULL, MISSING, BINARY, POJO -> new NixValue.Null();
        };
    }

    private static NixValue set(JsonNode node) {
        if (node.size() == 1 && node.path("$nix").isTextual()) {
            String code = node.path("$nix").asText();
            return NixText.value(code).orElseGet(() -> new NixValue.Expression(code));
        }
        Map<String, NixValue> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> entries.put(entry.getKey(), value(entry.getValue())));
        return new NixValue.Attributes(entries);
    }
}
