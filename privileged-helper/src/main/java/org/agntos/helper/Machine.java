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
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.MachineConfig;
import org.agntos.helper.rebuild.Cancellation;
import org.agntos.helper.rebuild.TargetSystem;
import org.agntos.helper.transaction.Failure;
import org.agntos.helper.transaction.Transaction;

/// The machine this process serves: where its files are, and its system.
record Machine(HelperPaths paths, TargetSystem system, String transactionId) {
    private static final int FOLDER = 0040000;
    private static final int TYPE_AND_OTHERS = 0170022;
    private static final List<Path> MARKS = List.of(Path.of("/etc/NIXOS"), Path.of("/etc/agntos/machine.toml"));

    /// The caller's own practice machine, wherever their environment says it is.
    static Machine practice(Map<String, String> environment, int uid) throws Failure, IOException {
        HelperPaths paths = PracticeFolders.resolve(HelperPaths.practice(environment), uid);
        String id = Transaction.newId(Instant.now());
        return new Machine(paths, TargetSystem.practice(paths, environment, id), id);
    }

    /// The machine itself, if it is a NixOS or its administrator says so. It takes nothing from its caller.
    static Machine real() throws Failure, IOException {
        if (MARKS.stream().noneMatch(Files::exists)) {
            throw Failure.refused(
                    "This is not a NixOS machine: there is no " + MARKS.getFirst() + " and no " + MARKS.getLast() + ".",
                    "Use practice, which needs no rights: `agntctl --practice`.");
        }
        MachineConfig config = config();
        if (!config.isRebuiltHere()) {
            throw Failure.refused(
                    "This machine is not rebuilt here, says " + MARKS.getLast() + " (local_rebuild = false).",
                    "`agntctl proposals diff ID --patch` gives the change as a patch for the place where it is built.");
        }
        String id = Transaction.newId(Instant.now());
        HelperPaths paths = HelperPaths.system();
        for (Path folder : List.of(paths.config(), paths.log(), paths.lib())) {
            requireRoots(folder);
        }
        return new Machine(paths, TargetSystem.nixos(config, paths, id), id);
    }

    /// Who else may write there could put a link in the way of every step.
    private static void requireRoots(Path folder) throws Failure, IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Map<String, Object> found = Files.readAttributes(folder, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        boolean isRoots = Integer.valueOf(0).equals(found.get("uid"));
        if (!isRoots || !(found.get("mode") instanceof Integer mode) || (mode & TYPE_AND_OTHERS) != FOLDER) {
            throw Failure.refused(
                    folder + " is not a folder that root alone may write.",
                    "Look what it is; then:  chown root:root " + folder + " && chmod 755 " + folder);
        }
    }

    private static MachineConfig config() throws Failure, IOException {
        try {
            Optional<MachineConfig> config = MachineConfig.read(MARKS.getLast());
            return config.orElseThrow(() -> Failure.refused(
                    "Nobody has said yet how this machine is built: there is no " + MARKS.getLast() + ".",
                    "`agntctl doctor` shows what to write there."));
        } catch (MachineConfig.Unusable e) {
            throw Failure.refused(
                    MARKS.getLast() + " cannot be used: " + e.getMessage() + ".",
                    "`agntctl doctor` shows what it must say.");
        }
    }

    Transaction transaction(Caller caller, Cancellation cancellation, Consumer<HelperEvent> events) {
        return new Transaction(paths, system, transactionId, caller.account(), cancellation, events);
    }
}
