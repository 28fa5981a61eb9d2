package org.agntos.core.change.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.nix.NixTools;
import org.agntos.core.nix.NixosTools;
import org.agntos.core.process.RunResult;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// That of a real NixOS, with flakes or with channels.
final class NixosConfiguration implements Configuration {
    private static final int MORE_ROUNDS = 3;
    private static final Pattern IN_STORE =
            Pattern.compile("(?:/[^\\s'`:]+)?/nix/store/[0-9a-z]{32}-[^/\\s'`:]+/([^\\s'`:]+\\.nix)");
    private static final String OUT_OF_REACH = "the configuration of this machine does not read the managed tree,"
            + " so what the change does to it cannot be evaluated";
    /// What is told of a system. Strings lose their context, so that nothing has to be built for them.
    private static final String DESCRIPTION = """
            system: let
              c = system.config;
              text = x: builtins.unsafeDiscardStringContext (toString x);
              attempt = x: let tried = builtins.tryEval x; in if tried.success then tried.value else "";
            in {
              drv = text c.system.build.toplevel.drvPath;
              out = text c.system.build.toplevel.outPath;
              units = builtins.mapAttrs (_: u: {
                text = text (u.text or "");
                wanted = (u.wantedBy or [ ]) ++ (u.requiredBy or [ ]);
                enable = u.enable or true;
              }) (c.systemd.units or { });
              packages = map (p: text (p.name or p)) (c.environment.systemPackages or [ ]);
              kernel = attempt (text (c.boot.kernelPackages.kernel or ""));
              initrd = attempt (text (c.system.build.initialRamdisk or ""));
              kernelParams = c.boot.kernelParams or [ ];
            }
            """;

    private final NixosTools nix;
    private final ConfigTree tree;
    private final Path own;
    private @Nullable Boolean reachesTree;

    /// @param own the folder of the person's own configuration
    NixosConfiguration(NixosTools nix, ConfigTree tree, Path own) {
        this.nix = nix;
        this.tree = tree;
        this.own = own;
    }

    @Override
    public NixTools.Run evaluate(Path other) throws InterruptedException {
        return nix.evaluate(other, DESCRIPTION);
    }

    @Override
    public NixTools.Run plan(Path other) throws InterruptedException {
        return nix.plan(other);
    }

    @Override
    public Optional<String> present() throws InterruptedException {
        return evaluate(tree.root()).result() instanceof RunResult.Exited exited && exited.isSuccess()
                ? Optional.of(exited.out().text())
                : Optional.empty();
    }

    /// Where the new system is in the store already its own program is asked, which knows what runs; else it is worked
    /// out from the units.
    @Override
    public Effects effects(String before, String after) throws InterruptedException {
        Optional<SystemDescription> was = SystemDescription.parse(before);
        Optional<SystemDescription> is = SystemDescription.parse(after);
        if (was.isEmpty() || is.isEmpty()) {
            return new Effects(
                    List.of("Which units would change: unknown (the system now cannot be described)."), List.of());
        }
        List<String> lines = new ArrayList<>(
                PackageChanges.lines(was.get().packages(), is.get().packages()));
        Optional<List<String>> asked = dryActivated(is.get());
        lines.addAll(asked.orElseGet(() -> UnitChanges.lines(was.get(), is.get())));
        lines.addAll(BootChanges.lines(was.get(), is.get()));
        return new Effects(lines, List.of());
    }

    private Optional<List<String>> dryActivated(SystemDescription system) throws InterruptedException {
        Path built = Path.of(system.out());
        if (!Files.isExecutable(built.resolve("bin/switch-to-configuration"))) {
            return Optional.empty();
        }
        RunResult result = nix.dryActivate(built).result();
        return result instanceof RunResult.Exited exited && exited.isSuccess()
                ? Optional.of(DryActivation.lines(
                        exited.out().text() + "\n" + exited.err().text()))
                : Optional.empty();
    }

    /// A file in the store is a copy of one in the tree or of one in the person's own folder.
    @Override
    public String named(String text, Path other) {
        String plain = text.replace(other + "/", "");
        Matcher stored = IN_STORE.matcher(plain);
        return stored.replaceAll(found -> Matcher.quoteReplacement(original(found.group(), found.group(1), other)));
    }

    private String original(String stored, String name, Path other) {
        if (TreePath.parse(name).isPresent() && Files.exists(other.resolve(name))) {
            return name;
        }
        return Files.exists(own.resolve(name)) ? own.resolve(name).toString() : stored;
    }

    @Override
    public int moreRounds() {
        return MORE_ROUNDS;
    }

    /// A module that cannot be read must make the evaluation fail: else the tree is not part of it.
    @Override
    public synchronized Optional<String> blindness() throws InterruptedException {
        Boolean known = reachesTree;
        if (known == null) {
            known = isProbeSeen();
            reachesTree = known;
        }
        return known ? Optional.empty() : Optional.of(OUT_OF_REACH);
    }

    private boolean isProbeSeen() throws InterruptedException {
        String word = "agntos-probe-" + UUID.randomUUID();
        try {
            Path folder = Files.createTempDirectory("agntos-probe-").toRealPath();
            Path module = folder.resolve("options/agntos-probe.nix");
            try {
                Files.createDirectories(module.resolveSibling("."));
                Files.writeString(module, "throw \"" + word + "\"\n");
                return evaluate(folder).result() instanceof RunResult.Exited exited
                        && exited.err().text().contains(word);
            } finally {
                Files.deleteIfExists(module);
                Files.deleteIfExists(folder.resolve("options"));
                Files.deleteIfExists(folder);
            }
        } catch (IOException _) {
            // Without room for a probe nothing can be said, so nothing is claimed.
            return false;
        }
    }
}
