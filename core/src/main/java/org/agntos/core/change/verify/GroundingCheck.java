package org.agntos.core.change.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.change.Problem;
import org.agntos.core.change.StageResult;
import org.agntos.core.change.explain.Scene;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.OptionPath;
import org.agntos.core.nix.syntax.Language;
import org.agntos.core.nix.syntax.NixSyntax;
import org.agntos.helper.protocol.ModuleScan;
import org.agntos.helper.protocol.TreePath;

/// Checks that every option and package a change names exists on this machine, that every value that is
/// written out fits its option, and that nothing else sets or installs the same. For one change and one
/// thread.
final class GroundingCheck {
    /// What every module may have beside options.
    private static final Set<String> NO_OPTIONS =
            Set.of("imports", "_file", "key", "disabledModules", "meta", "_module");
    private static final OptionPath HOME_USERS = OptionPath.of("home-manager", "users");

    private final Scene scene;
    private final OptionGrounding options;
    private final HomeGrounding home;
    private final PackageGrounding packages;
    private final ElsewhereCheck elsewhere;
    private final Findings findings = new Findings();

    /// What was found so far.
    static final class Findings {
        private final List<Problem> errors = new ArrayList<>();
        private final List<Problem> warnings = new ArrayList<>();
        private final Set<String> notChecked = new LinkedHashSet<>();
        private int options;
        private int packages;

        void error(Problem problem) {
            errors.add(problem);
        }

        void warning(Problem problem) {
            warnings.add(problem);
        }

        void notChecked(String reason) {
            notChecked.add(reason);
        }

        void countOption() {
            options++;
        }

        void countPackage() {
            packages++;
        }
    }

    GroundingCheck(Scene scene) {
        this.scene = scene;
        this.options = new OptionGrounding(scene, findings);
        this.home = new HomeGrounding(scene, findings);
        this.packages = new PackageGrounding(scene, findings);
        this.elsewhere = new ElsewhereCheck(scene, findings);
    }

    StageResult check(Map<TreePath, String> writes) {
        writes.forEach(this::file);
        if (!findings.errors.isEmpty()) {
            List<Problem> all = new ArrayList<>(findings.errors);
            all.addAll(findings.warnings);
            return new StageResult.Failed(all);
        }
        if (!findings.warnings.isEmpty()) {
            return new StageResult.Warned(findings.warnings);
        }
        return findings.notChecked.isEmpty()
                ? new StageResult.Passed()
                : new StageResult.Skipped("not everything can be looked up: " + String.join("; ", findings.notChecked));
    }

    /// One line for the evidence.
    String outcome() {
        return findings.options + (findings.options == 1 ? " option and " : " options and ") + findings.packages
                + (findings.packages == 1 ? " package" : " packages") + " looked up in the "
                + scene.catalogue().source();
    }

    private void file(TreePath path, String text) {
        ModuleText.Reading reading = scene.reading(text);
        requireClear(path, text, reading);
        switch (reading) {
            case ModuleText.Reading.NotPlain(String reason, int line, int column) ->
                findings.notChecked(path + " is code that only evaluation can judge (line " + line + ", column "
                        + column + ": " + reason + ")");
            case ModuleText.Reading.Module(ModuleText module) ->
                module.definitions().forEach(definition -> definition(path, text, definition));
        }
    }

    /// The helper refuses what it cannot see through, whoever approves it: nobody shall approve it in vain.
    private void requireClear(TreePath path, String text, ModuleText.Reading reading) {
        try {
            ModuleScan.of(text);
        } catch (ModuleScan.Unclear e) {
            int line = reading instanceof ModuleText.Reading.NotPlain(String _, int at, int _) ? at : 0;
            if (NixSyntax.parse(text, Language.NEWEST).problems().isEmpty()) {
                findings.error(new Problem(
                        path.value(),
                        line,
                        0,
                        "it cannot be seen what the file would set: " + e.getMessage(),
                        "The program that applies changes refuses a file that it cannot see through, whoever approves"
                                + " it.",
                        List.of("Write it as plain definitions, such as { services.nginx.enable = true; }.")));
            }
        }
    }

    private void definition(TreePath file, String text, ModuleText.Definition definition) {
        if (NO_OPTIONS.contains(definition.path().segments().getFirst())) {
            return;
        }
        Optional<OptionPath> homePath = homePath(file, definition.path());
        if (homePath.isPresent()) {
            home.check(file, definition, homePath.get());
        } else if (!HOME_USERS.startsWith(definition.path())) {
            options.check(file, definition);
            elsewhere.check(file, definition);
        }
        if (definition.nested() == null) {
            packages.check(file, text, definition);
        }
    }

    /// The path as Home Manager knows it; empty for an option of NixOS.
    private static Optional<OptionPath> homePath(TreePath file, OptionPath path) {
        if (path.startsWith(HOME_USERS)) {
            return path.segments().size() > 3 ? Optional.of(path.from(3)) : Optional.empty();
        }
        boolean isInHome = file.value().startsWith("home/") && !HOME_USERS.startsWith(path);
        return isInHome ? Optional.of(path) : Optional.empty();
    }
}
