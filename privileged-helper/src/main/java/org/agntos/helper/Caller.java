package org.agntos.helper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.agntos.helper.audit.Recorder.Account;
import org.agntos.helper.protocol.Failure;
import org.agntos.helper.rebuild.AccountName;

/// Who asks, and for which machine.
///
/// @param account whose request it is: under pkexec the one polkit vouches for, else whoever started this
/// process
/// @param isElevated true if pkexec gave this process root's rights, so that the real machine is meant
record Caller(Account account, boolean isElevated) {
    private static final String POLKIT = "PKEXEC_UID";
    private static final List<String> OTHER_WAYS = List.of("SUDO_UID", "SUDO_USER", "DOAS_USER");
    private static final Pattern UID = Pattern.compile("0|[1-9][0-9]{0,9}");

    /// @throws Failure if this process has rights by any other way than pkexec, or not all of them
    static Caller of(Map<String, String> environment) throws IOException {
        IntFunction<String> names =
                uid -> environment.containsKey(POLKIT) ? AccountName.of(uid) : System.getProperty("user.name", "?");
        return of(environment, Files.readAllLines(Path.of("/proc/self/status")), names);
    }

    /// @param status the lines of `/proc/self/status`; @param names the name of an account, `?` if it has
    /// none
    static Caller of(Map<String, String> environment, List<String> status, IntFunction<String> names)
            throws IOException {
        List<String> uids = values(status, "Uid:");
        List<String> gids = values(status, "Gid:");
        boolean isOne = uids.stream().distinct().count() == 1
                && gids.stream().distinct().count() == 1;
        require(isOne, "It was started setuid or setgid: its real and effective ids differ.");
        require(
                OTHER_WAYS.stream().noneMatch(environment::containsKey),
                "It was started by sudo or doas, which do not say who asks in a way that counts here.");
        String asking = environment.get(POLKIT);
        if (asking != null) {
            boolean isRoot = uids.getFirst().equals("0") && gids.getFirst().equals("0");
            boolean isUid = UID.matcher(asking).matches() && Long.parseLong(asking) <= Integer.MAX_VALUE;
            require(isRoot && isUid, "It was not started by pkexec, though PKEXEC_UID is set.");
            boolean isClean = values(status, "Umask:").equals(List.of("0022"));
            require(isClean, "Its umask is not 022: it was started without its launcher.");
        }
        int uid = Integer.parseInt(asking == null ? uids.getFirst() : asking);
        String name = names.apply(uid);
        return new Caller(
                new Account(uid, name.isEmpty() || name.equals("?") ? Integer.toString(uid) : name), asking != null);
    }

    private static List<String> values(List<String> status, String name) throws IOException {
        for (String line : status) {
            if (line.startsWith(name)) {
                return List.of(line.substring(name.length()).strip().split("\\s+", -1));
            }
        }
        throw new IOException("/proc/self/status has no line " + name);
    }

    private static void require(boolean claim, String otherwise) throws Failure {
        if (!claim) {
            throw Failure.refused(
                    "The helper takes root's rights from pkexec alone. " + otherwise,
                    "Start it as yourself for practice; `agntctl` starts it by pkexec for the system.");
        }
    }
}
