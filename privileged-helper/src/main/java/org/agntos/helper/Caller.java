package org.agntos.helper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.agntos.helper.audit.AuditRecord.Account;

/// Who started the helper.
///
/// @param isElevated true if this process has rights that its caller may not have: started by pkexec or sudo, or with
///     real and effective ids that differ
record Caller(Account account, boolean isElevated) {
    private static final List<String> ELEVATORS = List.of("PKEXEC_UID", "SUDO_UID");

    static Caller of(Map<String, String> environment) throws IOException {
        return of(environment, Files.readAllLines(Path.of("/proc/self/status")), System.getProperty("user.name"));
    }

    /// @param status the lines of `/proc/self/status`
    static Caller of(Map<String, String> environment, List<String> status, String user) throws IOException {
        List<Integer> uids = ids(status, "Uid:");
        List<Integer> gids = ids(status, "Gid:");
        boolean isElevated =
                ELEVATORS.stream().anyMatch(environment::containsKey) || areDifferent(uids) || areDifferent(gids);
        int uid = uids.getFirst();
        boolean isNamed = user != null && !user.isEmpty() && !user.equals("?");
        return new Caller(new Account(uid, isNamed ? user : Integer.toString(uid)), isElevated);
    }

    /// The real and the effective id.
    private static List<Integer> ids(List<String> status, String name) throws IOException {
        for (String line : status) {
            if (line.startsWith(name)) {
                String[] fields = line.substring(name.length()).strip().split("\t", -1);
                if (fields.length >= 2) {
                    return List.of(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]));
                }
            }
        }
        throw new IOException("/proc/self/status has no line " + name);
    }

    private static boolean areDifferent(List<Integer> ids) {
        return !ids.getFirst().equals(ids.getLast());
    }
}
