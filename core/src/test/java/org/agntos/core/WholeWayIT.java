package org.agntos.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agntos.core.audit.AuditEntry;
import org.agntos.core.audit.AuditLog;
import org.agntos.core.change.Cancellation;
import org.agntos.core.change.Draft;
import org.agntos.core.change.Freshness;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalStatus;
import org.agntos.core.change.Proposals;
import org.agntos.core.change.ProposeChange;
import org.agntos.core.change.RequestContext;
import org.agntos.core.change.Stage;
import org.agntos.core.change.StageOutcome;
import org.agntos.core.change.StageResult;
import org.agntos.core.change.SubmitChange;
import org.agntos.core.nix.NixValue;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A change goes its whole way on a practice machine, with the real helper and, where `withNix` is called, real Nix.
class WholeWayIT {
    @TempDir
    Path home;

    private CoreComposition core;

    @BeforeEach
    void startWithoutNix() {
        core = core("none");
    }

    @AfterEach
    void stop() {
        core.close();
    }

    private CoreComposition core(String nix) {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", home.toString(), "LANG", "C.UTF-8"));
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("AGNTOS_NIX", nix);
        return CoreComposition.of(environment);
    }

    private void withNix() {
        core.close();
        core = core("");
        if ("true".equals(System.getenv("CI"))) {
            assertThat(core.machine().hasNix()).as("Nix is installed").isTrue();
        }
        assumeTrue(core.machine().hasNix(), "Nix is not installed here");
    }

    private Proposal propose(Draft draft) {
        ProposeChange.Outcome outcome =
                core.proposeChange().propose(draft, new RequestContext("", "because", "please do it", null));
        assertThat(outcome).isInstanceOf(ProposeChange.Outcome.Proposed.class);
        return ((ProposeChange.Outcome.Proposed) outcome).proposal();
    }

    private SubmitChange.Outcome apply(Proposal proposal) {
        return core.submitChange().apply(proposal.id(), proposal.digest(), new Cancellation(), _ -> {});
    }

    private String applied(Proposal proposal) {
        SubmitChange.Outcome outcome = apply(proposal);
        assertThat(outcome).isInstanceOf(SubmitChange.Outcome.Done.class);
        return ((SubmitChange.Outcome.Done) outcome).event().auditId().orElseThrow();
    }

    private Path file(String path) {
        return core.paths().config().resolve(path);
    }

    private static List<String> results(Proposal proposal) {
        return proposal.verification().stream()
                .map(outcome -> outcome.stage().word() + " " + outcome.result().word())
                .toList();
    }

    @Test
    void aPackageIsProposedAppliedExplainedAndUndone() throws IOException {
        withNix();
        Proposal proposal = propose(Draft.builder().install("htop").build());
        assertThat(results(proposal))
                .as(proposal.verification().toString())
                .containsExactly("syntax passed", "grounded passed", "evaluated passed", "planned passed");
        assertThat(proposal.summary()).isEqualTo("Install package: htop");
        assertThat(proposal.plan()).contains("Package added: htop");

        List<HelperEvent> events = new ArrayList<>();
        SubmitChange.Outcome outcome =
                core.submitChange().apply(proposal.id(), proposal.digest(), new Cancellation(), events::add);
        assertThat(outcome).isInstanceOf(SubmitChange.Outcome.Done.class);
        assertThat(events.getFirst()).isInstanceOf(HelperEvent.Hello.class);
        assertThat(events.getLast()).isInstanceOf(HelperEvent.Done.class);
        assertThat(file("packages/htop.nix")).hasContent("""
                        { pkgs, ... }:

                        {
                          environment.systemPackages = [ pkgs.htop ];
                        }
                        """);
        assertThat(core.proposals().find(proposal.id()))
                .extracting(found -> ((Proposals.Lookup.Found) found).proposal().status())
                .isEqualTo(ProposalStatus.APPLIED);

        AuditEntry entry = core.auditLog().list(10).getFirst();
        assertThat(entry.prompt()).isEqualTo("please do it");
        assertThat(entry.proposalId()).isEqualTo(proposal.id().value());
        assertThat(core.auditLog().diff(entry).getFirst().after()).contains("pkgs.htop");
        AuditLog.Why why = core.auditLog().why("htop");
        assertThat(why.present()).isTrue();
        assertThat(why.declaredIn()).containsExactly("packages/htop.nix");
        assertThat(why.because()).extracting(AuditEntry::id).containsExactly(entry.id());

        SubmitChange.Preview preview = core.submitChange().previewUndo(entry.id());
        assertThat(preview).isInstanceOf(SubmitChange.Preview.Ready.class);
        Sha256 digest = ((SubmitChange.Preview.Ready) preview).digest();
        assertThat(core.submitChange().undo(entry.id(), digest, new Cancellation(), _ -> {}))
                .isInstanceOf(SubmitChange.Outcome.Done.class);
        assertThat(file("packages/htop.nix")).doesNotExist();
        assertThat(core.auditLog().verify().isOk())
                .as(core.auditLog().verify().toString())
                .isTrue();
        assertThat(core.machine().generations()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void withoutNixOnlyTheStagesThatNeedItAreSkipped() {
        Proposal proposal = propose(Draft.builder().install("htop").build());
        assertThat(results(proposal))
                .containsExactly("syntax passed", "grounded passed", "evaluated skipped", "planned skipped");
        assertThat(proposal.verification())
                .extracting(StageOutcome::result)
                .contains(new StageResult.Skipped("Nix is not installed here"));
        applied(proposal);
        assertThat(file("packages/htop.nix")).exists();
    }

    @Test
    void whatDoesNotExistFailsWithThePlaceAndNearNames() {
        withNix();
        Proposal proposal = propose(Draft.builder()
                .install("htopp")
                .set("services.opensh.enable", new NixValue.Bool(true))
                .set("services.openssh.enable", new NixValue.Text("yes"))
                .build());
        StageOutcome grounded = proposal.verification().get(1);
        assertThat(grounded.stage()).isEqualTo(Stage.GROUNDED);
        assertThat(grounded.isFailed()).isTrue();
        assertThat(grounded.result().problems())
                .anySatisfy(problem -> {
                    assertThat(problem.file()).isEqualTo("packages/htopp.nix");
                    assertThat(problem.line()).isEqualTo(4);
                    assertThat(problem.suggestions()).contains("htop");
                })
                .anySatisfy(problem -> {
                    assertThat(problem.message()).contains("services.opensh.enable");
                    assertThat(problem.suggestions()).contains("services.openssh.enable");
                })
                .anySatisfy(problem -> assertThat(problem.explanation()).contains("true or false"));
        assertThat(proposal.isApprovable()).isFalse();
        assertThat(apply(proposal))
                .isInstanceOfSatisfying(
                        SubmitChange.Outcome.NotSubmitted.class,
                        refused -> assertThat(refused.reason())
                                .isEqualTo(SubmitChange.Outcome.Reason.VERIFICATION_FAILED));
    }

    @Test
    void aChangeAfterTheProposalMakesItStaleUntilItIsVerifiedAgain() throws IOException {
        Proposal proposal = propose(Draft.builder()
                .set("services.openssh.enable", new NixValue.Bool(true))
                .build());
        Files.writeString(file("services/openssh.nix"), "{ services.openssh.ports = [ 2222 ]; }\n");
        assertThat(core.proposals().freshness(proposal)).isInstanceOf(Freshness.Stale.class);
        assertThat(apply(proposal))
                .isInstanceOfSatisfying(
                        SubmitChange.Outcome.NotSubmitted.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SubmitChange.Outcome.Reason.STALE));
        Proposal again = core.proposals().verify(proposal.id()).orElseThrow();
        assertThat(again.digest()).isNotEqualTo(proposal.digest());
        assertThat(core.proposals().freshness(again)).isInstanceOf(Freshness.Fresh.class);
        assertThat(apply(proposal))
                .isInstanceOfSatisfying(
                        SubmitChange.Outcome.NotSubmitted.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SubmitChange.Outcome.Reason.OTHER_DIGEST));
        applied(again);
    }

    @Test
    void aLaterEditMakesUndoAConflictThatShowsWhatWouldBeLost() throws IOException {
        String entry = applied(propose(Draft.builder()
                .set("services.openssh.enable", new NixValue.Bool(true))
                .build()));
        Files.writeString(file("services/openssh.nix"), "{ services.openssh.enable = true; } # mine\n");
        SubmitChange.Preview preview = core.submitChange().previewUndo(entry);
        assertThat(preview).isInstanceOfSatisfying(SubmitChange.Preview.Conflict.class, conflict -> {
            assertThat(conflict.message()).contains("services/openssh.nix");
            assertThat(conflict.diffs().getFirst().before()).contains("# mine");
        });
        assertThat(core.submitChange().previewUndo("a-0")).isInstanceOf(SubmitChange.Preview.NotFound.class);
    }

    private static String module(boolean isOn, String name) {
        return "{\n  services.openssh.enable = " + isOn + ";\n\n  # mine\n\n  networking.hostName = \"" + name
                + "\";\n}\n";
    }

    private String appliedModule(String text) {
        return applied(propose(
                Draft.builder().module(new TreePath("options/mine.nix"), text).build()));
    }

    @Test
    void anUndoKeepsWhatCameLaterWhereTheTwoDoNotTouch() {
        String first = appliedModule(module(true, "one"));
        String second = appliedModule(module(true, "two"));
        String third = appliedModule(module(false, "two"));

        SubmitChange.Preview.Conflict conflict =
                (SubmitChange.Preview.Conflict) core.submitChange().previewUndo(second);
        assertThat(conflict.message()).contains("options/mine.nix (by " + third + ")");
        assertThat(conflict.files().getFirst().lost().before()).isEqualTo(module(true, "two"));
        ProposeChange.Outcome proposed = core.proposeChange()
                .proposeUndo(second, "Undo: the name", conflict.changes().orElseThrow());
        String undo = applied(((ProposeChange.Outcome.Proposed) proposed).proposal());

        assertThat(file("options/mine.nix")).hasContent(module(false, "one"));
        AuditEntry entry = core.auditLog().find(undo).orElseThrow();
        assertThat(core.auditLog().lineage(entry).undoes()).contains(second);
        assertThat(core.submitChange().previewUndo(second)).isInstanceOf(SubmitChange.Preview.Impossible.class);
        assertThat(core.submitChange().previewUndo(first))
                .isInstanceOfSatisfying(
                        SubmitChange.Preview.Conflict.class,
                        touching -> assertThat(touching.changes()).isEmpty());
    }

    @Test
    void oneGoesBackToTheGenerationBefore() {
        applied(propose(Draft.builder().install("htop").build()));
        applied(propose(Draft.builder().install("ripgrep").build()));
        int current = core.machine().generations().getFirst().number();
        SubmitChange.Preview preview = core.submitChange().previewRollback(current - 1);
        assertThat(preview).isInstanceOf(SubmitChange.Preview.Ready.class);
        SubmitChange.Preview.Ready ready = (SubmitChange.Preview.Ready) preview;
        assertThat(ready.diffs()).hasSize(1);
        assertThat(core.submitChange().rollBack(current - 1, ready.digest(), new Cancellation(), _ -> {}))
                .isInstanceOf(SubmitChange.Outcome.Done.class);
        assertThat(file("packages/ripgrep.nix")).doesNotExist();
        assertThat(file("packages/htop.nix")).exists();
        assertThat(core.submitChange().previewRollback(current - 1))
                .isInstanceOf(SubmitChange.Preview.Impossible.class);
        assertThat(core.submitChange().previewRollback(999)).isInstanceOf(SubmitChange.Preview.NotFound.class);
    }

    @Test
    void aCancelledChangeIsNotApplied() {
        Proposal proposal = propose(Draft.builder().install("htop").build());
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertThat(core.submitChange().apply(proposal.id(), proposal.digest(), cancellation, _ -> {}))
                .isInstanceOf(SubmitChange.Outcome.Cancelled.class);
        assertThat(file("packages/htop.nix")).doesNotExist();
    }
}
