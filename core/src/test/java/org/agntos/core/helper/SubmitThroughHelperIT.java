package org.agntos.core.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.agntos.core.CoreComposition;
import org.agntos.core.change.Cancellation;
import org.agntos.core.change.Draft;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposalId;
import org.agntos.core.change.ProposalStatus;
import org.agntos.core.change.Proposals;
import org.agntos.core.change.ProposeChange;
import org.agntos.core.change.RequestContext;
import org.agntos.core.change.SubmitChange.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is refused before the helper, and what is put right after one that was killed. Needs no Nix.
class SubmitThroughHelperIT {
    @TempDir
    Path home;

    private CoreComposition core;

    @BeforeEach
    void start() {
        core = CoreComposition.of(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin", "AGNTOS_NIX", "none"));
    }

    @AfterEach
    void stop() {
        core.close();
    }

    private Proposal propose(Draft.Builder draft) {
        ProposeChange.Outcome outcome =
                core.proposeChange().propose(draft.build(), new RequestContext("", "", null, null));
        assertThat(outcome).isInstanceOf(ProposeChange.Outcome.Proposed.class);
        return ((ProposeChange.Outcome.Proposed) outcome).proposal();
    }

    private Outcome apply(Proposal proposal) {
        return core.submitChange().apply(proposal.id(), proposal.digest(), new Cancellation(), _ -> {});
    }

    private Outcome.Reason refused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.NotSubmitted.class);
        return ((Outcome.NotSubmitted) outcome).reason();
    }

    private Path file(Proposal proposal) {
        return core.stateDirectory().resolve("proposals/" + proposal.id() + ".json");
    }

    @Test
    void whatIsUnknownBrokenOrDecidedNeverReachesTheHelper() throws IOException {
        Proposal proposal = propose(Draft.builder().install("htop"));
        assertThat(refused(core.submitChange()
                        .apply(new ProposalId("p-0"), proposal.digest(), new Cancellation(), _ -> {})))
                .isEqualTo(Outcome.Reason.NOT_FOUND);
        String text = Files.readString(file(proposal));
        Files.writeString(file(proposal), text.replace("pkgs.htop", "pkgs.evil"));
        assertThat(refused(apply(proposal))).isEqualTo(Outcome.Reason.BROKEN);
        Files.writeString(file(proposal), text);
        core.proposals().discard(proposal.id());
        assertThat(refused(apply(proposal))).isEqualTo(Outcome.Reason.NOT_OPEN);
        assertThat(core.auditLog().list(5)).isEmpty();
    }

    @Test
    void aProposalThatWasNeverVerifiedHereIsNotApplied() throws IOException {
        Path store = Files.createDirectories(core.stateDirectory().resolve("proposals"));
        Files.writeString(
                store.resolve("p-5.json"),
                "{\"id\":\"p-5\",\"summary\":\"old\",\"files_to_write\":[[\"packages/htop.nix\",\"{ }\"]]}");
        Proposals.Lookup found = core.proposals().find(new ProposalId("p-5"));
        assertThat(found).isInstanceOf(Proposals.Lookup.Found.class);
        assertThat(refused(apply(((Proposals.Lookup.Found) found).proposal())))
                .isEqualTo(Outcome.Reason.VERIFICATION_FAILED);
        Proposal verified = core.proposals().verify(new ProposalId("p-5")).orElseThrow();
        assertThat(apply(verified)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aProposalThatWasAppliedBeforeItCouldBeMarkedIsMarkedLater() throws IOException {
        Proposal proposal = propose(Draft.builder().install("htop"));
        String open = Files.readString(file(proposal));
        assertThat(apply(proposal)).isInstanceOf(Outcome.Done.class);
        Files.writeString(file(proposal), open);
        assertThat(refused(apply(proposal))).isEqualTo(Outcome.Reason.NOT_OPEN);
        assertThat(core.proposals().find(proposal.id()))
                .isInstanceOfSatisfying(
                        Proposals.Lookup.Found.class,
                        found -> assertThat(found.proposal().status()).isEqualTo(ProposalStatus.APPLIED));
        assertThat(core.auditLog().list(5)).hasSize(1);
    }

    @Test
    void withoutAJournalNothingIsRecovered() {
        assertThat(core.recovery().isNeeded()).isFalse();
        assertThat(core.recovery().runIfNeeded(new Cancellation())).isEmpty();
    }

    @Test
    void whatAKilledHelperLeftIsClearedByTheNextCommand() throws IOException {
        Proposal proposal = propose(Draft.builder().install("htop"));
        assertThat(apply(proposal)).isInstanceOf(Outcome.Done.class);
        Files.writeString(core.paths().journal().resolve("left-over"), "half");
        assertThat(core.recovery().isNeeded()).isTrue();
        core.recovery().runIfNeeded(new Cancellation());
        assertThat(core.recovery().isNeeded()).isFalse();
        assertThat(core.auditLog().verify().isOk()).isTrue();
    }
}
