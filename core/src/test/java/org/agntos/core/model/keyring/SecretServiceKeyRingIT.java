package org.agntos.core.model.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agntos.core.model.key.KeyRing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// With a real gnome-keyring-daemon on a bus of its own.
@Timeout(60)
class SecretServiceKeyRingIT {
    @TempDir
    Path home;

    private final List<Process> programs = new ArrayList<>();

    /// A bus that starts no services of its own accord.
    private String startBus() throws IOException {
        Path configuration = Files.writeString(home.resolve("bus.conf"), """
                <busconfig>
                  <type>session</type>
                  <listen>unix:path=%s</listen>
                  <policy context="default">
                    <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
                  </policy>
                </busconfig>
                """.formatted(home.resolve("bus")));
        Process bus = new ProcessBuilder("dbus-daemon", "--nofork", "--print-address", "--config-file=" + configuration)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        programs.add(bus);
        String address =
                new BufferedReader(new InputStreamReader(bus.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(address).startsWith("unix:path=");
        return address;
    }

    private void startKeyring(String address) throws IOException {
        ProcessBuilder program =
                new ProcessBuilder("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets");
        program.environment().put("DBUS_SESSION_BUS_ADDRESS", address);
        program.environment().put("HOME", home.toString());
        program.environment().put("XDG_RUNTIME_DIR", home.toString());
        program.environment().put("XDG_DATA_HOME", home.resolve("data").toString());
        program.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process keyring = program.start();
        programs.add(keyring);
        try (OutputStream in = keyring.getOutputStream()) {
            in.write("login password".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean has(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @AfterEach
    void endPrograms() throws InterruptedException {
        for (Process program : programs.reversed()) {
            program.destroy();
            assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aKeyIsKeptFoundAndReplaced() throws IOException, InterruptedException {
        if (!"true".equals(System.getenv("CI"))) {
            assumeThat(has("gnome-keyring-daemon") && has("dbus-daemon"))
                    .as("a keyring is installed")
                    .isTrue();
        }
        String address = startBus();
        startKeyring(address);
        KeyRing ring = new SecretServiceKeyRing(Map.of("DBUS_SESSION_BUS_ADDRESS", address));
        awaitKeyring(ring);
        assertThat(ring.find("default")).isEqualTo(new KeyRing.Finding.Absent());
        assertThat(ring.store("default", "sk-one-1234567890")).isInstanceOf(KeyRing.Finding.Found.class);
        assertThat(ring.store("other", "sk-two-1234567890")).isInstanceOf(KeyRing.Finding.Found.class);
        assertThat(ring.find("default")).isEqualTo(new KeyRing.Finding.Found("sk-one-1234567890"));
        assertThat(ring.store("default", "sk-three-äß")).isInstanceOf(KeyRing.Finding.Found.class);
        assertThat(ring.find("default")).isEqualTo(new KeyRing.Finding.Found("sk-three-äß"));
        assertThat(ring.find("other")).isEqualTo(new KeyRing.Finding.Found("sk-two-1234567890"));
    }

    /// The daemon needs a moment until it is on the bus.
    private static void awaitKeyring(KeyRing ring) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 200 && ring.find("default") instanceof KeyRing.Finding.Unusable; i++) {
            never.await(50, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void aBusWithoutAKeyringIsSaid() throws IOException, InterruptedException {
        if (!"true".equals(System.getenv("CI"))) {
            assumeThat(has("dbus-daemon")).as("a bus is installed").isTrue();
        }
        KeyRing ring = new SecretServiceKeyRing(Map.of("DBUS_SESSION_BUS_ADDRESS", startBus()));
        assertThat(ring.find("default").toString()).contains("There is no keyring here", "api_key_file");
    }

    @Test
    void noBusAtAllIsSaid() throws InterruptedException {
        assertThat(new SecretServiceKeyRing(Map.of()).find("x").toString()).contains("There is no keyring here");
        assertThat(new SecretServiceKeyRing(Map.of("XDG_RUNTIME_DIR", home.toString()))
                        .find("x")
                        .toString())
                .contains("There is no keyring here");
    }
}
