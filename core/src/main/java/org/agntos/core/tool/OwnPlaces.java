package org.agntos.core.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where a model may write on the person's behalf, and where never, whoever says yes: not outside of the home, not
/// where
/// keys are kept, and not where this program keeps its own rules, memory and state. Safe for any thread.
public final class OwnPlaces {
    /// What runs by itself when the person logs in or opens a shell; a yes to it must be given knowingly.
    private static final Set<String> STARTED = Set.of(
            ".bashrc",
            ".bash_profile",
            ".bash_login",
            ".bash_logout",
            ".profile",
            ".zshrc",
            ".zshenv",
            ".zprofile",
            ".zlogin",
            ".xprofile",
            ".xinitrc",
            ".xsession",
            ".inputrc",
            ".pam_environment",
            ".gitconfig",
            ".envrc",
            ".direnvrc");

    private static final List<String> STARTED_FOLDERS = List.of(
            ".config/autostart",
            ".config/systemd",
            ".config/environment.d",
            ".config/fish",
            ".config/git",
            ".config/direnv",
            ".config/plasma-workspace",
            ".config/hypr",
            ".config/sway",
            ".config/i3",
            ".config/nix",
            ".config/nixpkgs",
            ".config/home-manager",
            ".local/bin",
            ".local/share/applications",
            ".local/share/dbus-1",
            ".local/share/systemd",
            "bin");

    private final Path home;
    private final List<Path> own;

    /// @param own the folders of this program
    public OwnPlaces(Path home, List<Path> own) {
        this.home = real(home.toAbsolutePath().normalize());
        this.own = own.stream()
                .map(path -> real(path.toAbsolutePath().normalize()))
                .toList();
    }

    /// Where a path leads.
    sealed interface Place {
        /// @param path a real path; @param warning what a yes would mean beyond the file itself, empty if nothing
        record Open(Path path, String warning) implements Place {}

        /// @param reason a sentence
        record Closed(String reason) implements Place {}
    }

    public Path home() {
        return home;
    }

    /// @param text as a model wrote it; `~` is the home
    Place toWrite(String text) {
        Path path;
        try {
            path = real(expand(text));
        } catch (InvalidPathException e) {
            return new Place.Closed("'" + text + "' is not a path.");
        }
        Optional<String> reason = reason(path);
        return reason.isPresent()
                ? new Place.Closed(reason.get())
                : new Place.Open(path, isStarted(path) ? "What stands in it runs by itself later." : "");
    }

    /// A folder that commands may see. @param text as above
    Place toEnter(String text) {
        return switch (toWrite(text)) {
            case Place.Closed closed -> closed;
            case Place.Open(Path path, String warning) -> {
                Path first = home.relativize(path).getName(0);
                if (!Files.isDirectory(path)) {
                    yield new Place.Closed("There is no folder " + path + ".");
                }
                yield first.toString().startsWith(".")
                        ? new Place.Closed(path + " is in a hidden folder of your home, which commands do not see.")
                        : new Place.Open(path, warning);
            }
        };
    }

    private Optional<String> reason(Path path) {
        if (!path.startsWith(home) || path.equals(home)) {
            return Optional.of(path + " is not inside your home, so it is not touched. The system is changed by"
                    + " proposals, other places by you.");
        }
        for (Path folder : own) {
            if (path.startsWith(folder) || folder.startsWith(path)) {
                return Optional.of(path + " belongs to AgntOS itself, which no model changes or looks into this way.");
            }
        }
        return SecretPlaces.reason(path, home).map(why -> path + " " + why + ", so it is not touched.");
    }

    private boolean isStarted(Path path) {
        Path relative = home.relativize(path);
        return STARTED.contains(String.valueOf(path.getFileName()))
                || path.toString().contains("/.git/")
                || STARTED_FOLDERS.stream().anyMatch(relative::startsWith);
    }

    Path expand(String text) {
        Path path = text.equals("~") || text.startsWith("~/") ? Path.of(home + text.substring(1)) : Path.of(text);
        return (path.isAbsolute() ? path : home.resolve(path)).normalize();
    }

    /// Follows the links of what exists; what does not exist yet has none.
    private static Path real(Path path) {
        List<Path> missing = new ArrayList<>();
        for (Path there = path; there != null; there = there.getParent()) {
            if (Files.exists(there)) {
                try {
                    Path found = there.toRealPath();
                    for (Path name : missing.reversed()) {
                        found = found.resolve(name);
                    }
                    return found;
                } catch (IOException e) {
                    return path;
                }
            }
            if (Files.isSymbolicLink(there)) {
                // A link to nothing: writing through it would make a file somewhere else.
                return Path.of("/nonexistent").resolve(String.valueOf(there.getFileName()));
            }
            if (there.getFileName() != null) {
                missing.add(there.getFileName());
            }
        }
        return path;
    }
}
