package org.agntos.core.change.verify;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.change.Problem;
import org.agntos.core.change.explain.Scene;
import org.agntos.core.change.explain.TypeWords;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionType;
import org.agntos.core.grounding.Search;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionPath;
import org.agntos.helper.protocol.TreePath;

/// Looks the options of `home/` up among those of Home Manager, where this machine has their list.
final class HomeGrounding {
    private static final int NEAREST = 3;

    private final Catalogue catalogue;
    private final GroundingCheck.Findings findings;
    private final boolean isKnown;

    HomeGrounding(Scene scene, GroundingCheck.Findings findings) {
        this.catalogue = scene.catalogue();
        this.findings = findings;
        this.isKnown = catalogue.homeOption("home.packages").isPresent();
    }

    /// @param path as Home Manager knows it
    void check(TreePath file, ModuleText.Definition definition, OptionPath path) {
        if (!isKnown) {
            findings.notChecked(file + " has Home Manager options, which are not in the catalogue of this machine");
            return;
        }
        if (definition.nested() != null) {
            return;
        }
        findings.countOption();
        Optional<OptionEntry> option = catalogue.homeOption(path.render());
        if (option.isPresent()) {
            value(file, definition, path, option.get());
        } else if (!isOwnName(path)) {
            unknown(file, definition, path);
        }
    }

    private void value(TreePath file, ModuleText.Definition definition, OptionPath path, OptionEntry option) {
        OptionType type = OptionType.parse(option.type());
        if (type.fits(definition.value()).isEmpty()) {
            return;
        }
        String example = TypeWords.example(
                path.render(), type, Optional.of(option), TypeWords.meant(type, definition.value(), catalogue));
        findings.error(new Problem(
                file.value(),
                definition.valueLine(),
                definition.valueColumn(),
                "A definition for option `" + path + "' is not of type `" + option.type() + "'.",
                TypeWords.sentence(path.render(), type, definition.value())
                        + (example.isEmpty() ? "" : " For example: " + example),
                List.of()));
    }

    /// A name of the person's own, inside an option that takes a set of anything.
    private boolean isOwnName(OptionPath path) {
        List<String> segments = path.segments();
        for (int length = segments.size() - 1; length > 0; length--) {
            Optional<OptionEntry> above = catalogue.homeOption(new OptionPath(segments.subList(0, length)).render());
            if (above.isPresent()) {
                boolean takesSet = OptionType.parse(above.get().type())
                        .fits(new NixValue.Attributes(Map.of()))
                        .isEmpty();
                return takesSet && !above.get().type().contains("submodule");
            }
        }
        return false;
    }

    private void unknown(TreePath file, ModuleText.Definition definition, OptionPath path) {
        Set<String> near = new LinkedHashSet<>();
        String words = path.render().replace('.', ' ');
        for (Hit hit : catalogue.search().find(words, Search.Kinds.OPTIONS, 10)) {
            if (hit.kind() == Hit.Kind.HOME && near.size() < NEAREST) {
                near.add(hit.name());
            }
        }
        boolean isOfSystem = catalogue.option(path.render()).isPresent();
        findings.error(new Problem(
                file.value(),
                definition.line(),
                definition.column(),
                "The option `" + path + "' does not exist.",
                isOfSystem
                        ? path + " is an option of the whole system, not of one person's home."
                        : "Home Manager has no option called " + path + " on this machine.",
                List.copyOf(near)));
    }
}
