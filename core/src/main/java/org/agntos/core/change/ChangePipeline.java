package org.agntos.core.change;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.agntos.core.files.FileWatch;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.machine.Machine;

/// The pipeline's own parts, put together. Safe for any thread.
public final class ChangePipeline {
    private final StoredProposals proposals;
    private final ProposeChange proposeChange;

    /// Where proposals are kept.
    ///
    /// @param directory made when the first is stored
    public record Store(Path directory, FileWatch watch) {}

    public ChangePipeline(
            Machine machine, Supplier<Catalogue> catalogue, VerifyChange verifier, Store store, Clock clock) {
        ConfigTree tree = new ConfigTree(machine.paths().config());
        ProposalFiles files =
                new ProposalFiles(store.directory(), machine.paths().config().resolve("proposals"), store.watch());
        this.proposals = new StoredProposals(files, tree, verifier);
        this.proposeChange = new ProposeFromDraft(machine, catalogue, verifier, files, clock);
    }

    public StoredProposals proposals() {
        return proposals;
    }

    public ProposeChange proposeChange() {
        return proposeChange;
    }
}
