package org.agntos.core.change.explain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.change.Fix;

/// What the world around the configuration does not give: files, the network, room on the disk, rights, a build that
/// works (Nix `src/libstore`, `src/libfetchers`, `src/libutil`, 2.8 to 2.34).
final class OutsideErrors {
    private static final Pattern UNTRACKED =
            Pattern.compile("[Pp]ath '([^']+)' in the repository (\\S+) is not tracked by Git");
    private static final Pattern STORE_FILE = Pattern.compile(
            "'?/nix/store/[0-9a-z]{32}-source/([^'\"\\s]+)'?:? (?:No such file or directory|does not exist)"
                    + "|getting status of '/nix/store/[0-9a-z]{32}-source/([^']+)': No such file"
                    + "|path '/nix/store/[0-9a-z]{32}-source/([^']+)' does not exist");
    private static final Pattern FILE =
            Pattern.compile("(?:getting status of|opening file|cannot read|reading file|path) '([^']+)'?:? ?"
                    + "(?:: No such file or directory|No such file or directory|does not exist)");
    private static final Pattern IMPURE =
            Pattern.compile("access to (?:absolute path|canonical path|path|URI) '([^']+)'"
                    + " is forbidden|cannot look up '<([^>]+)>' in pure");
    private static final Pattern SEARCH_PATH = Pattern.compile("file '([^']+)' was not found in the Nix search path");
    private static final Pattern HASH = Pattern.compile(
            "(?s)hash mismatch.*?specified:\\s*(\\S+)\\s*got:\\s*(\\S+)|NAR hash mismatch in input '([^']*)'");
    private static final Pattern NETWORK = Pattern.compile(
            "unable to (?:download|connect|fetch) ?'?([^'\\s]*)'?[^\\n]*|Could(?:n't| not) resolve host[^\\n]*");
    private static final Pattern FAILED_BUILD =
            Pattern.compile("(?:builder for '([^']+)' failed|Cannot build '([^']+)'|build of '([^']+)' failed)");
    private static final Pattern COLLISION = Pattern.compile("collision between [`']([^`']+)' and [`']([^`']+)'");
    private static final Pattern NO_ATTRIBUTE = Pattern.compile("flake '([^']+)' does not provide attribute ([^\\n]+)");
    private static final Pattern DENIED = Pattern.compile(
            "(?:'([^']+)':? (?:Permission denied|is not owned by current user)|cannot connect to socket at '([^']+)'|not privileged)");

    private final Fixes fixes;

    OutsideErrors(Scene scene) {
        this.fixes = new Fixes(scene);
    }

    Optional<Told> tell(NixReport report) {
        String text = report.block();
        return full(text)
                .or(() -> OptionErrors.first(HASH, text).map(this::hash))
                .or(() -> network(text))
                .or(() -> OptionErrors.first(UNTRACKED, text).map(found -> untracked(found.group(1))))
                .or(() -> OptionErrors.first(STORE_FILE, text).map(found -> untracked(firstGroup(found))))
                .or(() -> OptionErrors.first(IMPURE, text).map(OutsideErrors::impure))
                .or(() -> OptionErrors.first(SEARCH_PATH, text).map(OutsideErrors::searchPath))
                .or(() -> OptionErrors.first(FILE, text).map(found -> missingFile(found.group(1))))
                .or(() -> OptionErrors.first(NO_ATTRIBUTE, text).map(OutsideErrors::noAttribute))
                .or(() -> OptionErrors.first(COLLISION, text).map(OutsideErrors::collision))
                .or(() -> memory(text))
                .or(() -> OptionErrors.first(DENIED, text).map(OutsideErrors::denied))
                .or(() -> OptionErrors.first(FAILED_BUILD, text).map(found -> build(firstGroup(found), text)));
    }

    private static String firstGroup(Matcher found) {
        for (int i = 1; i <= found.groupCount(); i++) {
            if (found.group(i) != null) {
                return found.group(i);
            }
        }
        return "";
    }

    private static Optional<Told> full(String text) {
        boolean isFull = text.contains("No space left on device")
                || text.contains("database or disk is full")
                || text.contains("lack of free disk space");
        return isFull
                ? Optional.of(Told.of(ErrorFamily.DISK_FULL, "The disk is full.")
                        .advising("Free some room, for example with: nix-collect-garbage --delete-older-than 30d"))
                : Optional.empty();
    }

    private Told hash(Matcher found) {
        if (found.group(1) == null) {
            return Told.of(
                            ErrorFamily.HASH_MISMATCH,
                            "The flake input " + found.group(3)
                                    + " is not what flake.lock says: it changed at its source.")
                    .advising("Renew the lock of that input: nix flake update");
        }
        Fix fix = fixes.everywhere(
                found.group(1), found.group(2), "Write the hash of what is there now, if you trust its source.");
        return Told.of(
                        ErrorFamily.HASH_MISMATCH,
                        "A download is not what the configuration expects: its hash is another one, so the file changed"
                                + " at its source or the hash is out of date.")
                .named(found.group(1))
                .fixedBy(fix);
    }

    private static Optional<Told> network(String text) {
        return OptionErrors.first(NETWORK, text).map(found -> {
            boolean isThere = text.contains("HTTP error 4");
            String what = found.group(1) == null || found.group(1).isEmpty() ? "It" : found.group(1);
            return isThere
                    ? Told.of(ErrorFamily.NO_NETWORK, what + " is no longer to be had: its server refuses it.")
                            .advising("Try again later, or use another version.")
                    : Told.of(
                                    ErrorFamily.NO_NETWORK,
                                    what + " could not be downloaded: the network or its server does" + " not answer.")
                            .advising("Check the connection and try again.");
        });
    }

    private static Told untracked(String file) {
        return Told.of(
                        ErrorFamily.NOT_TRACKED,
                        "The file " + file + " does not exist for Nix: a flake in a Git repository sees only files that"
                                + " Git knows.")
                .advising("Run in the folder of the flake: git add " + file);
    }

    private static Told impure(Matcher found) {
        if (found.group(2) != null) {
            return Told.of(
                            ErrorFamily.IMPURE,
                            "<" + found.group(2)
                                    + "> cannot be used in a flake, which may only use what its inputs name.")
                    .advising("Use the flake's input, or a path inside the configuration.");
        }
        return Told.of(
                        ErrorFamily.IMPURE,
                        found.group(1) + " lies outside the configuration, and a flake may not read from there.")
                .advising("Move the file into the configuration, or make it an input of the flake.");
    }

    private static Told searchPath(Matcher found) {
        return Told.of(ErrorFamily.FILE_MISSING, "Nix does not know where <" + found.group(1) + "> is.")
                .advising("Add the channel, for example: sudo nix-channel --add <its address> " + found.group(1));
    }

    private static Told missingFile(String file) {
        return Told.of(ErrorFamily.FILE_MISSING, "There is no file " + file + ", but the configuration uses it.")
                .named(file.substring(file.lastIndexOf('/') + 1))
                .advising("Correct its name, or take it out of imports.");
    }

    private static Told noAttribute(Matcher found) {
        return Told.of(
                        ErrorFamily.MISSING_ATTRIBUTE,
                        "The flake " + found.group(1) + " has no "
                                + found.group(2).strip() + ".")
                .advising("Check the name of the host: nix flake show lists what the flake has.");
    }

    private static Told collision(Matcher found) {
        return Told.of(
                        ErrorFamily.COLLISION,
                        "Two packages bring the same file: " + name(found.group(1)) + " and " + name(found.group(2))
                                + ".")
                .advising("Leave one of the two out, or give the one that should win lib.hiPrio.");
    }

    private static Optional<Told> memory(String text) {
        boolean isShort = text.contains("Cannot allocate memory")
                || text.contains("out of memory")
                || text.contains("std::bad_alloc");
        return isShort
                ? Optional.of(Told.of(ErrorFamily.OUT_OF_MEMORY, "The memory of this machine was used up.")
                        .advising("Close other programs, or add swap, and try again."))
                : Optional.empty();
    }

    private static Told denied(Matcher found) {
        boolean isDaemon = found.group(2) != null;
        return isDaemon
                ? Told.of(ErrorFamily.NO_PERMISSION, "The Nix daemon does not answer.")
                        .advising("Start it: sudo systemctl start nix-daemon")
                : Told.of(ErrorFamily.NO_PERMISSION, "Nix is not allowed to use " + firstGroup(found) + ".")
                        .advising("Look at the owner and the rights of that file.");
    }

    private static Told build(String derivation, String text) {
        String last = text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("> "))
                .reduce((_, line) -> line)
                .map(line -> " Its last words: " + line.substring(2).strip())
                .orElse("");
        return Told.of(ErrorFamily.BUILD_FAILED, name(derivation) + " could not be built." + last)
                .advising("Leave it out for now, or look at the whole log: nix log " + derivation);
    }

    private static String name(String storePath) {
        return storePath.replaceFirst("^/nix/store/[0-9a-z]{32}-", "").replaceFirst("\\.drv$", "");
    }
}
