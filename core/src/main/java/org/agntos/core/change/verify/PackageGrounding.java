package org.agntos.core.change.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.change.Fix;
import org.agntos.core.change.ManagedUnit;
import org.agntos.core.change.Permissions;
import org.agntos.core.change.Problem;
import org.agntos.core.change.explain.Fixes;
import org.agntos.core.change.explain.Scene;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.Replacement;
import org.agntos.core.nix.ModuleEditor;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionPath;
import org.agntos.core.nix.PackageLists;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// Looks the packages of one definition up: whether they exist, need a permission, have a module that does more, or
/// are there already.
final class PackageGrounding {
    private static final int NEAREST = 3;
    private static final OptionPath SYSTEM_PACKAGES = OptionPath.of("environment", "systemPackages");

    private final Scene scene;
    private final Catalogue catalogue;
    private final Fixes fixes;
    private final Permissions allowed;
    private final GroundingCheck.Findings findings;

    PackageGrounding(Scene scene, GroundingCheck.Findings findings) {
        this.scene = scene;
        this.catalogue = scene.catalogue();
        this.fixes = new Fixes(scene);
        List<String> texts = new ArrayList<>(scene.texts().values());
        texts.addAll(scene.own().texts().values());
        this.allowed = Permissions.in(texts);
        this.findings = findings;
    }

    /// @param text the whole text the definition stands in
    void check(TreePath file, String text, ModuleText.Definition definition) {
        boolean isCode = definition.value() instanceof NixValue.Expression;
        for (String attribute : new LinkedHashSet<>(PackageLists.named(definition.value()))) {
            Optional<PackageEntry> entry = catalogue.packageAt(attribute);
            if (isCode && entry.isEmpty()) {
                // In code `pkgs.x.y` may be anything that a package has; evaluation judges it.
                continue;
            }
            findings.countPackage();
            int at = text.indexOf(attribute, definition.valueStart());
            int offset = at < 0 || at > definition.valueEnd() ? definition.valueStart() : at;
            Spot spot = new Spot(file, TextPlace.of(text, offset), attribute);
            if (entry.isEmpty()) {
                unknown(spot);
            } else {
                known(spot, entry.get(), definition);
            }
        }
    }

    /// Where a package is named.
    private record Spot(TreePath file, TextPlace place, String attribute) {
        Problem problem(String message, String explanation, List<String> suggestions, @Nullable Fix fix) {
            return new Problem(file.value(), place.line(), place.column(), message, explanation, suggestions, fix, "");
        }
    }

    private void unknown(Spot spot) {
        Optional<String> now = catalogue
                .replacement("pkgs." + spot.attribute())
                .filter(Replacement::isPath)
                .map(to -> to.next().replaceFirst("^pkgs\\.", ""));
        List<String> near = now.map(List::of).orElseGet(() -> catalogue.nearestPackages(spot.attribute(), NEAREST));
        Fix fix = near.isEmpty()
                ? null
                : fixes.words(
                        spot.file().value(),
                        spot.place().line(),
                        spot.place().column(),
                        spot.attribute(),
                        near.getFirst(),
                        "Write " + near.getFirst() + " instead of " + spot.attribute() + ".");
        findings.error(spot.problem(
                "attribute '" + spot.attribute() + "' missing",
                "There is no package called " + spot.attribute() + " on this machine."
                        + now.map(name -> " It is called " + name + " now.").orElse(""),
                near,
                fix));
    }

    private void known(Spot spot, PackageEntry entry, ModuleText.Definition definition) {
        if (entry.facts().isBroken()) {
            findings.error(spot.problem(
                    "The package " + spot.attribute() + " is marked as broken.",
                    spot.attribute() + " does not build at present, so nixpkgs refuses it.",
                    List.of(),
                    Fix.advice("Leave " + spot.attribute() + " out for now, or look for another program.")));
        }
        unfree(spot, entry);
        insecure(spot, entry);
        if (definition.path().equals(SYSTEM_PACKAGES)) {
            module(spot, entry);
            already(spot);
        }
    }

    private void unfree(Spot spot, PackageEntry entry) {
        if (!entry.isUnfree()) {
            return;
        }
        String message = "The package " + spot.attribute() + " is unfree.";
        if (!allowed.allowsUnfree(spot.attribute())) {
            findings.error(spot.problem(
                    message,
                    spot.attribute() + " is not free software, and this machine does not allow it yet.",
                    List.of(),
                    fixes.allowUnfree(spot.attribute())));
        } else if (!unchanged().allowsUnfree(spot.attribute())) {
            findings.warning(spot.problem(
                    message,
                    spot.attribute() + " is not free software; this change allows it, and no other package.",
                    List.of(),
                    null));
        }
    }

    /// What is allowed whether or not the change is made.
    private Permissions unchanged() {
        List<String> texts = new ArrayList<>(scene.own().texts().values());
        scene.texts().forEach((file, text) -> {
            if (!scene.written().contains(file)) {
                texts.add(text);
            }
        });
        return Permissions.in(texts);
    }

    private void insecure(Spot spot, PackageEntry entry) {
        if (!entry.facts().isInsecure()) {
            return;
        }
        String holes = String.join("; ", entry.facts().vulnerabilities());
        String message = "The package " + spot.attribute() + " is marked as insecure: " + holes;
        if (!allowed.allowsInsecure(entry)) {
            findings.error(spot.problem(
                    message,
                    spot.attribute() + " has known security holes, so nixpkgs refuses it.",
                    List.of(),
                    entry.facts().version().isEmpty()
                            ? Fix.advice("Look for another program that does the same.")
                            : fixes.allowInsecure(Permissions.versioned(entry))));
        } else if (!unchanged().allowsInsecure(entry)) {
            findings.warning(spot.problem(
                    message,
                    spot.attribute() + " has known security holes; this change allows it nevertheless.",
                    List.of(),
                    null));
        }
    }

    /// A module sets up more than the bare package.
    private void module(Spot spot, PackageEntry entry) {
        Optional<OptionPath> option =
                entry.module().isEmpty() || catalogue.option(entry.module()).isEmpty()
                        ? Optional.empty()
                        : OptionPath.parse(entry.module());
        option.filter(path -> scene.defining(path).isEmpty())
                .ifPresent(path -> findings.warning(spot.problem(
                        spot.attribute() + " has a NixOS module.",
                        path + " sets up more than the bare package " + spot.attribute() + ".",
                        List.of(path.render() + " = true;"),
                        instead(spot, path))));
    }

    private Fix instead(Spot spot, OptionPath option) {
        String label = "Write " + option + " = true; instead of the package.";
        TreePath unit = ManagedUnit.ofOption(option);
        String text = scene.texts().getOrDefault(spot.file(), "");
        boolean isAlone = scene.written().contains(spot.file())
                && !scene.texts().containsKey(unit)
                && ModuleEditor.removePackage(text, spot.attribute()) instanceof ModuleEditor.Edit.Emptied;
        return isAlone
                ? new Fix(
                        label,
                        Map.of(unit, ModuleEditor.newModule(option, new NixValue.Bool(true))),
                        Set.of(spot.file()))
                : Fix.advice(label);
    }

    private void already(Spot spot) {
        scene.texts().forEach((file, text) -> {
            if (!file.equals(spot.file())
                    && scene.reading(text) instanceof ModuleText.Reading.Module(ModuleText module)
                    && PackageLists.declared(module).contains(spot.attribute())) {
                findings.warning(there(spot, "The file " + file));
            }
        });
        scene.own().modules().forEach((file, module) -> {
            if (PackageLists.declared(module).contains(spot.attribute())) {
                int line = module.definitionsOf(SYSTEM_PACKAGES).getFirst().line();
                findings.warning(there(spot, "Your own " + file + ", line " + line + ","));
            }
        });
    }

    private static Problem there(Spot spot, String where) {
        return spot.problem(
                spot.attribute() + " is there already.",
                where + " installs " + spot.attribute() + " too, so this changes nothing for it.",
                List.of(),
                null);
    }
}
