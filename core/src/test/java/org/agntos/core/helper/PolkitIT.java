package org.agntos.core.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agntos.core.change.RequestWriter;
import org.agntos.core.helper.PolkitLab.Ended;
import org.agntos.helper.protocol.ExitCode;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Unprivileged people, real pkexec and polkit, the real helper, and a rebuild that switches generations.
@Timeout(300)
class PolkitIT {
    private static final String TO_THE_END = "words that nobody says";

    private static PolkitLab lab;

    @BeforeAll
    static void start() throws IOException {
        lab = PolkitLab.start();
        Files.writeString(lab.file("/run/lab/60-ned.rules"), """
                polkit.addRule(function (action, subject) {
                  return subject.user === "ned" ? polkit.Result.NO : polkit.Result.NOT_HANDLED;
                });
                """);
        Files.writeString(lab.file("/run/lab/60-generic.rules"), """
                polkit.addRule(function (action, subject) {
                  var isGeneric = action.id === "org.freedesktop.policykit.exec";
                  return isGeneric && subject.user === "gil" ? polkit.Result.YES : polkit.Result.NOT_HANDLED;
                });
                """);
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

    /// Applied: the tree is as asked for, a new generation is in use, and the record says who.
    private static void assertApplied(Ended ended, HelperRequest.Apply request) throws IOException {
        HelperEvent.Done done = ended.done();
        assertThat(ended.events().getFirst())
                .isInstanceOfSatisfying(
                        HelperEvent.Hello.class,
                        hello -> assertThat(hello.machine()).isEqualTo("nixos"));
        assertThat(ended.strange()).isEmpty();
        assertThat(lab.present(PolkitLab.HTOP)).contains(PolkitLab.written(request));
        assertThat(lab.root("readlink /nix/var/nix/profiles/system"))
                .isEqualTo("system-" + done.generationAfter().orElseThrow() + "-link");
        assertThat(lab.root("cat /run/current-system/packages")).contains("htop");
        assertThat(lab.audit().getLast())
                .contains("\"uid\":" + lab.root("id -u gil"), "\"user\":\"gil\"", "\"status\":\"Success\"");
        assertThat(lab.root("find /etc/agntos /var/lib/agntos /var/log/agntos ! -user root -o -perm /022 ! -type l"))
                .isEmpty();
    }

    /// pkexec ended it: no event at all, and nothing is other than before.
    private static void assertNeverRan(String before, Ended ended, int exit, String words) throws IOException {
        assertThat(ended.exit()).isEqualTo(exit);
        assertThat(ended.events()).isEmpty();
        assertThat(ended.errors()).contains(words);
        assertThat(lab.state()).isEqualTo(before);
    }

    @Test
    void whoMayAppliesAndIsNamedInTheRecord() throws IOException {
        HelperRequest.Apply request = lab.change("permitted");
        assertApplied(lab.pkexec("gil", request), request);
    }

    @Test
    void whoMayNotIsDeniedByARule() throws IOException {
        String before = lab.state();
        assertNeverRan(before, lab.pkexec("ned", lab.change("denied")), 127, "Not authorized");
    }

    @Test
    void whoMustGiveAPasswordIsDeniedWithoutAnAgent() throws IOException {
        String before = lab.state();
        assertNeverRan(before, lab.pkexec("ben", lab.change("agent")), 127, "No authentication agent found");
        assertNeverRan(before, lab.pkexec("ada", lab.change("agent")), 127, "No authentication agent found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frobnicate", "--version", "Apply", "apply ", "applyx", "''", "'apply\n'"})
    void aVerbThatNoActionNamesIsNotTheHelpersToJudge(String verb) throws IOException {
        String before = lab.state();
        byte[] request = PolkitLab.uncancellable(lab.change("verb"));
        String quoted = verb.startsWith("'") ? verb : "'" + verb + "'";
        Ended ended = lab.as("gil", request, PolkitLab.PKEXEC + quoted + "; exit $?");
        assertNeverRan(before, ended, 127, "No authentication agent found");
    }

    @Test
    void theHelperRefusesAnUnknownVerbToWhomPolkitLetsRunAnything() throws IOException {
        String before = lab.state();
        lab.rules("/run/lab/60-generic.rules");
        try {
            byte[] request = PolkitLab.uncancellable(lab.change("verb"));
            Ended ended = lab.as("gil", request, PolkitLab.PKEXEC + "frobnicate; exit $?");
            assertThat(ended.failed().code()).isEqualTo(ExitCode.BAD_REQUEST);
            assertThat(ended.events().getFirst()).isInstanceOf(HelperEvent.Hello.class);
            assertThat(lab.state()).isEqualTo(before);
        } finally {
            usualRules();
        }
    }

    @Test
    void aVerbThatWasAllowedDoesNotLetAnotherThrough() throws IOException {
        String before = lab.tree();
        int entries = lab.audit().size();
        byte[] request = PolkitLab.uncancellable(lab.change("other verb"));
        Ended other = lab.as("gil", request, PolkitLab.PKEXEC + "recover; exit $?");
        assertThat(other.failed().code()).isEqualTo(ExitCode.BAD_REQUEST);
        Ended more = lab.as("gil", request, PolkitLab.PKEXEC + "apply --force; exit $?");
        assertThat(more.failed().code()).isEqualTo(ExitCode.BAD_REQUEST);
        assertThat(lab.tree()).isEqualTo(before);
        assertThat(lab.audit()).as("the request not understood is recorded").hasSize(entries + 1);
        assertThat(lab.audit().getLast().toString()).contains("Malformed").contains("gil");
    }

    @Test
    void goingBackStillAsksWhomTheGroupRuleLetsApply() {
        assertThat(lab.as("gil", new byte[0], "pkcheck --action-id org.agntos.helper.apply --process $$; exit $?")
                        .exit())
                .isZero();
        assertThat(lab.as("gil", new byte[0], "pkcheck --action-id org.agntos.helper.rollback --process $$; exit $?")
                        .exit())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"40-agntos-local-only.rules, 1", "50-agntos-keep.rules, 2"})
    void theSampleRulesSayWhatTheyPromise(String rule, int answer) {
        lab.rules(PolkitLab.sampleRule(rule));
        try {
            for (String verb : List.of("apply", "undo", "rollback", "recover")) {
                String probe = "pkcheck --action-id org.agntos.helper." + verb + " --process $$; exit $?";
                assertThat(lab.as("ada", new byte[0], probe).exit()).isEqualTo(answer);
            }
            assertThat(lab.root("cat /run/lab/polkitd.log")).doesNotContain("rror compiling", "rror evaluating");
        } finally {
            usualRules();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export LD_PRELOAD=/tmp/evil.so LD_LIBRARY_PATH=/tmp LD_AUDIT=/tmp/evil.so",
                "export JAVA_TOOL_OPTIONS=-javaagent:/tmp/evil.jar JDK_JAVA_OPTIONS=-XshowSettings _JAVA_OPTIONS=-Xint"
                        + " CLASSPATH=/tmp JAVA_HOME=/tmp",
                "export NIX_PATH=nixpkgs=/tmp NIX_REMOTE=/tmp NIX_CONF_DIR=/tmp NIX_CONFIG='store = dummy://'"
                        + " NIX_STORE_DIR=/tmp NIX_STATE_DIR=/tmp",
                "export AGNTOS_CONFIG_DIR=/tmp AGNTOS_LIB_DIR=/tmp AGNTOS_LOG_DIR=/tmp AGNTOS_NIX=none XDG_DATA_HOME=/tmp"
                        + " HOME=/tmp USER=root LOGNAME=root SUDO_UID=0 PKEXEC_UID=0",
                "export LANG=tr_TR LC_ALL=xx_YY LANGUAGE=tr TERM=evil COLORTERM=1 TZ=Nowhere/1 TMPDIR=/nowhere",
                "export IFS=/ ENV=/tmp/evil.sh BASH_ENV=/tmp/evil.sh PS4='$(id)' SHELLOPTS_=xtrace; readlink() { echo /tmp; };"
                        + " export -f readlink",
                "umask 0000",
                "umask 0777",
                "trap '' INT TERM HUP CHLD PIPE TSTP QUIT",
                "ulimit -S -n 30; ulimit -S -s 256; ulimit -c unlimited || true",
                "exec 3</etc/hostname 4>&1 5<>/dev/null 9</",
                "mkdir -p /tmp/gone; cd /tmp/gone; rmdir /tmp/gone",
                "mkdir -p /tmp/locked; cd /tmp/locked; chmod 0 /tmp/locked",
            })
    void nothingOfTheCallersSurroundingsMatters(String surroundings) throws IOException {
        String evil = "echo 'touch /run/lab/broken-into' > /tmp/evil.sh 2>/dev/null; ";
        HelperRequest.Apply request = lab.change("hostile: " + surroundings.replaceAll("[^A-Za-z]", ""));
        Ended ended = lab.as(
                "gil",
                PolkitLab.uncancellable(request),
                evil + surroundings + "; /usr/bin/" + PolkitLab.PKEXEC + "apply; exit $?");
        assertApplied(ended, request);
        assertThat(lab.file("/run/lab/broken-into")).doesNotExist();
    }

    @Test
    void programsOfTheCallersPathAreNotRun() throws IOException {
        HelperRequest.Apply request = lab.change("hostile path");
        Ended ended = lab.as("gil", PolkitLab.uncancellable(request), """
                mkdir -p ~/bin
                for name in java sh readlink nix-build nix-env nix nixos-rebuild getent id env; do
                  printf '#!/bin/sh\\ntouch /tmp/broken-into\\nexit 1\\n' > ~/bin/$name
                  chmod 755 ~/bin/$name
                done
                export PATH=$HOME/bin
                /usr/bin/%sapply
                exit $?
                """.formatted(PolkitLab.PKEXEC));
        assertApplied(ended, request);
        assertThat(lab.file("/tmp/broken-into")).doesNotExist();
    }

    @Test
    void aFileSizeLimitIsLiftedOrEverythingIsAsBefore() throws IOException {
        String before = lab.tree();
        HelperRequest.Apply request = lab.change("limit");
        Ended ended = lab.as(
                "gil",
                PolkitLab.uncancellable(request),
                "ulimit -f 0; " + PolkitLab.PKEXEC + "apply | cat; exit" + " ${PIPESTATUS[0]}");
        boolean mayRootLiftLimits = lab.root("(ulimit -f 0; ulimit -f unlimited) 2>/dev/null && echo yes || echo no")
                .equals("yes");
        if (mayRootLiftLimits) {
            assertApplied(ended, request);
        } else {
            assertThat(ended.failed().code()).isIn(ExitCode.FAILED_AND_RESTORED, ExitCode.FAILED_NOT_RESTORED);
            assertThat(lab.tree()).isEqualTo(before);
            assertApplied(lab.pkexec("gil", request), request);
        }
    }

    @Test
    void aClosedStandardInputIsABadRequest() throws IOException {
        String before = lab.state();
        Ended ended = lab.as("gil", new byte[0], PolkitLab.PKEXEC + "apply <&-; exit $?");
        assertThat(ended.failed().code()).isEqualTo(ExitCode.BAD_REQUEST);
        assertThat(lab.state()).isEqualTo(before);
    }

    @Test
    void closedOutputsChangeNothingInWhatIsDone() throws IOException {
        HelperRequest.Apply request = lab.change("closed outputs");
        Ended ended = lab.as("gil", PolkitLab.uncancellable(request), PolkitLab.PKEXEC + "apply >&- 2>&-; exit $?");
        assertThat(ended.exit()).isZero();
        assertThat(lab.present(PolkitLab.HTOP)).contains(PolkitLab.written(request));
    }

    @Test
    void aReaderThatDoesNotReadHoldsNeitherTheTransactionNorTheLock() throws Exception {
        HelperRequest.Apply request = lab.change("full pipe");
        // The pipe is full from the start: somebody else wrote as much as it holds.
        Process process = lab.start("gil", """
                { head -c 65536 /dev/zero; %sapply 2>/run/lab/home/gil/errors; echo $? > ~/status; }
                """.formatted(PolkitLab.PKEXEC));
        try (OutputStream input = process.getOutputStream()) {
            input.write(RequestWriter.write(request));
            input.flush();
            assertThat(process.toHandle().onExit().get(120, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(Files.readString(lab.file("/run/lab/home/gil/status"))).isEqualTo("0\n");
        assertThat(lab.present(PolkitLab.HTOP)).contains(PolkitLab.written(request));
        HelperRequest.Apply next = lab.change("after a full pipe");
        assertApplied(lab.pkexec("gil", next), next);
    }

    @Test
    void closingTheInputBeforeActivationTakesEverythingBack() throws Exception {
        String before = lab.tree();
        HelperRequest.Apply request = lab.change(
                new TreePath("packages/slow.nix"), "{ pkgs, ... }: { environment.systemPackages = [ pkgs.slow ]; }\n");
        Process process = lab.start("gil", PolkitLab.PKEXEC + "apply; exit $?");
        StringBuilder output = new StringBuilder();
        try (OutputStream input = process.getOutputStream()) {
            input.write(RequestWriter.write(request));
            input.flush();
            readUntil(process.getInputStream(), output, "building");
            assertThat(ignoredSignals()).as("SIGTSTP, SIGTTIN and SIGTTOU").isEqualTo(0x380000);
        }
        readUntil(process.getInputStream(), output, TO_THE_END);
        Ended ended = PolkitLab.ended(process.waitFor(), output.toString(), "");
        assertThat(ended.failed().reason()).isEqualTo(HelperEvent.Reason.CANCELLED);
        assertThat(lab.tree()).isEqualTo(before);
        assertThat(lab.root("ps -e -o args | grep '[s]leep 600' || true")).isEmpty();
    }

    /// Those that the terminal sends to stop a program, as far as the helper ignores them.
    private static long ignoredSignals() {
        String mask = lab.root(
                "for p in /proc/[0-9]*; do if tr '\\0' ' ' < $p/cmdline | grep -q 'org[.]agntos[.]helper.Main';"
                        + " then sed -n 's/^SigIgn:[[:space:]]*//p' $p/status; fi; done");
        return Long.parseUnsignedLong(mask, 16) & 0x380000;
    }

    /// Reads until the words are there, or to the end.
    private static void readUntil(InputStream stream, StringBuilder output, String words) throws IOException {
        for (int c = stream.read(); c >= 0; c = stream.read()) {
            output.append((char) c);
            if (output.indexOf(words) >= 0) {
                return;
            }
        }
    }

    @Test
    void theHelperTakesRightsFromNobodyButPkexec() throws IOException {
        String before = lab.state();
        String request = new String(PolkitLab.uncancellable(lab.change("not pkexec")), StandardCharsets.UTF_8);
        String forged = "PKEXEC_UID=0 " + PolkitLab.HELPER + " apply; exit $?";
        Ended ended = lab.as("gil", request.getBytes(StandardCharsets.UTF_8), forged);
        assertThat(ended.failed().code()).isEqualTo(ExitCode.REFUSED);
        lab.root("cp /usr/bin/env /run/lab/setuid-env; chmod 4755 /run/lab/setuid-env");
        String setuid = "/run/lab/setuid-env PKEXEC_UID=0 " + PolkitLab.HELPER + " apply; exit $?";
        assertThat(lab.as("gil", request.getBytes(StandardCharsets.UTF_8), setuid)
                        .failed()
                        .code())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(lab.state()).isEqualTo(before);
    }

    @Test
    void aCopyOrALinkOfTheHelperIsNotTheHelper() throws IOException {
        String before = lab.state();
        byte[] request = PolkitLab.uncancellable(lab.change("copy"));
        for (String make : List.of("cp " + PolkitLab.HELPER + " ~/agntos-helper", "ln -sfn /run/lab/agntos ~/agntos")) {
            String path = make.startsWith("cp") ? "~/agntos-helper" : "~/agntos/libexec/agntos-helper";
            Ended ended =
                    lab.as("gil", request, make + "; pkexec --disable-internal-agent " + path + " apply; exit $?");
            // From polkit 127 on the link is resolved first, and then it is the helper.
            if (ended.exit() != 0) {
                assertNeverRan(before, ended, 127, "No authentication agent found");
            }
        }
    }

    @Test
    void whatSomebodyPlantsWhereTheHelperWorksIsNotThere() {
        Ended ended = lab.as("gil", new byte[0], """
                for folder in /etc/agntos /etc/agntos/packages /var/lib/agntos /var/lib/agntos/journal \\
                    /var/lib/agntos/snapshots /var/log/agntos /run/lab/agntos/lib /run/lab/agntos/libexec \\
                    /etc/polkit-1/rules.d /usr/share/polkit-1/actions /nix/var/nix/profiles /run/nixos; do
                  if [ -d "$folder" ] && ln -s /etc/shadow "$folder/planted" 2>/dev/null; then echo "$folder"; fi
                done
                """);
        assertThat(ended.strange())
                .as("folders where somebody else could plant something")
                .isEmpty();
    }

    @Test
    void whoCallsTheirProgramNixosRebuildKeepsNobodyFromChangingTheMachine() throws Exception {
        Process impostor = lab.start("ned", """
                mkdir -p ~/bin
                printf '#!/bin/sh\\necho started\\nread -r end\\n' > ~/bin/nixos-rebuild
                chmod 755 ~/bin/nixos-rebuild
                AGNTOS_TRANSACTION=x ~/bin/nixos-rebuild switch
                """);
        readUntil(impostor.getInputStream(), new StringBuilder(), "started");
        HelperRequest.Apply request = lab.change("impostor");
        assertApplied(lab.pkexec("gil", request), request);
        assertThat(lab.root("ps -e -o args | grep -c '[n]ixos-rebuild switch'")).isNotEqualTo("0");
        impostor.getOutputStream().close();
        assertThat(impostor.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/agntos", "/var/lib/agntos", "/var/log/agntos"})
    void aFolderThatSomebodyElseMayWriteIsNotTheRealMachines(String folder) throws IOException {
        assertThat(lab.pkexec("gil", new HelperRequest.Recover()).exit()).isZero();
        for (String spoil :
                List.of("chown ned %s", "chmod 775 %s", "chmod o+w %s", "mv %s %s.real; ln -s %s.real %s")) {
            lab.root("cp -a %s %s.kept; ".replace("%s", folder) + spoil.replace("%s", folder));
            try {
                HelperEvent.Failed failed =
                        lab.pkexec("gil", lab.change("spoilt")).failed();
                assertThat(failed.code()).isEqualTo(ExitCode.REFUSED);
                assertThat(failed.message()).contains(folder, "root alone");
            } finally {
                lab.root("rm -rf %s %s.real; mv %s.kept %s".replace("%s", folder));
            }
        }
    }
}
