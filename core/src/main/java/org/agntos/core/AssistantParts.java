package org.agntos.core;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.agntos.core.agent.Conversations;
import org.agntos.core.agent.StoredConversations;
import org.agntos.core.agent.SystemPrompt;
import org.agntos.core.change.ProposalStatus;
import org.agntos.core.effects.EffectLedger;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.machine.Inspection;
import org.agntos.core.machine.SystemFacts;
import org.agntos.core.machine.Systemd;
import org.agntos.core.memory.FileMemory;
import org.agntos.core.memory.Memory;
import org.agntos.core.model.planner.BuiltInPlanner;
import org.agntos.core.model.planner.RequestPlanner;
import org.agntos.core.policy.TieredPolicy;
import org.agntos.core.sandbox.Sandbox;
import org.agntos.core.session.SqliteSessionStore;
import org.agntos.core.tool.ApplyTool;
import org.agntos.core.tool.AuditTool;
import org.agntos.core.tool.BoundedFileReader;
import org.agntos.core.tool.EditFileTool;
import org.agntos.core.tool.GrantStore;
import org.agntos.core.tool.InspectTool;
import org.agntos.core.tool.MemoryTool;
import org.agntos.core.tool.OwnPlaces;
import org.agntos.core.tool.PendingApprovals;
import org.agntos.core.tool.ProposeTool;
import org.agntos.core.tool.ReadFileTool;
import org.agntos.core.tool.RollbackTool;
import org.agntos.core.tool.RunBashTool;
import org.agntos.core.tool.SearchTool;
import org.agntos.core.tool.SecretPlaces;
import org.agntos.core.tool.ToolGate;
import org.agntos.core.tool.WriteFileTool;
import org.agntos.helper.protocol.TreePath;

/// The part of the graph that belongs to the assistant: planner, tools, memory and conversations. Made by
/// [CoreComposition]; each thing is made when first asked for.
final class AssistantParts implements AutoCloseable {
    private final CoreComposition core;
    private final Lazy<Memory> memory = Lazy.of(this::makeMemory);
    private final Lazy<Inspection> inspection = Lazy.of(this::makeInspection);
    private final Lazy<RequestPlanner> planner = Lazy.of(this::makePlanner);
    private final Lazy<EffectLedger> effects = Lazy.of(this::makeEffects);
    private final Lazy<TieredPolicy> policy = Lazy.of(this::makePolicy);
    private final Lazy<PendingApprovals> approvals = Lazy.of(this::makeApprovals);
    private final Lazy<ToolGate> gate = Lazy.of(this::makeGate);
    private final Lazy<SqliteSessionStore> sessions = Lazy.of(this::makeSessions);
    private final Lazy<ModelParts> models = Lazy.of(this::makeModels);
    private final Lazy<Conversations> conversations = Lazy.of(this::makeConversations);

    AssistantParts(CoreComposition core) {
        this.core = core;
    }

    Memory memory() {
        return memory.get();
    }

    private Memory makeMemory() {
        return new FileMemory(core.stateDirectory().resolve("memory"), core.watch());
    }

    Inspection inspection() {
        return inspection.get();
    }

    private Inspection makeInspection() {
        return new Inspection(core.machine(), new SystemFacts(), new Systemd(core.processes()), core.flakeFolder());
    }

    RequestPlanner planner() {
        return planner.get();
    }

    private RequestPlanner makePlanner() {
        ConfigTree tree = core.tree();
        Clock local = core.clock().withZone(ZoneId.systemDefault());
        return new RequestPlanner(core.catalogue(), path -> text(tree, path), local);
    }

    private static Optional<String> text(ConfigTree tree, String path) {
        return TreePath.parse(path)
                .flatMap(managed -> tree.read(managed) instanceof ConfigTree.Content.Text(String text)
                        ? Optional.of(text)
                        : Optional.empty());
    }

    BoundedFileReader fileReader() {
        return new BoundedFileReader(home());
    }

    ToolGate gate() {
        return gate.get();
    }

    private ToolGate makeGate() {
        return new ToolGate(
                List.of(
                        new InspectTool(inspection()),
                        new ProposeTool(
                                core.proposeChange(), id -> core.proposals().discard(id)),
                        new AuditTool(core.auditLog()),
                        new MemoryTool(memory()),
                        new RollbackTool(core.submitChange(), core.auditLog(), effects()),
                        new ReadFileTool(fileReader()),
                        new SearchTool(core::catalogue),
                        new ApplyTool(core.proposals(), core.submitChange()),
                        new WriteFileTool(places(), effects()),
                        new EditFileTool(places(), effects()),
                        new RunBashTool(sandbox(), places(), effects())),
                policy(),
                approvals.get());
    }

    EffectLedger effects() {
        return effects.get();
    }

    private EffectLedger makeEffects() {
        return new EffectLedger(core.stateDirectory(), core.watch(), core.clock());
    }

    /// Where a model may write: not where this program keeps what is its own.
    private OwnPlaces places() {
        Path config = configHome().resolve("agntos");
        return new OwnPlaces(
                home(),
                List.of(
                        config,
                        core.stateDirectory(),
                        core.cacheDirectory(),
                        core.paths().machineRoot().equals(Path.of("/"))
                                ? core.paths().config()
                                : core.paths().machineRoot()));
    }

    private Sandbox sandbox() {
        Optional<Path> pinned =
                Optional.ofNullable(System.getProperty("agntos.bwrap")).map(Path::of);
        return new Sandbox(core.processes(), Sandbox.program(pinned), path -> SecretPlaces.isSecret(path, home()));
    }

    private Path configHome() {
        String xdg = core.environment().getOrDefault("XDG_CONFIG_HOME", "");
        return xdg.isEmpty() ? home().resolve(".config") : Path.of(xdg);
    }

    TieredPolicy policy() {
        return policy.get();
    }

    private TieredPolicy makePolicy() {
        return new TieredPolicy(
                Optional.of(core.paths().config().resolve("policy.toml")),
                Optional.of(configHome().resolve("agntos").resolve("policy.toml")),
                home());
    }

    GrantStore grants() {
        return new GrantStore(core.stateDirectory().resolve("approvals.jsonl"), core.clock());
    }

    private PendingApprovals makeApprovals() {
        return new PendingApprovals(grants());
    }

    private Path home() {
        return Path.of(core.environment().getOrDefault("HOME", System.getProperty("user.home")));
    }

    SqliteSessionStore sessions() {
        return sessions.get();
    }

    private SqliteSessionStore makeSessions() {
        return new SqliteSessionStore(
                core.stateDirectory(), core.cacheDirectory().resolve("native"));
    }

    /// Who answers what.
    ModelParts models() {
        return models.get();
    }

    private ModelParts makeModels() {
        return new ModelParts(core, new BuiltInPlanner(this::planner));
    }

    Conversations conversations() {
        return conversations.get();
    }

    private Conversations makeConversations() {
        SystemPrompt.Facts facts =
                new SystemPrompt.Facts(() -> core.machine().describe(), this::openProposals, List::of);
        SystemPrompt prompt = new SystemPrompt(facts, memory(), policy());
        return new StoredConversations(
                models().models(), gate(), sessions.get(), prompt::text, approvals.get(), core.clock());
    }

    private List<String> openProposals() {
        return core.proposals().all().stream()
                .filter(proposal -> proposal.status() == ProposalStatus.OPEN)
                .map(proposal -> proposal.id() + " " + proposal.summary())
                .toList();
    }

    @Override
    public void close() {
        sessions.ifMade(SqliteSessionStore::close);
    }
}
