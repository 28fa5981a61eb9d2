package org.agntos.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agntos.app.platform.dbus.AssistantName;
import org.agntos.app.platform.dbus.SessionBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The shell script `agntos`, with each of the programs it may find for the call, and a Java machine that only says
/// how it was called.
@SuppressWarnings("NullAway.Init") // start() comes before every test
class ToggleScriptIT {
    private static final Path SCRIPT = Path.of("../packaging/image/launchers/agntos");
    private static final String TRICKY = "what's in \"/etc\" \\ $HOME `id` ü";

    @TempDir
    Path folder;

    private final RecordedCalls calls = new RecordedCalls();
    private PrivateBus bus;
    private Path script;

    @BeforeEach
    void start() throws IOException {
        bus = PrivateBus.start(folder);
        script = executable("image/bin/agntos", Files.readString(SCRIPT));
        executable("image/lib/runtime/bin/java", "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    }

    @AfterEach
    void stop() {
        bus.close();
    }

    private Path executable(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// A folder for PATH with this program of the three and what the script needs otherwise.
    private String pathWith(String caller) throws IOException {
        Path path = folder.resolve("path");
        for (String program : List.of(caller, "sh", "readlink", "sed")) {
            executable(
                    "path/" + program,
                    "#!/bin/sh\nexec " + PrivateBus.find(program).orElseThrow() + " \"$@\"\n");
        }
        return path.toString();
    }

    private List<String> run(String path, String... arguments) throws Exception {
        List<String> argv = new ArrayList<>(List.of(script.toString()));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = bus.program(argv.toArray(String[]::new)).redirectErrorStream(true);
        builder.environment().put("PATH", path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"busctl", "dbus-send", "gdbus"})
    void theProgramThatIsThereIsTold(String caller) throws Exception {
        PrivateBus.needs(caller);
        AssistantName name = new AssistantName(calls, "2.0.0", _ -> {});
        try (SessionBus session = SessionBus.start(bus.address(), List.of(name))) {
            Awaiting.until("the name is ours", name::isOurs);
            String path = pathWith(caller);

            assertThat(run(path, "toggle")).isEmpty();
            assertThat(run(path)).isEmpty();
            assertThat(run(path, "ask", "install", "htop")).isEmpty();
            assertThat(run(path, TRICKY)).isEmpty();
            assertThat(run(path, "quit")).isEmpty();

            assertThat(calls.calls).containsExactly("toggle", "show", "ask install htop", "ask " + TRICKY, "quit");
            assertThat(session.connection()).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"busctl", "dbus-send", "gdbus"})
    void withoutOneItStarts(String caller) throws Exception {
        PrivateBus.needs(caller);
        String path = pathWith(caller);

        assertThat(run(path, "toggle")).endsWith("org.agntos.app.Main", "--toggle");
        assertThat(run(path)).endsWith("org.agntos.app.Main");
        assertThat(run(path, "ask", "install", "htop")).endsWith("org.agntos.app.Main", "--ask", "install htop");
        assertThat(run(path, "--theme", "dark")).endsWith("org.agntos.app.Main", "--theme", "dark");
        assertThat(run(path, "quit")).isEmpty();
    }

    @Test
    void withoutAnyOfTheThreeItStarts() throws Exception {
        assertThat(run(pathWith("true"), "toggle")).endsWith("org.agntos.app.Main", "--toggle");
    }
}
