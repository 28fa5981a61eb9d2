package org.agntos.core.change.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.change.Fix;
import org.agntos.core.grounding.Replacement;

/// Names that mean nothing: packages, attributes, variables, arguments (Nix `src/libexpr/eval.cc`, 2.8 to 2.34).
final class NameErrors {
    private static final Pattern MISSING = Pattern.compile("attribute '([^']+)' missing");
    private static final Pattern UNDEFINED = Pattern.compile("undefined variable '([^']+)'");
    private static final Pattern ARGUMENT =
            Pattern.compile("called (without required|with unexpected) argument '([^']+)'");
    private static final Pattern MODULE_ARGUMENT =
            Pattern.compile("noting that argument [`']([^`']+)[`'] is not externally provided");
    private static final Pattern DID_YOU_MEAN = Pattern.compile("Did you mean (?:one of )?([^?]+)\\?");
    private static final Pattern SELECTION =
            Pattern.compile("[a-zA-Z_][\\w'-]*(?:\\.(?:[a-zA-Z_][\\w'-]*|\"[^\"]*\"))*");
    private static final int NEAREST = 3;

    private final Scene scene;
    private final Fixes fixes;

    NameErrors(Scene scene) {
        this.scene = scene;
        this.fixes = new Fixes(scene);
    }

    Optional<Told> tell(NixReport report) {
        return OptionErrors.first(MISSING, report.message())
                .map(found -> missing(found.group(1), report))
                .or(() ->
                        OptionErrors.first(UNDEFINED, report.message()).map(found -> undefined(found.group(1), report)))
                .or(() -> OptionErrors.first(ARGUMENT, report.message()).map(NameErrors::argument));
    }

    /// Where a name stands in one of their files. @param selection the whole of it, such as `pkgs.htopp`
    private record Spot(String file, int line, int column, String selection) {}

    private Optional<Spot> spot(NixReport report, String name) {
        for (NixReport.At at : report.places()) {
            Optional<String> text = scene.text(at.file());
            int offset = text.map(words -> Fixes.offset(words, at.line(), at.column()))
                    .orElse(-1);
            if (offset >= 0) {
                Matcher selection =
                        SELECTION.matcher(text.get()).region(offset, text.get().length());
                if (selection.lookingAt() && selection.group().contains(name.replace("\"", ""))) {
                    return Optional.of(new Spot(at.file(), at.line(), at.column(), selection.group()));
                }
            }
        }
        return Optional.empty();
    }

    private Told missing(String name, NixReport report) {
        Optional<Matcher> argument = OptionErrors.first(MODULE_ARGUMENT, report.text());
        if (argument.isPresent() && argument.get().group(1).equals(name)) {
            return moduleArgument(name);
        }
        boolean isInModuleSystem =
                report.ownPlaces().stream().anyMatch(at -> at.file().endsWith("lib/modules.nix"));
        if (isInModuleSystem) {
            return moduleArgument(name);
        }
        Optional<Spot> spot = spot(report, name);
        String selection = spot.map(Spot::selection).orElse(name);
        boolean isOfOther = selection.contains(".") && !selection.startsWith("pkgs.");
        return isOfOther ? attribute(name, selection, spot, report) : noPackage(selection, spot, report);
    }

    private static Told moduleArgument(String name) {
        return Told.of(
                        ErrorFamily.MISSING_ARGUMENT,
                        "A module asks for the argument " + name + " at its top, and nobody gives it one.")
                .named(name)
                .advising("Take " + name + " out of the braces at the top of the module, or correct its spelling.");
    }

    private Told noPackage(String selection, Optional<Spot> spot, NixReport report) {
        String attribute = selection.startsWith("pkgs.") ? selection.substring("pkgs.".length()) : selection;
        Optional<Replacement> replacement =
                scene.catalogue().replacement("pkgs." + attribute).filter(Replacement::isPath);
        List<String> near = replacement
                .map(found -> List.of(found.next().replaceFirst("^pkgs\\.", "")))
                .orElseGet(() -> nearest(attribute, report));
        Fix fix = spot.isPresent() && !near.isEmpty() ? renamed(spot.get(), attribute, near.getFirst()) : null;
        String since = replacement
                .map(found -> " It is called " + near.getFirst() + " now.")
                .orElse("");
        return Told.of(
                        ErrorFamily.UNKNOWN_PACKAGE,
                        "There is no package called " + attribute + " on this machine." + since)
                .suggesting(near)
                .fixedBy(fix);
    }

    private List<String> nearest(String attribute, NixReport report) {
        List<String> found = new ArrayList<>(scene.catalogue().nearestPackages(attribute, NEAREST));
        for (String said : saidByNix(report)) {
            if (!found.contains(said)
                    && found.size() < NEAREST
                    && scene.catalogue().packageAt(said).isPresent()) {
                found.add(said);
            }
        }
        return found;
    }

    private static List<String> saidByNix(NixReport report) {
        return OptionErrors.first(DID_YOU_MEAN, report.block())
                .map(found -> List.of(found.group(1).strip().split(",? or |, ")))
                .orElse(List.of());
    }

    private Fix renamed(Spot spot, String from, String to) {
        String then = spot.selection().substring(0, spot.selection().length() - from.length()) + to;
        return fixes.words(
                spot.file(),
                spot.line(),
                spot.column(),
                spot.selection(),
                spot.selection().endsWith(from) ? then : to,
                "Write " + to + " instead of " + from + ".");
    }

    private Told attribute(String name, String selection, Optional<Spot> spot, NixReport report) {
        String of = selection.substring(0, selection.indexOf('.'));
        List<String> said = saidByNix(report);
        Fix fix = null;
        if (spot.isPresent() && !said.isEmpty()) {
            String right = selection.replaceFirst(
                    "\\." + Pattern.quote(name) + "(?=\\.|$)", Matcher.quoteReplacement("." + said.getFirst()));
            fix = fixes.words(
                    spot.get().file(),
                    spot.get().line(),
                    spot.get().column(),
                    selection,
                    right,
                    "Write " + right + " instead of " + selection + ".");
        }
        return Told.of(ErrorFamily.MISSING_ATTRIBUTE, "There is nothing called " + name + " in " + of + ".")
                .suggesting(said)
                .fixedBy(fix);
    }

    private Told undefined(String name, NixReport report) {
        Optional<Spot> spot = spot(report, name);
        Told told = Told.of(ErrorFamily.UNDEFINED_VARIABLE, "The name " + name + " means nothing here.");
        if (scene.catalogue().packageAt(name).isPresent()) {
            return told.fixedBy(words(spot, name, "pkgs." + name, "Write pkgs." + name + ": it is a package."));
        }
        if (name.equals("lib") || name.equals("pkgs") || name.equals("config")) {
            return told.advising("Begin the module with { " + name + ", ... }: so that it gets " + name + ".");
        }
        List<String> near = scene.catalogue().nearestPackages(name, NEAREST);
        return told.suggesting(near)
                .fixedBy(words(spot, name, '"' + name + '"', "Put it in quotes if it is text: \"" + name + "\"."));
    }

    private Fix words(Optional<Spot> spot, String now, String then, String label) {
        return spot.map(at -> fixes.words(at.file(), at.line(), at.column(), now, then, label))
                .orElseGet(() -> Fix.advice(label));
    }

    private static Told argument(Matcher found) {
        boolean isLacking = found.group(1).startsWith("without");
        return isLacking
                ? Told.of(
                                ErrorFamily.MISSING_ARGUMENT,
                                "A function needs the argument " + found.group(2) + ", and it was not given.")
                        .advising("Give it " + found.group(2) + ", or take it out of the braces of the function.")
                : Told.of(
                                ErrorFamily.MISSING_ARGUMENT,
                                "A function was given the argument " + found.group(2) + ", which it does not take.")
                        .advising("Add ... to the braces of the function, such as { pkgs, ... }:");
    }
}
