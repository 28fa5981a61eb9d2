package org.agntos.helper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.agntos.helper.protocol.Failure;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.MachineConfig;
import org.agntos.helper.rebuild.Cancellation;
import org.agntos.helper.rebuild.TargetSystem;
import org.agntos.helper.transaction.Transaction;

/// The machine this process serves: where its files are, and its system.
record Machine(HelperPaths paths, TargetSystem system, String transactionId) {
    private static final int FOLDER = 0040000;
    private static final int TYPE_AND_OTHERS = 0170022;
    private static final Path NIXOS = Path.of("/etc/NIXOS");
    private static final Path CONFIG = Path.of("/etc/agntos/machine.toml");

    /// The caller's own practice machine, wherever their environment says it is.
    static Machine practice(Map<String, String> environment, int uid) throws IOException {
        HelperPaths paths = PracticeFolders.resolve(HelperPaths.practice(environment), uid);
        String id = Transaction.newId(Instant.now());
        return new Machine(paths, TargetSystem.practice(paths, environment, id), id);
    }

    /// The machine itself, if it is a NixOS or its administrator says so. It takes nothing from its caller.
    static Machine real() throws IOException {
        require(
                Files.exists(NIXOS) || Files.exists(CONFIG),
                "This is not a NixOS machine: there is no " + NIXOS + " and no " + CONFIG + ".",
                "Use practice, which needs no rights: `agntctl --practice`.");
        HelperPaths paths = HelperPaths.system();
        MachineConfig config = config();
        require(
                config.isRebuiltHere(),
                "This machine is not rebuilt here, says " + CONFIG + " (local_rebuild = false).",
                "`agntctl proposals diff ID --patch` gives the change as a patch for the place where it is built.");
        for (Path folder : List.of(paths.config(), paths.log(), paths.lib())) {
            require(
                    !Files.exists(folder, LinkOption.NOFOLLOW_LINKS) || isRoots(folder),
                    folder + " is not a folder that root alone may write.",
                    "Look what it is; then:  chown root:root " + folder + " && chmod 755 " + folder);
        }
        String id = Transaction.newId(Instant.now());
        return new Machine(paths, TargetSystem.nixos(config, paths, id), id);
    }

    private static MachineConfig config() throws IOException {
        try {
            Optional<MachineConfig> config = MachineConfig.read(CONFIG);
            return config.orElseThrow(() -> Failure.refused(
                    "Nobody has said yet how this machine is built: there is no " + CONFIG + ".",
                    "`agntctl doctor` shows what to write there."));
        } catch (MachineConfig.Unusable e) {
            String what = CONFIG + " cannot be used: " + e.getMessage() + ".";
            throw Failure.refused(what, "`agntctl doctor` shows what it must say.");
        }
    }

    private static void require(boolean claim, String otherwise, String next) throws Failure {
        if (!claim) {
            throw Failure.refused(otherwise, next);
        }
    }

    /// Who else may write there could put a link in the way of every step.
    private static boolean isRoots(Path folder) throws IOException {
        Map<String, Object> found = Files.readAttributes(folder, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        boolean isRoots = Integer.valueOf(0).equals(found.get("uid"));
        return isRoots && found.get("mode") instanceof Integer mode && (mode & TYPE_AND_OTHERS) == FOLDER;
    }

    Transaction transaction(Caller caller, Cancellation cancellation, Consumer<HelperEvent> events) {
        return new Transaction(paths, system, transactionId, caller.account(), cancellation, events);
    }
}
