package org.agntos.core.tool;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where people keep keys, passwords and tokens.
public final class SecretPlaces {
    private static final List<String> HOME_FOLDERS = List.of(
            ".ssh",
            ".gnupg",
            ".aws",
            ".azure",
            ".kube",
            ".docker",
            ".password-store",
            ".mozilla",
            ".thunderbird",
            ".config/gcloud",
            ".config/gh",
            ".config/sops",
            ".config/op",
            ".config/chromium",
            ".config/google-chrome",
            ".local/share/keyrings",
            ".local/share/kwalletd");
    private static final List<String> SYSTEM_PLACES = List.of(
            "/etc/shadow",
            "/etc/gshadow",
            "/etc/sudoers",
            "/etc/sudoers.d",
            "/etc/NetworkManager/system-connections",
            "/etc/wireguard",
            "/etc/ssh/ssh_host",
            "/run/secrets",
            "/run/agenix",
            "/run/keys",
            "/var/lib/iwd",
            "/var/lib/sops-nix",
            "/dev",
            "/sys");
    private static final Pattern SECRET_NAME = Pattern.compile("(?:.*[._-])?(?:id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?"
            + "|credentials|secrets?|tokens?|passwords?|passwd-s3fs)(?:\\.(?:json|ya?ml|toml|txt|ini|env))?"
            + "|\\.env(?:\\..*)?|\\.netrc|\\.pgpass|\\.npmrc|\\.pypirc|\\.git-credentials|\\.my\\.cnf"
            + "|.*\\.(?:pem|key|p12|pfx|jks|kdbx|age|asc|gpg|keytab)"
            + "|.*history|key4\\.db|logins\\.json|cookies(?:\\.sqlite)?");

    private SecretPlaces() {}

    /// Whether a real path must not be read.
    public static boolean isSecret(Path real, Path home) {
        return reason(real, home).isPresent();
    }

    /// Why a real path must not be read, as the end of a sentence that begins with it; empty if it may be.
    static Optional<String> reason(Path real, Path home) {
        for (String folder : HOME_FOLDERS) {
            if (isIn(real, home.resolve(folder)) || real.toString().contains("/" + folder + "/")) {
                return Optional.of("belongs to " + folder + ", where keys or passwords are kept");
            }
        }
        for (String place : SYSTEM_PLACES) {
            if (real.toString().startsWith(place) && (place.endsWith("host") || isIn(real, Path.of(place)))) {
                return Optional.of("is a place for secrets or devices");
            }
        }
        if (real.toString().matches("/proc/.*/(?:environ|mem|maps|auxv|cmdline|fd/.*)|/proc/k(?:core|msg)")) {
            return Optional.of("shows the memory or the environment of a program");
        }
        String name = String.valueOf(real.getFileName()).toLowerCase(Locale.ROOT);
        return !name.endsWith(".pub") && SECRET_NAME.matcher(name).matches()
                ? Optional.of("looks like a file of keys, passwords or tokens")
                : Optional.empty();
    }

    private static boolean isIn(Path path, Path folder) {
        return path.equals(folder) || path.startsWith(folder);
    }
}
