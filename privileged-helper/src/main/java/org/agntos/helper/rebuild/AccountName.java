package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Names of accounts by the account database, whatever it is made of (files, LDAP, systemd-homed). The
/// environment has no say in it.
public final class AccountName {
    private static final Path NIXOS = Path.of("/run/current-system/sw/bin/getent");

    private AccountName() {}

    /// The account's name, or `?` if it has none or the database does not answer.
    public static String of(int uid) {
        String program = Files.isExecutable(NIXOS) ? NIXOS.toString() : "/usr/bin/getent";
        try {
            List<String> answer = new ChildProgram(Map.of(), Path.of("/"))
                    .run(List.of(program, "passwd", "" + uid), Duration.ofSeconds(5), new Cancellation(), _ -> {})
                    .lines();
            return answer.size() == 1 ? answer.getFirst().split(":", -1)[0] : "?";
        } catch (IOException e) {
            return "?";
        }
    }
}
