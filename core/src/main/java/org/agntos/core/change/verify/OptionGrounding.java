package org.agntos.core.change.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.change.Fix;
import org.agntos.core.change.Problem;
import org.agntos.core.change.explain.Fixes;
import org.agntos.core.change.explain.OptionWords;
import org.agntos.core.change.explain.Scene;
import org.agntos.core.change.explain.TypeWords;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionType;
import org.agntos.core.grounding.Replacement;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.NixRenderer;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionPath;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// Looks one definition's option up: whether it exists, may be set, has another name by now, and takes the value.
final class OptionGrounding {
    private static final int NEAREST = 3;

    private final OptionWords words;
    private final Catalogue catalogue;
    private final Fixes fixes;
    private final GroundingCheck.Findings findings;

    OptionGrounding(Scene scene, GroundingCheck.Findings findings) {
        this.words = new OptionWords(scene);
        this.catalogue = scene.catalogue();
        this.fixes = new Fixes(scene);
        this.findings = findings;
    }

    void check(TreePath file, ModuleText.Definition definition) {
        if (definition.nested() == null) {
            leaf(file, definition);
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
            wrongType(file, definition, option.get(), set);
        }
    }

    private void leaf(TreePath file, ModuleText.Definition definition) {
        findings.countOption();
        String path = name(definition.path());
        Optional<OptionEntry> option = catalogue.option(path);
        if (option.isPresent()) {
            known(file, definition, option.get());
            return;
        }
        boolean isGroupByCode = definition.value() instanceof NixValue.Expression
                && (path.equals("config") || catalogue.hasOptionsBelow(path));
        if (isGroupByCode) {
            findings.notChecked(file + " sets " + path + " by code that only evaluation can judge");
        } else {
            below(file, definition);
        }
    }

    private void known(TreePath file, ModuleText.Definition definition, OptionEntry option) {
        if (option.facts().isReadOnly()) {
            findings.error(at(
                    file,
                    definition,
                    "The option `" + definition.path() + "' is read-only.",
                    definition.path() + " cannot be set: NixOS works it out by itself.",
                    List.of(),
                    fixes.remove(definition.path())));
            return;
        }
        if (OptionType.parse(option.type()).fits(definition.value()).isPresent()) {
            wrongType(file, definition, option, definition.value());
            return;
        }
        if (option.facts().isInternal()) {
            findings.warning(at(
                    file,
                    definition,
                    "The option `" + definition.path() + "' is internal.",
                    definition.path() + " is meant for NixOS itself and may change without notice.",
                    List.of(),
                    null));
        }
        catalogue
                .replacement(name(definition.path()))
                .filter(to -> to.isPath() && exists(to.next()))
                .ifPresent(to -> findings.warning(renamed(file, definition, to)));
    }

    private boolean exists(String path) {
        return catalogue.option(path).isPresent() || catalogue.hasOptionsBelow(path);
    }

    private Problem renamed(TreePath file, ModuleText.Definition definition, Replacement to) {
        OptionPath path = definition.path();
        return at(
                file,
                definition,
                "The option `" + path + "' has been renamed to `" + to.next() + "'.",
                path + " is called " + to.next() + " now; the old name still works, but it will go.",
                List.of(to.next()),
                OptionPath.parse(to.next())
                        .map(next -> fixes.rename(path, next))
                        .orElse(null));
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
        unknown(file, definition);
    }

    /// @param depth how many segments below the option
    private void inside(TreePath file, ModuleText.Definition definition, OptionEntry option, int depth) {
        OptionType type = OptionType.parse(option.type());
        boolean hasOwnOptions = option.type().contains("submodule") && catalogue.hasOptionsBelow(option.path());
        boolean takesNoSet = type.fits(new NixValue.Attributes(Map.of())).isPresent();
        if (hasOwnOptions || takesNoSet) {
            unknown(file, definition);
        } else if (type instanceof OptionType.AttributesOf(OptionType element)
                && depth == 1
                && element.fits(definition.value()).isPresent()) {
            findings.error(new Problem(
                    file.value(),
                    definition.valueLine(),
                    definition.valueColumn(),
                    "A definition for option `" + definition.path() + "' is not of the type of `" + option.path()
                            + "'.",
                    TypeWords.sentence(name(definition.path()), element, definition.value()),
                    List.of(),
                    converted(definition, element),
                    ""));
        }
    }

    private void unknown(TreePath file, ModuleText.Definition definition) {
        OptionWords.Unknown told = words.unknown(name(definition.path()));
        findings.error(at(
                file,
                definition,
                "The option `" + definition.path() + "' does not exist.",
                told.sentence(),
                told.suggestions(),
                told.fix()));
    }

    private void wrongType(TreePath file, ModuleText.Definition definition, OptionEntry option, NixValue value) {
        OptionType type = OptionType.parse(option.type());
        String path = name(definition.path());
        Optional<NixValue> meant = TypeWords.meant(type, value, catalogue);
        String example = TypeWords.example(path, type, Optional.of(option), meant);
        findings.error(new Problem(
                file.value(),
                definition.valueLine(),
                definition.valueColumn(),
                "A definition for option `" + path + "' is not of type `" + option.type() + "'.",
                TypeWords.sentence(path, type, value) + (example.isEmpty() ? "" : " For example: " + example),
                type instanceof OptionType.OneOf(List<NixValue> values)
                        ? values.stream()
                                .map(NixRenderer::render)
                                .limit(NEAREST)
                                .toList()
                        : List.of(),
                converted(definition, type),
                ""));
    }

    private @Nullable Fix converted(ModuleText.Definition definition, OptionType type) {
        return TypeWords.meant(type, definition.value(), catalogue)
                .map(value -> fixes.value(definition.path(), value))
                .orElse(null);
    }

    private static Problem at(
            TreePath file,
            ModuleText.Definition definition,
            String message,
            String explanation,
            List<String> suggestions,
            @Nullable Fix fix) {
        return new Problem(
                file.value(), definition.line(), definition.column(), message, explanation, suggestions, fix, "");
    }

    /// The path with dots between segments, as catalogues write it.
    private static String name(OptionPath path) {
        return path.render();
    }
}
