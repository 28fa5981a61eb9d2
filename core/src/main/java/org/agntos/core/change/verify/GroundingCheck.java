package org.agntos.core.change.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.change.Problem;
import org.agntos.core.change.StageResult;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionType;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.NixRenderer;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionPath;
import org.agntos.helper.protocol.TreePath;

/// Checks that every option and package a change names exists on this machine and that every value that is written out
/// fits its option. For one change and one thread.
final class GroundingCheck {
    private static final int NEAREST = 3;
    /// What every module may have beside options.
    private static final Set<String> NO_OPTIONS =
            Set.of("imports", "_file", "key", "disabledModules", "meta", "_module");

    private final Catalogue catalogue;
    private final UnfreePermission permission;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final Set<String> notChecked = new LinkedHashSet<>();
    private int options;
    private int packages;

    /// @param texts the tree as it would be
    GroundingCheck(Catalogue catalogue, Map<TreePath, String> texts) {
        this.catalogue = catalogue;
        this.permission = UnfreePermission.in(texts.values());
    }

    StageResult check(Map<TreePath, String> writes) {
        writes.forEach(this::file);
        if (!problems.isEmpty()) {
            return new StageResult.Failed(problems);
        }
        if (!warnings.isEmpty()) {
            return new StageResult.Warned(warnings);
        }
        return notChecked.isEmpty()
                ? new StageResult.Passed()
                : new StageResult.Skipped("not everything can be looked up: " + String.join("; ", notChecked));
    }

    /// One line for the evidence.
    String outcome() {
        return options + (options == 1 ? " option and " : " options and ") + packages
                + (packages == 1 ? " package" : " packages") + " looked up in the " + catalogue.source();
    }

    private void file(TreePath path, String text) {
        if (path.value().startsWith("home/")) {
            notChecked.add(path + " has Home Manager options, which are not in the catalogue of this machine");
            return;
        }
        switch (ModuleText.read(text)) {
            case ModuleText.Reading.NotPlain(String reason, int line, int column) ->
                notChecked.add(path + " is code that only evaluation can judge (line " + line + ", column " + column
                        + ": " + reason + ")");
            case ModuleText.Reading.Module(ModuleText module) ->
                module.definitions().forEach(definition -> definition(path, text, definition));
        }
    }

    private void definition(TreePath file, String text, ModuleText.Definition definition) {
        if (NO_OPTIONS.contains(definition.path().segments().getFirst())) {
            return;
        }
        if (definition.nested() == null) {
            leaf(file, definition);
            packages(file, text, definition);
        } else {
            group(file, definition);
        }
    }

    /// A set: what is in it is checked by itself, so only an option that takes no set is wrong here.
    private void group(TreePath file, ModuleText.Definition definition) {
        Optional<OptionEntry> option = catalogue.option(name(definition.path()));
        NixValue set = new NixValue.Attributes(Map.of());
        boolean isNoSet = option.isPresent()
                && OptionType.parse(option.get().type()).fits(set).isPresent();
        if (isNoSet) {
            wrongType(file, definition, option.get());
        }
    }

    private void leaf(TreePath file, ModuleText.Definition definition) {
        options++;
        String path = name(definition.path());
        Optional<OptionEntry> option = catalogue.option(path);
        if (option.isPresent()) {
            if (OptionType.parse(option.get().type()).fits(definition.value()).isPresent()) {
                wrongType(file, definition, option.get());
            }
            return;
        }
        boolean isGroupByCode = definition.value() instanceof NixValue.Expression && hasOptionsBelow(path);
        if (isGroupByCode) {
            notChecked.add(file + " sets " + path + " by code that only evaluation can judge");
        } else {
            below(file, definition);
        }
    }

    private boolean hasOptionsBelow(String path) {
        return path.equals("config")
                || catalogue.options().stream().anyMatch(option -> option.path().startsWith(path + "."));
    }

    /// A name below an option that takes a set of names of one's own.
    private void below(TreePath file, ModuleText.Definition definition) {
        List<String> segments = definition.path().segments();
        for (int length = segments.size() - 1; length > 0; length--) {
            String above = name(new OptionPath(segments.subList(0, length)));
            Optional<OptionEntry> option = catalogue.option(above);
            if (option.isPresent()) {
                inside(file, definition, option.get(), segments.size() - length);
                return;
            }
        }
        unknownOption(file, definition);
    }

    /// @param depth how many segments below the option
    private void inside(TreePath file, ModuleText.Definition definition, OptionEntry option, int depth) {
        OptionType type = OptionType.parse(option.type());
        boolean hasOwnOptions = option.type().contains("submodule") && hasOptionsBelow(option.path());
        boolean takesNoSet = type.fits(new NixValue.Attributes(Map.of())).isPresent();
        if (hasOwnOptions || takesNoSet) {
            unknownOption(file, definition);
        } else if (type instanceof OptionType.AttributesOf(OptionType element) && depth == 1) {
            element.fits(definition.value())
                    .ifPresent(why -> problems.add(new Problem(
                            file.value(),
                            definition.valueLine(),
                            definition.valueColumn(),
                            "A definition for option `" + definition.path() + "' is not of the type of `"
                                    + option.path() + "'.",
                            sentence(why),
                            List.of())));
        }
    }

    private void unknownOption(TreePath file, ModuleText.Definition definition) {
        problems.add(new Problem(
                file.value(),
                definition.line(),
                definition.column(),
                "The option `" + definition.path() + "' does not exist.",
                "There is no option called " + definition.path() + " on this machine.",
                catalogue.nearestOptions(name(definition.path()), NEAREST)));
    }

    private void wrongType(TreePath file, ModuleText.Definition definition, OptionEntry option) {
        OptionType type = OptionType.parse(option.type());
        problems.add(new Problem(
                file.value(),
                definition.valueLine(),
                definition.valueColumn(),
                "A definition for option `" + definition.path() + "' is not of type `" + option.type() + "'.",
                sentence(type.fits(definition.value()).orElse("expected " + type.expected())),
                type instanceof OptionType.OneOf(List<NixValue> values)
                        ? values.stream()
                                .map(NixRenderer::render)
                                .limit(NEAREST)
                                .toList()
                        : List.of()));
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    /// The path with dots between segments, as catalogues write it.
    private static String name(OptionPath path) {
        return path.render();
    }

    private void packages(TreePath file, String text, ModuleText.Definition definition) {
        for (String attribute : new LinkedHashSet<>(references(definition.value()))) {
            packages++;
            int at = text.indexOf(attribute, definition.valueStart());
            int offset = at < 0 || at > definition.valueEnd() ? definition.valueStart() : at;
            TextPlace place = TextPlace.of(text, offset);
            Optional<PackageEntry> entry = catalogue.packageAt(attribute);
            if (entry.isEmpty()) {
                problems.add(new Problem(
                        file.value(),
                        place.line(),
                        place.column(),
                        "attribute '" + attribute + "' missing",
                        "There is no package called " + attribute + " on this machine.",
                        catalogue.nearestPackages(attribute, NEAREST)));
            } else if (entry.get().isUnfree() && !permission.covers(attribute)) {
                warnings.add(new Problem(
                        file.value(),
                        place.line(),
                        place.column(),
                        "The package " + attribute + " is unfree.",
                        attribute + " is not free software. A real NixOS refuses it until you allow it.",
                        List.of(
                                "Allow it alone: nixpkgs.config.allowUnfreePredicate = pkg: builtins.elem (lib.getName pkg) [ \""
                                        + attribute + "\" ];")));
            }
        }
    }

    private static List<String> references(NixValue value) {
        return switch (value) {
            case NixValue.PackageReference(String attribute) -> List.of(attribute);
            case NixValue.ListOf(List<NixValue> items) ->
                items.stream().flatMap(item -> references(item).stream()).toList();
            case NixValue.Attributes set ->
                set.entries().values().stream()
                        .flatMap(item -> references(item).stream())
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
}
