package org.agntos.core.change.explain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.change.Fix;

/// What nixpkgs says of a package it refuses (`pkgs/stdenv/generic/check-meta.nix` and `pkgs/top-level/aliases.nix`,
/// old
/// and of 2026).
final class PackageErrors {
    private static final String QUOTED = "[\u2018'`]([^\u2019'\\n]+)[\u2019']";
    private static final Pattern REFUSED = Pattern.compile(
            "(?s)(?:Package " + QUOTED + " in .*? |Refusing to evaluate package " + QUOTED + " in .*? because it )"
                    + "(has an unfree license|is marked as insecure|is marked as broken|is not (?:supported|available) on"
                    + "|has a blocklisted license|has been marked as broken|has a problem|.*?broken)");
    private static final Pattern RENAMED =
            Pattern.compile(QUOTED + " has been (?:renamed to/replaced by|renamed to|replaced by) " + QUOTED);
    private static final Pattern REMOVED =
            Pattern.compile("(?s)(?:^|\\s)" + QUOTED + " has been removed(.*)|^([\\w.+-]+) has been removed(.*)");
    private static final Pattern VERSION = Pattern.compile("-\\d[^-]*(?:-.*)?$");

    private final Scene scene;
    private final Fixes fixes;

    PackageErrors(Scene scene) {
        this.scene = scene;
        this.fixes = new Fixes(scene);
    }

    Optional<Told> tell(NixReport report) {
        return OptionErrors.first(REFUSED, report.message())
                .map(found -> refused(found, report.block())
                        .named(VERSION.matcher(full(found)).replaceFirst("")))
                .or(() -> OptionErrors.first(RENAMED, report.message()).map(found -> renamed(found, report)))
                .or(() -> OptionErrors.first(REMOVED, report.message()).map(this::removed));
    }

    private static String full(Matcher found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private Told refused(Matcher found, String block) {
        String full = full(found);
        String name = VERSION.matcher(full).replaceFirst("");
        String reason = found.group(3);
        if (reason.contains("unfree") || reason.contains("blocklisted")) {
            return Told.of(ErrorFamily.UNFREE, name + " is not free software, and this machine does not allow it yet.")
                    .fixedBy(fixes.allowUnfree(name));
        }
        if (reason.contains("insecure")) {
            String issues = String.join(
                    "; ",
                    block.lines()
                            .map(String::strip)
                            .filter(line -> line.startsWith("- "))
                            .map(line -> line.substring(2))
                            .limit(3)
                            .toList());
            return Told.of(
                            ErrorFamily.INSECURE,
                            full + " has known security holes" + (issues.isEmpty() ? "" : " (" + issues + ")")
                                    + ", so nixpkgs refuses it.")
                    .fixedBy(fixes.allowInsecure(full));
        }
        if (reason.startsWith("is not ")) {
            return Told.of(ErrorFamily.UNSUPPORTED_PLATFORM, name + " is not made for this kind of machine.")
                    .advising("Leave " + name + " out, or look for another program that does the same.");
        }
        return Told.of(ErrorFamily.BROKEN, name + " does not build at present, so nixpkgs refuses it.")
                .advising("Leave " + name + " out for now, or look for another program that does the same.");
    }

    private Told renamed(Matcher found, NixReport report) {
        String from = found.group(1);
        String to = found.group(2);
        return Told.of(ErrorFamily.RENAMED_PACKAGE, "The package " + from + " is called " + to + " now.")
                .suggesting(List.of(to))
                .named(from)
                .fixedBy(replaced(from, to, report));
    }

    /// Nix names a place inside nixpkgs; in the tree the old name stands wherever it stands.
    private Fix replaced(String from, String to, NixReport report) {
        String label = "Write " + to + " instead of " + from + ".";
        for (NixReport.At at : report.places()) {
            Fix fix = fixes.words(at.file(), at.line(), at.column(), from, to, label);
            if (fix.isChange()) {
                return fix;
            }
        }
        for (var file : scene.texts().entrySet()) {
            Matcher name = Pattern.compile("(?<![\\w.'-])(pkgs\\.)?" + Pattern.quote(from) + "(?![\\w'-])")
                    .matcher(file.getValue());
            if (scene.written().contains(file.getKey()) && name.find()) {
                int at = name.end() - from.length();
                String text =
                        file.getValue().substring(0, at) + to + file.getValue().substring(name.end());
                return new Fix(label, Map.of(file.getKey(), text));
            }
        }
        return Fix.advice(label);
    }

    private Told removed(Matcher found) {
        String name = found.group(1) == null ? found.group(3) : found.group(1);
        String why = found.group(1) == null ? found.group(4) : found.group(2);
        String reason = why.strip().replaceAll("\\s+", " ");
        return Told.of(
                        ErrorFamily.RENAMED_PACKAGE,
                        "The package " + name + " is no longer in nixpkgs"
                                + (reason.isEmpty() || reason.equals(".") ? "." : ": it was removed " + reason))
                .suggesting(scene.catalogue().nearestPackages(name, 3).stream()
                        .filter(near -> !near.equals(name))
                        .toList())
                .named(name)
                .advising("Leave " + name + " out, or use what nixpkgs names instead.");
    }
}
