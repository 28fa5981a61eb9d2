package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Names of accounts by the account database, whatever it is made of (files, LDAP, systemd-homed). The environment has
/// no say in it.
public final class AccountName {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/run/current-system/sw/bin/getent"), Path.of("/usr/bin/getent"));

    private AccountName() {}

    /// The account's name, or `?` if it has none or the database does not answer.
    public static String of(int uid) {
        try {
            for (Path program : PROGRAMS) {
                if (Files.isExecutable(program)) {
                    List<String> answer = new ChildProgram(Map.of(), Path.of("/"))
                            .run(
                                    List.of(program.toString(), "passwd", Integer.toString(uid)),
                                    LIMIT,
                                    new Cancellation(),
                                    _ -> {})
                            .output();
                    return answer.size() == 1 ? answer.getFirst().split(":", -1)[0] : "?";
                }
            }
        } catch (IOException e) {
            System.err.println("agntos-helper: the name of account " + uid + " is not known: " + e.getMessage());
        }
        return "?";
    }
}
