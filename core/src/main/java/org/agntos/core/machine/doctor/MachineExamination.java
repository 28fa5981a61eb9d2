package org.agntos.core.machine.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.machine.Generation;
import org.agntos.core.machine.Machine;
import org.agntos.core.machine.MachineKind;
import org.agntos.core.machine.MachineSetup;
import org.agntos.core.machine.NixosMachine;
import org.agntos.helper.protocol.MachineConfig;

/// Which machine this is, whether it is said how it is built, and with what.
public final class MachineExamination implements Examination {
    private static final Pattern NG = Pattern.compile("/nix/store/[^/]+-nixos-rebuild-ng-([^/]+)/.*");
    private static final String SHOWN = "`agntctl doctor --wiring` shows what to write and where.";

    private final Machine machine;

    public MachineExamination(Machine machine) {
        this.machine = machine;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("machine", machine.describe() + "."));
        findings.add(nix());
        if (machine instanceof NixosMachine nixos) {
            findings.addAll(setup(nixos.setup()));
        }
        findings.add(generations());
        return findings;
    }

    private Finding nix() {
        if (machine.hasNix()) {
            return Finding.ok("nix", "Nix is here: " + machine.nixVersion() + ".");
        }
        return Finding.warn(
                "nix",
                "Nix is not installed here, so changes are not evaluated and generations are plain folders.",
                "Install it for checks with real Nix, on Debian with `apt install nix-bin`.");
    }

    private static List<Finding> setup(MachineSetup setup) {
        return switch (setup) {
            case MachineSetup.Missing() ->
                List.of(Finding.problem(
                        "setup",
                        "Nobody has said yet how this machine is built: there is no /etc/agntos/machine.toml.",
                        SHOWN));
            case MachineSetup.Unusable(String why) ->
                List.of(Finding.problem("setup", "/etc/agntos/machine.toml cannot be used: " + why + ".", SHOWN));
            case MachineSetup.Ready(MachineConfig config) -> ready(config);
        };
    }

    private static List<Finding> ready(MachineConfig config) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("setup", "/etc/agntos/machine.toml says how this machine is built."));
        if (!config.isRebuiltHere()) {
            findings.add(Finding.warn(
                    "local-rebuild",
                    "This machine is not rebuilt here, so nothing can be applied here.",
                    "`agntctl proposals diff ID --patch` gives a change as a patch for the place where it is built."));
        }
        if (config.source() instanceof MachineConfig.Source.Flake flake && flake.isImpure()) {
            findings.add(Finding.warn(
                    "impure",
                    "The flake is evaluated impurely: what it gives may depend on anything on this machine.",
                    "Give it the input that `agntctl doctor --wiring` shows and remove `impure` from machine.toml."));
        }
        findings.add(rebuild(config.rebuild()));
        return findings;
    }

    private static Finding rebuild(Path program) {
        try {
            Path real = program.toRealPath();
            Matcher ng = NG.matcher(real.toString());
            if (ng.matches()) {
                return Finding.ok("nixos-rebuild", program + " is nixos-rebuild-ng " + ng.group(1) + ".");
            }
            String text = Files.readString(real, StandardCharsets.ISO_8859_1);
            if (text.startsWith("#!") && text.contains("nixos-rebuild")) {
                String flakes = text.contains("--override-input") ? "knows flakes" : "does not know flakes";
                return Finding.ok("nixos-rebuild", program + " is the script of before 25.11 and " + flakes + ".");
            }
            return Finding.problem(
                    "nixos-rebuild", program + " is no nixos-rebuild.", "Name the right one in machine.toml.");
        } catch (IOException e) {
            return Finding.problem(
                    "nixos-rebuild",
                    "There is no " + program + " that can be read.",
                    "Name it in machine.toml as `rebuild`, or turn on system.tools.nixos-rebuild.enable.");
        }
    }

    private Finding generations() {
        List<Generation> generations = machine.generations();
        String current = generations.stream()
                .filter(Generation::isCurrent)
                .findFirst()
                .map(generation -> "generation " + generation.number() + " is current")
                .orElse("none is current");
        if (generations.isEmpty() && machine.kind() != MachineKind.PRACTICE) {
            return Finding.problem(
                    "generations",
                    "There is no generation in " + machine.paths().profile() + ".",
                    "Run nixos-rebuild switch once by hand and look what it says.");
        }
        String count = generations.size() == 1 ? "1 generation" : generations.size() + " generations";
        return Finding.ok(
                "generations", "There " + (generations.size() == 1 ? "is " : "are ") + count + "; " + current + ".");
    }
}
