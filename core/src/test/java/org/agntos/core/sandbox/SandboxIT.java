package org.agntos.core.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agntos.core.process.Command;
import org.agntos.core.process.RunResult;
import org.agntos.core.process.SystemProcessRunner;
import org.agntos.core.tool.SecretPlaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real bubblewrap.
class SandboxIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path home;

    private Sandbox sandbox;

    @BeforeEach
    void needsBubblewrap() throws IOException {
        home = home.toRealPath();
        sandbox = new Sandbox(
                new SystemProcessRunner(),
                Sandbox.program(Optional.empty()),
                path -> SecretPlaces.isSecret(path, home));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(sandbox.isThere()).as("bubblewrap works here").isTrue();
        }
        assumeThat(sandbox.isThere()).as("bubblewrap works here").isTrue();
    }

    private SandboxResult.Exited run(String command) throws InterruptedException {
        return run(command, Optional.empty(), false);
    }

    private SandboxResult.Exited run(String command, Optional<SandboxRun.Folder> folder, boolean network)
            throws InterruptedException {
        return (SandboxResult.Exited) sandbox.run(new SandboxRun(command, folder, network, LONG));
    }

    private String output(String command) throws InterruptedException {
        return run(command).output().text();
    }

    @Test
    void theSystemCanBeRead() throws InterruptedException {
        assertThat(output("cat /etc/hostname")).isNotBlank();
        assertThat(output("ls /usr/bin")).contains("env");
        assertThat(run("exit 7").status()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "touch /etc/agntos-was-here",
                "touch /usr/bin/agntos-was-here",
                "echo x > /etc/hostname",
                "mkdir /nix/store/x",
                "mount -t tmpfs none /etc",
                "mount -o remount,rw /usr",
                "unshare -Urm true",
                "chroot / true",
                "mknod /tmp/disk b 8 0",
                "ln /etc/passwd /etc/other",
                "chmod u+s /usr/bin/env",
                "cp /bin/sh /tmp/s && chown 1:1 /tmp/s",
                "sudo -n true",
                "pkexec true",
                "dbus-send --system --dest=org.freedesktop.systemd1 / org.freedesktop.DBus.Peer.Ping",
                "systemctl stop dbus",
                "nix-env -iA hello",
                "cat /dev/mem",
                "dmesg",
                "kill -9 -- -1; sleep 0.2; false",
                "echo 1 > /proc/sys/kernel/sysrq",
                "hostname other",
                "date -s 2000-01-01",
                "curl -m 3 http://1.1.1.1",
                "getent hosts example.com",
                "exec 3<>/dev/tcp/1.1.1.1/80",
                "cat /proc/1/environ | grep -q PATH=.*java",
                "ls /run/dbus/system_bus_socket",
                "ls /run/user/0",
                "ls /nix/var/nix/daemon-socket/socket",
                "ls /var/run/docker.sock",
                "ls /work",
                "ls /boot/grub",
                "ls /mnt /media /srv",
            })
    void nothingIsChangedOrReached(String command) throws InterruptedException {
        assertThat(run(command).status()).as(command).isNotZero();
    }

    @Test
    void noSecretIsThere() throws IOException, InterruptedException {
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/id_ed25519"), "SECRET-KEY");
        Files.writeString(home.resolve("notes.txt"), "SECRET-NOTE");

        assertThat(output("cat " + home + "/.ssh/* " + home + "/notes.txt; cat /etc/shadow; ls -a " + home
                        + " ~ /root /home; env; cat /proc/*/environ; cat /etc/ssh/*"))
                .doesNotContain("SECRET")
                .doesNotContain("root:")
                .doesNotContain("PRIVATE KEY");
    }

    @Test
    void theEnvironmentIsItsOwn() throws InterruptedException {
        assertThat(output("env").lines().map(line -> line.split("=", 2)[0]).toList())
                .contains("PATH", "HOME")
                .doesNotContain("JAVA_HOME", "DBUS_SESSION_BUS_ADDRESS", "SSH_AUTH_SOCK", "USER");
        assertThat(output("echo ~; pwd; touch f && ls")).contains("/home/agent").contains("f");
        assertThat(output("ls")).as("the scratch home is new each time").isBlank();
    }

    @Test
    void thereAreNoRights() throws InterruptedException {
        assertThat(output("cat /proc/self/status"))
                .contains("NoNewPrivs:\t1")
                .contains("CapEff:\t0000000000000000")
                .contains("CapBnd:\t0000000000000000");
    }

    @Test
    void otherProgramsAreNotSeen() throws InterruptedException {
        assertThat(output("ls /proc")
                        .lines()
                        .filter(name -> name.matches("\\d+"))
                        .count())
                .isLessThan(8);
    }

    @Test
    void aChosenFolderIsReadOrWritten() throws IOException, InterruptedException {
        Path folder = Files.createDirectory(home.resolve("project"));
        Files.writeString(folder.resolve("a.txt"), "hello");
        Files.writeString(folder.resolve(".env"), "TOKEN=SECRET");
        Files.createDirectories(folder.resolve(".ssh"));
        Files.writeString(folder.resolve(".ssh/config"), "SECRET");
        Files.createDirectories(folder.resolve(".git/hooks"));
        Files.writeString(folder.resolve(".git/config"), "[core]");

        var reading = Optional.of(new SandboxRun.Folder(folder, false));
        assertThat(run("cat a.txt .env .ssh/config", reading, false).output().text())
                .isEqualTo("hello");
        assertThat(run("touch b.txt", reading, false).status()).isNotZero();

        var writing = Optional.of(new SandboxRun.Folder(folder, true));
        assertThat(run("echo new > b.txt && ls", writing, false).status()).isZero();
        assertThat(folder.resolve("b.txt")).hasContent("new");
        assertThat(run("echo x > .git/hooks/pre-commit", writing, false).status())
                .isNotZero();
        assertThat(run("echo x > .git/config", writing, false).status()).isNotZero();
        assertThat(run("mv .git .old; mkdir .git", writing, false).status()).isNotZero();
        assertThat(run("echo x > ../out.txt", writing, false).status() == 0 && Files.exists(home.resolve("out.txt")))
                .isFalse();
        assertThat(folder.resolve(".env")).hasContent("TOKEN=SECRET");
    }

    @Test
    void theNetworkIsThereOnlyWhenAllowed() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String connect = "exec 3<>/dev/tcp/127.0.0.1/" + server.getLocalPort();
            assertThat(run(connect).status()).isNotZero();
            assertThat(run(connect, Optional.empty(), true).status()).isZero();
        }
    }

    @Test
    void endlessOutputIsCut() throws InterruptedException {
        SandboxResult.Exited result = run("yes | head -c 5000000");
        assertThat(result.output().isCut()).isTrue();
        assertThat(result.output().text()).hasSizeLessThanOrEqualTo(256 << 10);
    }

    @Test
    void theScratchSpaceIsLimited() throws InterruptedException {
        assertThat(run("head -c 600M /dev/zero > /tmp/big").status()).isNotZero();
    }

    /// The kernel limits no processes of root, so this one runs as somebody else, and it starts no more than it says.
    @Test
    void thereAreNotEndlesslyManyProcesses() throws InterruptedException {
        assumeThat(System.getProperty("user.name"))
                .as("only root can become somebody else")
                .isEqualTo("root");
        SandboxRun many = new SandboxRun(
                "for i in $(seq 600); do sleep 3 & done 2>&1; echo started all", Optional.empty(), false, LONG);
        List<String> argv =
                new ArrayList<>(List.of("/usr/bin/setpriv", "--reuid=64999", "--regid=64999", "--clear-groups"));
        argv.addAll(new Bubblewrap(Sandbox.program(Optional.empty()).orElseThrow(), Path.of("/bin/bash"))
                .argv(many, Optional.empty()));
        RunResult result = new SystemProcessRunner().run(Command.of(argv, Map.of(), LONG));
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Exited.class,
                        exited -> assertThat(exited.out().text() + exited.err().text())
                                .contains("Resource temporarily unavailable"));
    }

    @Test
    void timeIsLimitedAndChildrenDieToo() throws InterruptedException {
        String mark = "86399." + ProcessHandle.current().pid();
        SandboxResult result = sandbox.run(new SandboxRun(
                "setsid sleep " + mark + " & nohup sleep " + mark + " & sleep " + mark,
                Optional.empty(),
                false,
                Duration.ofMillis(700)));
        assertThat(result).isInstanceOf(SandboxResult.TimedOut.class);
        assertThat(soonNoProcessWith(mark)).isTrue();
    }

    @Test
    void whoIsInterruptedLeavesNothingRunning() throws Exception {
        String mark = "86398." + ProcessHandle.current().pid();
        CompletableFuture<Boolean> wasInterrupted = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                run("(sleep " + mark + " &) ; sleep " + mark);
                wasInterrupted.complete(false);
            } catch (InterruptedException e) {
                wasInterrupted.complete(true);
            }
        });
        while (ProcessHandle.allProcesses().noneMatch(process -> line(process).contains("sleep " + mark))) {
            Thread.onSpinWait();
        }
        long start = System.nanoTime();
        thread.interrupt();
        assertThat(wasInterrupted.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(soonNoProcessWith(mark)).isTrue();
    }

    private static boolean soonNoProcessWith(String mark) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end) {
            if (ProcessHandle.allProcesses().noneMatch(process -> line(process).contains(mark))) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private static String line(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    @Test
    void withoutBubblewrapItSaysSo() {
        Sandbox none = new Sandbox(new SystemProcessRunner(), Optional.empty(), _ -> false);
        assertThat(none.isThere()).isFalse();
        Sandbox broken = new Sandbox(new SystemProcessRunner(), Optional.of(Path.of("/bin/false")), _ -> false);
        assertThat(broken.isThere()).isFalse();
    }
}
