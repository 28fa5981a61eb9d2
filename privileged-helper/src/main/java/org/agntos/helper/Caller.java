package org.agntos.helper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.agntos.helper.audit.AuditRecord.Account;
import org.agntos.helper.rebuild.AccountName;
import org.agntos.helper.transaction.Failure;

/// Who asks, and for which machine.
///
/// @param account whose request it is: under pkexec the one polkit vouches for, else whoever started this process
/// @param isElevated true if pkexec gave this process root's rights, so that the real machine is meant
record Caller(Account account, boolean isElevated) {
    private static final String POLKIT = "PKEXEC_UID";
    private static final List<String> OTHER_WAYS = List.of("SUDO_UID", "SUDO_USER", "DOAS_USER");
    private static final Pattern UID = Pattern.compile("0|[1-9][0-9]{0,9}");
    private static final String NEXT =
            "Start it as yourself for practice; `agntctl` starts it by pkexec for the system.";

    /// @throws Failure if this process has rights by any other way than pkexec, or not all of them
    static Caller of(Map<String, String> environment) throws Failure, IOException {
        return of(
                environment,
                Files.readAllLines(Path.of("/proc/self/status")),
                uid -> environment.containsKey(POLKIT) ? AccountName.of(uid) : System.getProperty("user.name", "?"));
    }

    /// @param status the lines of `/proc/self/status`; @param names the name of an account, `?` if it has none
    static Caller of(Map<String, String> environment, List<String> status, IntFunction<String> names)
            throws Failure, IOException {
        List<String> uids = values(status, "Uid:");
        List<String> gids = values(status, "Gid:");
        if (uids.stream().distinct().count() != 1 || gids.stream().distinct().count() != 1) {
            throw refused("It was started setuid or setgid: its real and effective ids differ.");
        }
        if (OTHER_WAYS.stream().anyMatch(environment::containsKey)) {
            throw refused("It was started by sudo or doas, which do not say who asks in a way that counts here.");
        }
        String asking = environment.get(POLKIT);
        if (asking == null) {
            return new Caller(account(Integer.parseInt(uids.getFirst()), names), false);
        }
        boolean isRoot = uids.getFirst().equals("0") && gids.getFirst().equals("0");
        if (!isRoot || !UID.matcher(asking).matches() || Long.parseLong(asking) > Integer.MAX_VALUE) {
            throw refused("It was not started by pkexec, though PKEXEC_UID is set.");
        }
        if (!values(status, "Umask:").equals(List.of("0022"))) {
            throw refused("Its umask is not 022: it was started without its launcher.");
        }
        return new Caller(account(Integer.parseInt(asking), names), true);
    }

    private static Account account(int uid, IntFunction<String> names) {
        String name = names.apply(uid);
        return new Account(uid, name.isEmpty() || name.equals("?") ? Integer.toString(uid) : name);
    }

    private static List<String> values(List<String> status, String name) throws IOException {
        for (String line : status) {
            if (line.startsWith(name)) {
                return List.of(line.substring(name.length()).strip().split("\\s+", -1));
            }
        }
        throw new IOException("/proc/self/status has no line " + name);
    }

    private static Failure refused(String why) {
        return Failure.refused("The helper takes root's rights from pkexec alone. " + why, NEXT);
    }
}
