package org.agntos.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.session.SessionStore.StoredEvent;
import org.agntos.core.session.SessionStore.StoredTurn;
import org.agntos.core.session.SqliteSessionStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsCommandTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path home;

    @BeforeEach
    void tellStories() {
        try (SqliteSessionStore store = new SqliteSessionStore(home.resolve("state"), home.resolve("native"))) {
            store.append(
                    "s-1",
                    List.of(new StoredEvent("{}", AT)),
                    List.of(
                            new StoredTurn("user", "why is the printer silent?", "", AT),
                            new StoredTurn("tool", "```\n# not a heading", "inspect", AT),
                            new StoredTurn("assistant", "It is **off**.", "", AT)));
            // As AgntOS 1.x left them: turns without events.
            store.append("s-0", List.of(), List.of(new StoredTurn("user", "install htop", "", AT)));
        }
    }

    private record Ended(ExitStatus status, String output) {}

    private Ended run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of(
                "HOME",
                home.toString(),
                "AGNTOS_NIX",
                "none",
                "AGNTOS_STATE_DIR",
                home.resolve("state").toString());
        ExitStatus status =
                new CommandLineProgram(environment, stream, stream, new Person(Optional::empty)).run(arguments);
        return new Ended(status, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theyAreListedSearchedAndRenamed() {
        assertThat(run("sessions").output()).contains("s-1", "why is the printer silent?", "s-0", "install htop");
        assertThat(run("sessions", "search", "printer").output())
                .contains("s-1")
                .doesNotContain("s-0");
        assertThat(run("sessions", "search", "nowhere").output()).contains("Nothing that was said");
        assertThat(run("sessions", "rename", "s-1", "The", "printer").status()).isEqualTo(ExitStatus.OK);
        assertThat(run("sessions", "list").output()).contains("The printer").doesNotContain("silent");
    }

    @Test
    void anExportIsMarkdownThatTextCannotBreakOutOf() {
        assertThat(run("sessions", "export", "s-1").output()).isEqualTo("""
                # Conversation s-1

                ## user, 2026-11-20T12:00:00Z

                why is the printer silent?

                ## tool inspect, 2026-11-20T12:00:00Z

                ````
                ```
                # not a heading
                ````

                ## assistant, 2026-11-20T12:00:00Z

                It is **off**.
                """);
    }

    @Test
    void aConversationIsDeletedOnlyWhenSomebodySaysSo() {
        assertThat(run("sessions", "delete", "s-1").status()).isEqualTo(ExitStatus.DENIED);
        assertThat(run("sessions", "show", "s-1").status()).isEqualTo(ExitStatus.OK);
        assertThat(run("sessions", "delete", "s-1", "--yes").status()).isEqualTo(ExitStatus.OK);
        assertThat(run("sessions", "show", "s-1").status()).isEqualTo(ExitStatus.NOT_FOUND);
        assertThat(run("sessions", "search", "printer").output()).contains("Nothing that was said");
        assertThat(run("sessions").output()).contains("s-0").doesNotContain("s-1");
    }
}
