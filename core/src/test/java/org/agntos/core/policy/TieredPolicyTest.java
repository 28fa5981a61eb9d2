package org.agntos.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TieredPolicyTest {
    @TempDir
    Path folder;

    private Path admin;
    private Path person;
    private TieredPolicy policy;

    @BeforeEach
    void make() {
        admin = folder.resolve("admin.toml");
        person = folder.resolve("person.toml");
        policy = new TieredPolicy(Optional.of(admin), Optional.of(person), folder);
    }

    private static String rule(String verdict, String rest) {
        return "[[rule]]\nverdict = \"" + verdict + "\"\nreason = \"because of " + verdict + "\"\n" + rest + "\n";
    }

    private Judgement judge(String call) {
        CallText text = CallText.parse(call);
        return policy.judge(text.tool(), text.arguments());
    }

    private Verdict verdict(String call) {
        return judge(call).verdict();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " : ", quoteCharacter = '\u0001', textBlock = """
            inspect                                     : ALLOW
            propose htop                                : ALLOW
            write_file ~/x                              : ASK
            apply                                       : ASK
            run_bash ls -l                              : ALLOW
            run_bash ls | wc -l                         : ALLOW
            run_bash ls > x                             : ASK
            run_bash sudo ls                            : DENY
            run_bash ls && sudo ls                      : DENY
            run_bash echo $(sudo ls)                    : DENY
            run_bash env -i /usr/bin/sudo ls            : DENY
            run_bash nixos-rebuild switch               : DENY
            run_bash timeout 5 nixos-rebuild switch     : DENY
            run_bash sh -c 'nixos-rebuild switch'       : DENY
            run_bash ls /etc/sudoers.d                  : ALLOW
            fly                                         : ASK
            propose networking.firewall.enable = false  : DENY
            """)
    void whatIsBuiltIn(String call, Verdict expected) {
        assertThat(verdict(call)).isEqualTo(expected);
    }

    @Test
    void theAdministratorLoosensWhatIsAskedButNoFloor() throws IOException {
        Files.writeString(
                admin,
                rule("allow", "tool = \"write_file\"\npath = \"/srv/notes/*\"")
                        + rule("allow", "tool = \"propose\"\noption = \"networking.firewall\"")
                        + rule("allow", "tool = \"run_bash\"\ncommand = \"sudo *\""));

        assertThat(verdict("write_file /srv/notes/a")).isEqualTo(Verdict.ALLOW);
        assertThat(verdict("write_file /srv/other/a")).isEqualTo(Verdict.ASK);
        assertThat(verdict("write_file /srv/notes/../other")).isEqualTo(Verdict.ASK);
        assertThat(verdict("propose networking.firewall.enable = false")).isEqualTo(Verdict.DENY);
        assertThat(verdict("run_bash sudo ls")).isEqualTo(Verdict.DENY);
    }

    @Test
    void thePersonOnlyTightens() throws IOException {
        Files.writeString(
                person,
                rule("allow", "tool = \"write_file\"")
                        + rule("deny", "tool = \"run_bash\"\ncommand = \"git push *\"")
                        + rule("ask", "package = \"steam*\""));

        assertThat(verdict("write_file ~/x")).isEqualTo(Verdict.ASK);
        assertThat(verdict("run_bash git push")).isEqualTo(Verdict.DENY);
        assertThat(verdict("run_bash git push --force origin")).isEqualTo(Verdict.DENY);
        assertThat(verdict("run_bash git pull")).isEqualTo(Verdict.ALLOW);
        assertThat(verdict("propose steam-run")).isEqualTo(Verdict.ASK);
        assertThat(verdict("propose htop")).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void theStrictestCountsWithinATierAndEachPartIsJudgedAlone() throws IOException {
        Files.writeString(
                admin,
                rule("allow", "tool = \"run_bash\"\ncommand = \"make *\"")
                        + rule("ask", "tool = \"run_bash\"\ncommand = \"make install *\"")
                        + rule("deny", "tool = \"run_bash\"\ncommand = \"curl *\""));

        assertThat(verdict("run_bash make test")).isEqualTo(Verdict.ALLOW);
        assertThat(verdict("run_bash make install")).isEqualTo(Verdict.ASK);
        assertThat(verdict("run_bash make test && curl x")).isEqualTo(Verdict.DENY);
        assertThat(verdict("run_bash make test; echo $(x)")).isEqualTo(Verdict.ASK);
        assertThat(verdict("run_bash ./make test | /opt/bin/curl x")).isEqualTo(Verdict.DENY);
    }

    @Test
    void anAllowedProgramIsTheOneThatIsWritten() throws IOException {
        Files.writeString(admin, rule("ask", "tool = \"run_bash\"") + rule("allow", "command = \"git status\""));
        assertThat(verdict("run_bash git status")).isEqualTo(Verdict.ASK);

        Files.writeString(admin, rule("allow", "tool = \"deploy\"\ncommand = \"x\""));
        assertThat(verdict("deploy")).isEqualTo(Verdict.ASK);
    }

    @Test
    void anOptionIsMeantWithAllBelowItHoweverItIsWritten() throws IOException {
        Files.writeString(person, rule("deny", "option = \"services.xserver\""));

        assertThat(verdict("propose services.xserver.enable = true")).isEqualTo(Verdict.DENY);
        assertThat(verdict("propose services = { xserver.enable = true; }")).isEqualTo(Verdict.DENY);
        assertThat(verdict("propose {\"modules\":[{\"path\":\"options/x.nix\",\"content\":"
                        + "\"{ services = { xserver = { enable = true; }; }; }\"}]}"))
                .isEqualTo(Verdict.DENY);
        assertThat(verdict("propose services.nginx.enable = true")).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void aLinkIsNoWayAroundAPath() throws IOException {
        Path kept = Files.createDirectory(folder.resolve("private"));
        Files.createSymbolicLink(folder.resolve("open"), kept);
        Files.writeString(person, rule("deny", "path = \"" + kept.toRealPath() + "/*\""));

        assertThat(verdict("read_file " + folder.resolve("open/x"))).isEqualTo(Verdict.DENY);
        assertThat(verdict("read_file ~/open/x")).isEqualTo(Verdict.DENY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not toml [",
                "[[rule]]\nverdict = \"maybe\"\nreason = \"r\"\ntool = \"x\"",
                "[[rule]]\nverdict = \"allow\"\ntool = \"x\"",
                "[[rule]]\nverdict = \"allow\"\nreason = \"r\"",
                "[[rule]]\nverdict = \"allow\"\nreason = \"r\"\ntool = 3",
                "[[rule]]\nverdict = \"allow\"\nreason = \"r\"\ntools = \"x\"",
                "[[rule]]\nverdict = \"allow\"\nreason = \"r\"\noption = \"a\"\nvalue = \"b\"",
                "mode = \"yolo\"",
                "[[rule]]\nverdict = \"deny\"\nreason = \"r\"\ncommand = \"git *\"\nexamples = \"run_bash ls\"",
                "[[rule]]\nverdict = \"deny\"\nreason = \"r\"\ncommand = \"git *\"\ncounterexamples = \"run_bash git x\"",
                "[[rule]]\nverdict = \"deny\"\nreason = \"r\"\ntool = \"audit\"\nexamples = \"audit list\"",
            })
    void anUnusableFileAllowsNothing(String toml) throws IOException {
        Files.writeString(person, toml);
        assertThat(judge("inspect").verdict()).isEqualTo(Verdict.ASK);
        assertThat(judge("inspect").reason()).contains("cannot be used");

        Files.delete(person);
        Files.writeString(admin, toml);
        assertThat(judge("inspect").verdict()).isEqualTo(Verdict.DENY);
    }

    @Test
    void aChangedFileCountsAtOnce() throws IOException {
        assertThat(verdict("run_bash id")).isEqualTo(Verdict.ALLOW);
        Files.writeString(person, rule("deny", "command = \"id\""));
        assertThat(verdict("run_bash id")).isEqualTo(Verdict.DENY);
        Files.delete(person);
        assertThat(verdict("run_bash id")).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void aLinkToNothingIsNoMissingFile() throws IOException {
        Files.createSymbolicLink(admin, folder.resolve("gone"));
        assertThat(verdict("inspect")).isEqualTo(Verdict.DENY);
    }

    @Test
    void examplesInAGoodFileAreAccepted() throws IOException {
        Files.writeString(
                person,
                rule(
                        "deny",
                        "command = \"git push *\"\nexamples = \"\"\"\nrun_bash git push\nrun_bash git push -f\"\"\"\n"
                                + "counterexamples = \"run_bash git pull\"\nnext = \"Push it yourself.\""));

        assertThat(judge("run_bash git push"))
                .isEqualTo(new Judgement(Verdict.DENY, "Because of deny.", "Push it yourself.", Tier.PERSON));
    }
}
