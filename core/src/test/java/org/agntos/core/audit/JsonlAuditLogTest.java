package org.agntos.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agntos.core.Subscription;
import org.agntos.core.change.FileDiff;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonlAuditLogTest {
    private static final String HTOP = "{ pkgs, ... }:\n\n{\n  environment.systemPackages = [ pkgs.htop ];\n}\n";
    private static final String OLD =
            "{\"id\":\"a-old\",\"timestamp\":\"2025-01-01T12:00:00+02:00\",\"action\":{\"type\":\"Apply\",\"proposal_id\":\"p-9\"},"
                    + "\"actor\":\"user\",\"summary\":\"Applied: Install package: git\",\"files_changed\":[\"packages/git.nix\"],"
                    + "\"files_written\":[\"packages/git.nix\"],\"files_deleted\":[],\"rollback_hint\":null,"
                    + "\"result\":{\"status\":\"Failed\",\"error\":\"no space\"}}";

    @TempDir
    Path home;

    private AuditLogFixture fixture;

    @BeforeEach
    void writeLog() throws IOException {
        fixture = new AuditLogFixture(home)
                .old(OLD)
                .old("this is no JSON")
                .apply("a-1", "Install package: htop", "packages/htop.nix", null, HTOP)
                .apply(
                        "a-2",
                        "Enable service: openssh",
                        "services/openssh.nix",
                        null,
                        "{\n  services.openssh.enable = true;\n}\n")
                .apply(
                        "a-3",
                        "Set ports",
                        "services/openssh.nix",
                        "{\n  services.openssh.enable = true;\n}\n",
                        "{\n  services.openssh.enable = true;\n  services.openssh.ports = [ 2222 ];\n}\n")
                .apply("a-4", "Install package: htop-vim", "packages/htop-vim.nix", null, "{ }", "Failed")
                .tree("packages/htop.nix", HTOP)
                .tree(
                        "services/openssh.nix",
                        "{\n  services.openssh.enable = true;\n  services.openssh.ports = [ 2222 ];\n}\n")
                .write();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static List<String> ids(List<AuditEntry> entries) {
        return entries.stream().map(AuditEntry::id).toList();
    }

    @Test
    void theNewestComeFirst() {
        List<AuditEntry> entries = fixture.log().list(Integer.MAX_VALUE);
        assertThat(ids(entries)).containsExactly("a-4", "a-3", "a-2", "a-1", "a-old");
        assertThat(entries)
                .extracting(
                        entry -> fixture.log().find(entry.id()).orElseThrow().line())
                .containsExactly(6, 5, 4, 3, 1);
        assertThat(ids(fixture.log().list(2))).containsExactly("a-4", "a-3");
    }

    @Test
    void linesOfAgntosOneAreShown() {
        AuditEntry old = fixture.log().find("a-old").orElseThrow();
        assertThat(old.isChained()).isFalse();
        assertThat(old.result()).isEqualTo("Failed");
        assertThat(old.resultText()).isEqualTo("no space");
        assertThat(old.timestamp()).hasToString("2025-01-01T10:00:00Z");
        assertThat(old.prompt()).isNull();
        assertThat(old.proposalId()).isEqualTo("p-9");
        assertThat(fixture.log().diff(old)).isEmpty();
    }

    @Test
    void aMissingLogIsEmptyAndAnUnknownIdIsNotFound() throws IOException {
        assertThat(fixture.log().find("a-99")).isEmpty();
        assertThat(fixture.log().find("\"")).isEmpty();
        Files.delete(fixture.paths.auditLog());
        assertThat(fixture.log().list(5)).isEmpty();
        assertThat(fixture.log().find("a-1")).isEmpty();
    }

    @Test
    void aLineThatIsStillBeingWrittenIsLeftOut() throws IOException {
        Files.writeString(fixture.paths.auditLog(), "{\"schema\":2,\"id\":\"a-half", StandardOpenOption.APPEND);
        assertThat(ids(fixture.log().list(1))).containsExactly("a-4");
    }

    @Test
    void searchWantsEveryWord() {
        assertThat(ids(fixture.log().search("install HTOP", 10))).containsExactly("a-4", "a-1");
        assertThat(ids(fixture.log().search("services/openssh.nix", 1))).containsExactly("a-3");
        assertThat(fixture.log().search("nothing like it", 10)).isEmpty();
        assertThat(fixture.log().search("", 10)).hasSize(5);
    }

    @Test
    void whyTellsWhatBroughtAPackage() {
        AuditLog.Why why = fixture.log().why("htop");
        assertThat(why.present()).isTrue();
        assertThat(why.declaredIn()).containsExactly("packages/htop.nix");
        assertThat(ids(why.because())).containsExactly("a-1");
    }

    @Test
    void whyTellsEveryEntryThatTouchedAServiceOrOption() {
        assertThat(ids(fixture.log().why("openssh").because())).containsExactly("a-3", "a-2");
        AuditLog.Why ports = fixture.log().why("services.openssh.ports");
        assertThat(ports.present()).isTrue();
        assertThat(ids(ports.because())).containsExactly("a-3");
    }

    @Test
    void whatIsSwitchedOffIsDeclaredButNotPresent() throws IOException {
        fixture.tree("services/openssh.nix", "{ services.openssh.enable = false; }");
        AuditLog.Why why = fixture.log().why("services.openssh.enable");
        assertThat(why.present()).isFalse();
        assertThat(why.declaredIn()).containsExactly("services/openssh.nix");
    }

    @Test
    void whatNobodyBroughtIsNotPresent() {
        AuditLog.Why why = fixture.log().why("emacs");
        assertThat(why).isEqualTo(new AuditLog.Why("emacs", false, List.of(), List.of()));
        assertThat(fixture.log().why("  ").present()).isFalse();
    }

    @Test
    void diffsComeFromTheSnapshotsAndATextThatIsGoneIsNull() throws IOException {
        AuditEntry entry = fixture.log().find("a-1").orElseThrow();
        assertThat(fixture.log().diff(entry))
                .containsExactly(new FileDiff(new TreePath("packages/htop.nix"), null, HTOP));
        Files.delete(fixture.paths.snapshot(Sha256.of(HTOP)));
        assertThat(fixture.log().diff(entry))
                .containsExactly(new FileDiff(new TreePath("packages/htop.nix"), null, null));
    }

    @Test
    void aNewLineIsToldWithinASecond() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        try (Subscription subscription = fixture.log().onChange(told::countDown)) {
            fixture.apply("a-5", "More", "packages/more.nix", null, "{ }").write();
            assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(subscription).isNotNull();
        }
    }

    @Test
    void linesLongerThanABlockAreReadWhole() throws IOException {
        fixture.apply("a-6", "x".repeat(600_000), "packages/x.nix", null, "{ }");
        fixture.apply("a-7", "after", "packages/y.nix", null, "{ }").write();
        List<AuditEntry> entries = fixture.log().list(3);
        assertThat(ids(entries)).containsExactly("a-7", "a-6", "a-4");
        assertThat(entries.get(1).summary()).hasSize(600_000);
        assertThat(fixture.log().list(Integer.MAX_VALUE)).hasSize(7);
    }
}
