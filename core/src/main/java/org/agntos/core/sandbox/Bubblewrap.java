package org.agntos.core.sandbox;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The arguments of bubblewrap. What is not named here is not there: no home, no `/run`, no sockets, no other disk.
final class Bubblewrap {
    static final String HOME = "/home/agent";

    /// What a command may read of the system.
    private static final List<String> SYSTEM =
            List.of("/usr", "/etc", "/opt", "/nix/store", "/nix/var/nix/profiles", "/var/log", "/sys");

    private static final List<String> CURRENT =
            List.of("/run/current-system", "/run/booted-system", "/run/opengl-driver");
    private static final List<String> TOP = List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");

    /// What root may read and nobody else, for where this runs as root.
    private static final List<String> SECRET_FILES =
            List.of("/etc/shadow", "/etc/shadow-", "/etc/gshadow", "/etc/gshadow-", "/etc/sudoers", "/etc/krb5.keytab");

    private static final List<String> SECRET_FOLDERS = List.of(
            "/etc/sudoers.d",
            "/etc/ssh",
            "/etc/ssl/private",
            "/etc/wireguard",
            "/etc/NetworkManager/system-connections",
            "/etc/secrets",
            "/etc/credstore",
            "/etc/credstore.encrypted",
            "/var/log/journal",
            "/var/log/audit");

    private static final String SCRATCH_BYTES = Long.toString(512L << 20);

    /// Seconds of processor time, KiB of memory, blocks of a file, processes, no core files. A limit that cannot be set
    /// ends the command before it begins. The kernel does not limit the processes of root.
    private static final String LIMITED =
            "ulimit -c 0 && ulimit -t 600 && ulimit -v 16777216 && ulimit -f 2097152 && ulimit -u 512 || exit 126;"
                    + " exec \"$0\" --noprofile --norc -c \"$1\"";

    private final Path program;
    private final Path bash;

    Bubblewrap(Path program, Path bash) {
        this.program = program;
        this.bash = bash;
    }

    /// @param hidden in the chosen folder
    List<String> argv(SandboxRun run, Optional<HiddenNames.Found> hidden) {
        List<String> argv = new ArrayList<>(List.of(
                program.toString(),
                "--unshare-all",
                "--unshare-user",
                "--disable-userns",
                "--die-with-parent",
                "--new-session",
                "--clearenv",
                "--hostname",
                "sandbox"));
        add(argv, "--cap-drop", "ALL");
        if (run.hasNetwork()) {
            argv.add("--share-net");
        }
        system(argv);
        scratch(argv);
        if (run.hasNetwork()) {
            resolver(argv);
        }
        run.folder().ifPresent(folder -> chosen(argv, folder, hidden));
        environment(argv);
        add(
                argv,
                "--chdir",
                run.folder().map(folder -> folder.path().toString()).orElse(HOME));
        add(argv, "--", bash.toString(), "--noprofile", "--norc", "-c", LIMITED, bash.toString(), run.command());
        return argv;
    }

    private static void add(List<String> argv, String... words) {
        argv.addAll(List.of(words));
    }

    private static void system(List<String> argv) {
        SYSTEM.forEach(path -> add(argv, "--ro-bind-try", path, path));
        CURRENT.forEach(path -> add(argv, "--ro-bind-try", path, path));
        for (String path : TOP) {
            Path top = Path.of(path);
            if (Files.isDirectory(top)) {
                add(argv, "--ro-bind", path, path);
            }
        }
        for (String path : SECRET_FILES) {
            if (Files.isRegularFile(Path.of(path), LinkOption.NOFOLLOW_LINKS)) {
                add(argv, "--ro-bind", "/dev/null", path);
            }
        }
        for (String path : SECRET_FOLDERS) {
            if (Files.isDirectory(Path.of(path), LinkOption.NOFOLLOW_LINKS)) {
                add(argv, "--size", "4096", "--tmpfs", path, "--remount-ro", path);
            }
        }
    }

    private static void scratch(List<String> argv) {
        add(argv, "--proc", "/proc", "--dev", "/dev");
        for (String path : List.of("/dev/shm", "/tmp", "/var/tmp", HOME)) {
            add(argv, "--size", SCRATCH_BYTES, "--tmpfs", path);
        }
    }

    /// The list of name servers is often a link into `/run`.
    private static void resolver(List<String> argv) {
        Path list = Path.of("/etc/resolv.conf");
        if (Files.isSymbolicLink(list) && Files.exists(list)) {
            Path real = Path.of("/etc").resolve(readLink(list)).normalize();
            add(argv, "--ro-bind-try", real.toString(), real.toString());
        }
    }

    private static Path readLink(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (java.io.IOException e) {
            return link;
        }
    }

    private static void chosen(List<String> argv, SandboxRun.Folder folder, Optional<HiddenNames.Found> hidden) {
        String path = folder.path().toString();
        add(argv, folder.isWritable() ? "--bind" : "--ro-bind", path, path);
        hidden.ifPresent(found -> {
            found.files().forEach(file -> add(argv, "--ro-bind", "/dev/null", file.toString()));
            found.folders()
                    .forEach(secret -> add(
                            argv, "--size", "4096", "--tmpfs", secret.toString(), "--remount-ro", secret.toString()));
            String bind = folder.isWritable() ? "--bind" : "--ro-bind";
            found.repositories().forEach(place -> add(argv, bind, place.toString(), place.toString()));
            found.fixed().forEach(fixed -> add(argv, "--ro-bind-try", fixed.toString(), fixed.toString()));
        });
    }

    private static void environment(List<String> argv) {
        add(argv, "--setenv", "PATH", "/run/current-system/sw/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
        add(argv, "--setenv", "HOME", HOME);
        add(argv, "--setenv", "TMPDIR", "/tmp");
        add(argv, "--setenv", "LANG", "C.UTF-8");
        add(argv, "--setenv", "TERM", "dumb");
        add(argv, "--setenv", "PAGER", "cat");
        add(argv, "--setenv", "GIT_PAGER", "cat");
        add(argv, "--setenv", "NO_COLOR", "1");
    }
}
