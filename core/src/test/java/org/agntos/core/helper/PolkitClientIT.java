package org.agntos.core.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.change.RequestWriter;
import org.agntos.core.helper.PolkitLab.Ended;
import org.agntos.helper.protocol.HelperRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The client of the helper, in an unprivileged person's account, against real polkit: what it says of each
/// way in which nobody is authorised, and the password typed on a terminal.
@Timeout(300)
class PolkitClientIT {
    private static final String PROBE = "/run/lab/agntos/lib/runtime/bin/java -XX:TieredStopAtLevel=1 -cp"
            + " $(cat /run/lab/agntos/tests/class-path) org.agntos.core.helper.ClientProbe";
    private static final String WAS_ASKED = "Password:";

    private static PolkitLab lab;

    @BeforeAll
    static void start() throws IOException {
        lab = PolkitLab.start();
        Files.writeString(
                lab.file("/run/lab/60-ned.rules"),
                "polkit.addRule(function (action, subject) {"
                        + " return subject.user === \"ned\" ? polkit.Result.NO : polkit.Result.NOT_HANDLED; });\n");
        lab.root("home=/run/lab/agntos; sed -i \"s|\\$home|$home|g\" $home/tests/class-path");
        usualRules();
    }

    private static void usualRules() {
        lab.rules(PolkitLab.sampleRule("45-agntos-group.rules"), "/run/lab/60-ned.rules");
    }

    @AfterAll
    static void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String probe(HelperRequest request, String words) throws IOException {
        Files.write(lab.file("/run/lab/request"), RequestWriter.write(request));
        return PROBE + " " + request.verb().word() + " /run/lab/request " + words;
    }

    /// Runs the client without a terminal; it must end with this obstacle, and nothing may have changed.
    private static void assertObstacle(String person, String surroundings, String words, String... expected)
            throws IOException {
        String before = lab.state();
        Ended ended = lab.as(person, new byte[0], surroundings + probe(lab.change("obstacle"), words));
        assertThat(ended.events()).as(ended.toString()).isEmpty();
        assertThat(ended.strange()).hasSize(1);
        assertThat(ended.strange().getFirst()).contains(expected).contains("Nothing was changed");
        assertThat(lab.state()).isEqualTo(before);
    }

    @Test
    void whoIsAllowedAppliesWithoutBeingAsked() throws IOException {
        HelperRequest.Apply request = lab.change("client");
        Ended ended = lab.as("gil", new byte[0], probe(request, ""));
        assertThat(ended.strange()).hasSize(1);
        assertThat(ended.strange().getFirst()).startsWith("OUTCOME Done");
        assertApplied(request, "gil");
    }

    private static void assertApplied(HelperRequest.Apply request, String person) throws IOException {
        assertThat(lab.present(PolkitLab.HTOP)).contains(PolkitLab.written(request));
        assertThat(lab.audit().getLast()).contains("\"user\":\"" + person + "\"", "\"status\":\"Success\"");
    }

    @Test
    void whoIsForbiddenByARuleIsToldWithoutBeingAsked() throws IOException {
        assertObstacle("ned", "", "terminal", "OBSTACLE not_authorised", "A rule of this system", "rules.d");
    }

    @Test
    void whoClosesTheDialogIsToldThatNothingHappened() throws IOException {
        assertObstacle("ben", "", "dismiss", "OBSTACLE dismissed");
    }

    @Test
    void withoutAnAgentItIsSaidWhichToStart() throws IOException {
        assertObstacle("ben", "", "", "OBSTACLE no_agent", "on a terminal", "ssh -t");
        assertObstacle("ben", "export XDG_CURRENT_DESKTOP=sway; ", "", "OBSTACLE no_agent", "security.soteria.enable");
    }

    @Test
    void withoutPolkitItIsSaidThatItDoesNotAnswer() throws IOException {
        lab.root("/run/lab/polkit-with stop");
        try {
            assertObstacle("gil", "", "", "OBSTACLE polkit_silent", "systemctl status");
            lab.root("mount -t tmpfs tmpfs /run/dbus");
            assertObstacle("gil", "", "", "OBSTACLE polkit_silent", "systemctl status");
            lab.root("umount /run/dbus");
        } finally {
            usualRules();
        }
    }

    @Test
    void aHelperThatIsNotInstalledIsNamed() throws IOException {
        String actions = "/usr/share/polkit-1/actions/org.agntos.helper.policy";
        lab.root("mv " + actions + " /run/lab/policy");
        usualRules();
        try {
            assertObstacle("gil", "", "", "OBSTACLE helper_missing", "polkit knows no action org.agntos.helper.apply");
            lab.root("sed s,/run/lab/agntos/,/run/lab/gone/, /run/lab/policy > " + actions);
            usualRules();
            assertObstacle("gil", "", "", "OBSTACLE helper_missing", "/run/lab/gone/libexec/agntos-helper");
        } finally {
            lab.root("mv /run/lab/policy " + actions);
            usualRules();
        }
    }

    @Test
    void aPkexecThatMayNotBecomeRootIsNamedWithTheOptionThatMendsIt() throws IOException {
        lab.root("cp /usr/bin/pkexec /run/lab/pkexec; mount --bind /run/lab/pkexec /usr/bin/pkexec");
        try {
            assertObstacle("gil", "", "", "OBSTACLE pkexec_not_setuid", "security.polkit.enablePkexecWrapper");
        } finally {
            lab.root("umount /usr/bin/pkexec");
        }
    }

    @Test
    void theWrapperOfNixosGoesBeforeEverything() throws IOException {
        lab.root(
                "mkdir -p /run/wrappers/bin; cp /usr/bin/pkexec /run/wrappers/bin; chmod 755 /run/wrappers/bin/pkexec");
        try {
            assertObstacle("gil", "", "", "OBSTACLE pkexec_not_setuid", "/run/wrappers/bin/pkexec");
            lab.root("chmod 4755 /run/wrappers/bin/pkexec");
            HelperRequest.Apply request = lab.change("wrapper");
            assertThat(lab.as("gil", new byte[0], probe(request, "")).strange().getLast())
                    .startsWith("OUTCOME Done");
            assertApplied(request, "gil");
        } finally {
            lab.root("rm -r /run/wrappers");
        }
    }

    /// A program on a terminal of its own, in which somebody types.
    private record Terminal(Process process, BufferedReader output, StringBuilder shown) {
        static Terminal open(String person, String command) throws IOException {
            Process process = lab.start(person, "script -qfec '" + command + "' /dev/null; exit $?");
            return new Terminal(process, process.inputReader(StandardCharsets.UTF_8), new StringBuilder());
        }

        void readUntil(String words) throws IOException {
            while (shown.indexOf(words) < 0) {
                int c = output.read();
                if (c < 0) {
                    throw new AssertionError("no '" + words + "' in: " + shown);
                }
                shown.append((char) c);
            }
        }

        /// Types when the terminal does not show it any more: what is typed between the prompt and that
        /// moment is thrown away by the agent, as by every program that asks for a password.
        void type(String keys) throws IOException {
            lab.root("for i in $(seq 200); do for t in /dev/pts/[0-9]*; do stty -F $t -a; done 2>/dev/null"
                    + " | grep -qw -e -echo && break; sleep 0.05; done");
            OutputStream stream = process.getOutputStream();
            stream.write(keys.getBytes(StandardCharsets.UTF_8));
            stream.flush();
        }

        String end() throws Exception {
            for (int c = output.read(); c >= 0; c = output.read()) {
                shown.append((char) c);
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return shown.toString();
        }
    }

    @Test
    void theRightPasswordOnATerminalAppliesForWhoTypedIt() throws Exception {
        HelperRequest.Apply request = lab.change("right password");
        Terminal terminal = Terminal.open("ben", probe(request, "terminal"));
        terminal.readUntil(WAS_ASKED);
        assertThat(terminal.shown()).contains("apply the change you approved").contains("ada");
        terminal.type("secret of ada\n");
        assertThat(terminal.end()).contains("OUTCOME Done").doesNotContain("secret of ada");
        assertApplied(request, "ben");
    }

    @Test
    void aWrongPasswordOnATerminalChangesNothing() throws Exception {
        String before = lab.state();
        Terminal terminal = Terminal.open("ben", probe(lab.change("wrong password"), "terminal"));
        terminal.readUntil(WAS_ASKED);
        terminal.type("secret of ben\n");
        assertThat(terminal.end())
                .contains("OBSTACLE not_authorised", "The authentication failed")
                .doesNotContain("secret of ben");
        assertThat(lab.state()).isEqualTo(before);
    }

    @Test
    void interruptingThePromptChangesNothingAndGivesTheTerminalBack() throws Exception {
        String before = lab.state();
        String command = probe(lab.change("interrupted"), "terminal");
        Files.writeString(
                lab.file("/run/lab/home/ben/interrupted"),
                "trap : INT\n" + command + "\nstty -a | grep -o \"[-]*echo \"\n");
        Terminal terminal = Terminal.open("ben", "bash /run/lab/home/ben/interrupted");
        terminal.readUntil(WAS_ASKED);
        terminal.type("\u0003");
        String shown = terminal.end();
        assertThat(shown.strip()).endsWith("echo").doesNotEndWith("-echo");
        assertThat(lab.state()).isEqualTo(before);
        assertThat(lab.root("ps -e -o args | grep -E '[p]kttyagent|[p]kexec' || true"))
                .isEmpty();
    }

    @Test
    void theDoctorSaysWhetherPolkitCanStartTheHelper() throws IOException {
        String doctor = "/run/lab/agntos/bin/agntctl doctor --json; true";
        assertThat(String.join("", lab.as("ben", new byte[0], doctor).strange()))
                .contains("polkit knows the helper's four actions");
        lab.root("cp /usr/bin/pkexec /run/lab/pkexec; mount --bind /run/lab/pkexec /usr/bin/pkexec");
        try {
            assertThat(String.join("", lab.as("ben", new byte[0], doctor).strange()))
                    .contains("not setuid root", "enablePkexecWrapper");
        } finally {
            lab.root("umount /usr/bin/pkexec");
        }
    }

    /// On a terminal as over ssh: nothing of the desktop is there.
    @Test
    void agntctlAppliesAndUndoesOnAPlainTerminal() throws Exception {
        String agntctl = "/run/lab/agntos/bin/agntctl ";
        Ended proposed = lab.as("ben", new byte[0], agntctl + "propose --package git --json; exit $?");
        Matcher id = Pattern.compile("\"id\" : \"(p-[^\"]+)\"").matcher(String.join("\n", proposed.strange()));
        assertThat(id.find()).as(proposed.toString()).isTrue();

        Ended without = lab.as("ben", new byte[0], agntctl + "apply --yes " + id.group(1) + "; exit $?");
        assertThat(without.exit()).as(without.toString()).isEqualTo(3);
        assertThat(without.errors()).contains("no authentication agent", "ssh -t");

        Terminal apply = Terminal.open("ben", agntctl + "apply --yes " + id.group(1));
        apply.readUntil(WAS_ASKED);
        apply.type("secret of ada\n");
        assertThat(apply.end()).contains("Applied", "agntctl rollback undo");
        assertThat(lab.root("cat /run/current-system/packages")).contains("git-2");
        assertThat(lab.audit().getLast()).contains("\"user\":\"ben\"", "\"status\":\"Success\"");

        Terminal undo = Terminal.open("ben", agntctl + "rollback undo --yes");
        undo.readUntil(WAS_ASKED);
        undo.type("secret of ada\n");
        assertThat(undo.end()).contains("Applied");
        assertThat(lab.root("cat /run/current-system/packages")).doesNotContain("git-2");
        assertThat(lab.as("ben", new byte[0], agntctl + "audit verify; exit $?").exit())
                .isZero();
    }
}
