package org.agntos.core.model.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.model.ModelProfile.KeySource;

/// Finds the key of a profile. Blocks on a disk or on the keyring, which may ask the person to unlock it.
public final class ApiKeys {
    private static final int LONGEST = 8192;
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Map<String, String> environment;
    private final KeyRing keyRing;

    public ApiKeys(Map<String, String> environment, KeyRing keyRing) {
        this.environment = Map.copyOf(environment);
        this.keyRing = keyRing;
    }

    /// What came of looking for a key.
    public sealed interface Finding {
        /// The server wants none, as far as we were told.
        record NotNeeded() implements Finding {}

        record Found(ApiKey key) implements Finding {}

        /// @param message what is missing; @param next what the person can do
        record Missing(String message, String next) implements Finding {}
    }

    public Finding find(KeySource source) throws InterruptedException {
        return switch (source) {
            case KeySource.None() -> new Finding.NotNeeded();
            case KeySource.Variable(String name) -> {
                String text = environment.getOrDefault(name, "").strip();
                yield text.isEmpty()
                        ? new Finding.Missing(
                                "The environment variable " + name + ", which holds the key, is not set here.",
                                "Set it where you start AgntOS, or keep the key in the keyring: agntctl model key.")
                        : usable(text, "the environment variable " + name);
            }
            case KeySource.File(String path) -> file(path);
            case KeySource.Keyring(String label) -> fromKeyring(label);
        };
    }

    private Finding fromKeyring(String label) throws InterruptedException {
        return switch (keyRing.find(label)) {
            case KeyRing.Finding.Found(String text) -> usable(text.strip(), "the keyring's entry " + label);
            case KeyRing.Finding.Absent() ->
                new Finding.Missing(
                        "The keyring has no key by the name " + label + ".",
                        "Store it: agntctl model key " + label + ".");
            case KeyRing.Finding.Unusable(String why, String next) -> new Finding.Missing(why, next);
        };
    }

    private Finding file(String text) {
        Path path = home(text);
        try {
            PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
            Optional<PosixFilePermission> open =
                    attributes.permissions().stream().filter(OTHERS::contains).findFirst();
            if (open.isPresent()) {
                return new Finding.Missing(
                        "Others can read or change " + path + ", so the key in it was not used.",
                        "Run: chmod 600 " + path + ". If others may have read it, get a new key.");
            }
            if (!attributes.isRegularFile() || attributes.size() > LONGEST) {
                return new Finding.Missing(path + " is no file that holds just a key.", "Put the key alone into it.");
            }
            return usable(Files.readString(path, StandardCharsets.UTF_8).strip(), path.toString());
        } catch (NoSuchFileException e) {
            return new Finding.Missing(
                    "The file " + path + ", which holds the key, is not there.",
                    Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                            ? "It is a link to nothing."
                            : "Put the key into it and run: chmod 600 " + path + ".");
        } catch (IOException | UnsupportedOperationException e) {
            return new Finding.Missing(
                    "The file " + path + ", which holds the key, cannot be read.",
                    "Check that it is yours and a text.");
        }
    }

    private Path home(String path) {
        return path.startsWith("~/")
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), path.substring(2))
                : Path.of(path);
    }

    private static Finding usable(String text, String where) {
        return text.isEmpty() || !text.chars().allMatch(c -> c > 0x20 && c < 0x7f)
                ? new Finding.Missing(
                        "What " + where + " holds is no key: it is empty or has spaces or foreign letters in it.",
                        "Store the key again, alone and on one line.")
                : new Finding.Found(new ApiKey(text));
    }
}
