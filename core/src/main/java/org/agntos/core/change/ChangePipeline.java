package org.agntos.core.change;

import java.nio.file.Path;
import java.time.Clock;
import org.agntos.core.files.FileWatch;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.machine.PracticeMachine;

/// The pipeline's own parts, put together. Safe for any thread.
public final class ChangePipeline {
    private final StoredProposals proposals;
    private final ProposeChange proposeChange;

    /// @param directory of the proposals; made when the first is stored
    public ChangePipeline(
            PracticeMachine machine, VerifyChange verifier, Path directory, FileWatch watch, Clock clock) {
        ConfigTree tree = new ConfigTree(machine.paths().config());
        ProposalFiles files = new ProposalFiles(directory, watch);
        this.proposals = new StoredProposals(files, tree, verifier);
        this.proposeChange = new ProposeFromDraft(machine, tree, verifier, files, clock);
    }

    public StoredProposals proposals() {
        return proposals;
    }

    public ProposeChange proposeChange() {
        return proposeChange;
    }
}
