package org.agntos.core.change.verify;

import java.util.List;
import java.util.Optional;
import org.agntos.core.change.Fix;
import org.agntos.core.change.Problem;
import org.agntos.core.change.explain.Fixes;
import org.agntos.core.change.explain.Scene;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionType;
import org.agntos.core.machine.OwnConfiguration;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.NixRenderer;
import org.agntos.core.nix.NixValue;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// Finds who else sets what the change sets: the person's own files and other files of the tree.
final class ElsewhereCheck {
    private static final int LONGEST = 60;

    private final Scene scene;
    private final Fixes fixes;
    private final GroundingCheck.Findings findings;

    ElsewhereCheck(Scene scene, GroundingCheck.Findings findings) {
        this.scene = scene;
        this.fixes = new Fixes(scene);
        this.findings = findings;
    }

    void check(TreePath file, ModuleText.Definition definition) {
        Optional<OptionEntry> option =
                scene.catalogue().option(definition.path().render());
        boolean isSingle = definition.nested() == null
                && option.isPresent()
                && !(definition.value() instanceof NixValue.Expression)
                && isSingle(OptionType.parse(option.get().type()));
        if (!isSingle) {
            return;
        }
        for (OwnConfiguration.Place place : scene.own().defining(definition.path())) {
            compare(
                    file,
                    definition,
                    place.definition(),
                    "your own " + place.file() + " (line " + place.definition().line() + ")");
        }
        for (Scene.Defined other : scene.defining(definition.path())) {
            if (!other.file().equals(file)) {
                compare(
                        file,
                        definition,
                        other.definition(),
                        "the file " + other.file() + " (line "
                                + other.definition().line() + ")");
            }
        }
    }

    /// Whether two different values cannot both hold, as they can for lists and sets.
    private static boolean isSingle(OptionType type) {
        return switch (type) {
            case OptionType.Bool _,
                    OptionType.Whole _,
                    OptionType.Decimal _,
                    OptionType.NumberWithin _,
                    OptionType.AbsolutePath _,
                    OptionType.OnePackage _,
                    OptionType.OneOf _,
                    OptionType.Nothing _ -> true;
            case OptionType.Text text -> text.separator().isEmpty();
            case OptionType.Either(List<OptionType> choices) -> choices.stream().allMatch(ElsewhereCheck::isSingle);
            case OptionType.Anything _, OptionType.ListOf _, OptionType.AttributesOf _, OptionType.Submodule _ -> false;
        };
    }

    private void compare(TreePath file, ModuleText.Definition ours, ModuleText.Definition theirs, String where) {
        if (theirs.value().equals(ours.value())) {
            findings.warning(at(
                    file,
                    ours,
                    ours.path() + " is set already.",
                    "It is so already: " + where + " sets " + ours.path() + " to the same.",
                    null));
            return;
        }
        if (theirs.value() instanceof NixValue.Expression(String code)) {
            byCode(file, ours, code, where);
            return;
        }
        findings.error(at(
                file,
                ours,
                "The option `" + ours.path() + "' has conflicting definition values.",
                where + " sets " + ours.path() + " to " + shown(theirs.value()) + ", and this change sets it to "
                        + shown(ours.value()) + "; Nix does not choose between them.",
                fixes.force(ours.path())));
    }

    private void byCode(TreePath file, ModuleText.Definition ours, String code, String where) {
        boolean isForced = code.contains("mkForce") || code.contains("mkOverride");
        if (isForced) {
            findings.warning(at(
                    file,
                    ours,
                    ours.path() + " is forced elsewhere.",
                    where + " forces another value for " + ours.path() + ", so this change may do nothing.",
                    Fix.advice("Change it in " + where + ".")));
        }
    }

    private static String shown(NixValue value) {
        String text = NixRenderer.render(value).replaceAll("\\s+", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static Problem at(
            TreePath file, ModuleText.Definition definition, String message, String explanation, @Nullable Fix fix) {
        String sentence = Character.toUpperCase(explanation.charAt(0)) + explanation.substring(1);
        return new Problem(file.value(), definition.line(), definition.column(), message, sentence, List.of(), fix, "");
    }
}
