package org.agntos.core;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.agntos.core.agent.Conversations;
import org.agntos.core.audit.AuditLog;
import org.agntos.core.audit.JsonlAuditLog;
import org.agntos.core.change.ChangePipeline;
import org.agntos.core.change.Proposals;
import org.agntos.core.change.ProposeChange;
import org.agntos.core.change.SubmitChange;
import org.agntos.core.change.verify.CheckedMachine;
import org.agntos.core.change.verify.Verifier;
import org.agntos.core.effects.EffectLedger;
import org.agntos.core.files.FileWatch;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.StarterCatalogue;
import org.agntos.core.grounding.index.IndexFolder;
import org.agntos.core.grounding.index.MachineCatalogue;
import org.agntos.core.grounding.index.NixosSources;
import org.agntos.core.helper.HelperClient;
import org.agntos.core.helper.HelperExamination;
import org.agntos.core.helper.HelperProgram;
import org.agntos.core.helper.PendingRecovery;
import org.agntos.core.helper.PolkitExamination;
import org.agntos.core.helper.SubmitThroughHelper;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.machine.Inspection;
import org.agntos.core.machine.Machine;
import org.agntos.core.machine.MachineDetection;
import org.agntos.core.machine.MachineSetup;
import org.agntos.core.machine.OwnConfiguration;
import org.agntos.core.machine.doctor.Doctor;
import org.agntos.core.machine.doctor.Examination;
import org.agntos.core.machine.doctor.MachineExamination;
import org.agntos.core.machine.doctor.SystemExamination;
import org.agntos.core.machine.doctor.WiringExamination;
import org.agntos.core.memory.Memory;
import org.agntos.core.model.planner.RequestPlanner;
import org.agntos.core.nix.NixTools;
import org.agntos.core.policy.TieredPolicy;
import org.agntos.core.process.ProcessRunner;
import org.agntos.core.process.SystemProcessRunner;
import org.agntos.core.session.SessionStore;
import org.agntos.core.setting.Settings;
import org.agntos.core.tool.BoundedFileReader;
import org.agntos.core.tool.GrantStore;
import org.agntos.core.tool.ToolGate;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.MachineConfig;

/// Builds the object graph of the core: the one place in it that wires. Each part is made when it is first asked for,
/// so that a command which needs little starts quickly. Safe for any thread; closing it ends its threads.
public final class CoreComposition implements AutoCloseable {
    /// Of this program; the helper's must be the same.
    public static final String VERSION = "2.0.0";

    private final Map<String, String> environment;
    private final Clock clock;
    private final BooleanSupplier hasTerminal;
    private final MachineDetection detected;
    private final ProcessRunner processes = new SystemProcessRunner();
    private final AssistantParts assistant = new AssistantParts(this);

    private final Lazy<Catalogue> catalogue;
    private final Lazy<MachineCatalogue> machineCatalogue = Lazy.of(this::makeMachineCatalogue);
    private final Lazy<FileWatch> watch = Lazy.of(FileWatch::new);
    private final Lazy<NixTools> nix = Lazy.of(this::makeNix);
    private final Lazy<Machine> machine = Lazy.of(this::makeMachine);
    private final Lazy<AuditLog> auditLog = Lazy.of(this::makeAuditLog);
    private final Lazy<ChangePipeline> pipeline = Lazy.of(this::makePipeline);
    private final Lazy<HelperClient> helper = Lazy.of(this::makeHelper);
    private final Lazy<SubmitChange> submitChange = Lazy.of(this::makeSubmitChange);

    /// The core for the machine this runs on, or this person's practice machine, with the index of this machine
    /// where one was built, else with the catalogue that comes with the program. For a program with a window, whose
    /// person does not look at a terminal.
    public static CoreComposition of(Map<String, String> environment) {
        return onTerminal(environment, () -> false);
    }

    /// The same for a program on the command line.
    ///
    /// @param hasTerminal whether there is a terminal on which polkit may ask for a password
    public static CoreComposition onTerminal(Map<String, String> environment, BooleanSupplier hasTerminal) {
        return new CoreComposition(environment, Clock.systemUTC(), Optional.empty(), hasTerminal);
    }

    /// @param environment of this process; nothing reads `System.getenv` behind it
    /// @param catalogue what exists on this machine, loaded when first needed
    public CoreComposition(Map<String, String> environment, Clock clock, Supplier<Catalogue> catalogue) {
        this(environment, clock, Optional.of(catalogue), () -> false);
    }

    private CoreComposition(
            Map<String, String> environment,
            Clock clock,
            Optional<Supplier<Catalogue>> catalogue,
            BooleanSupplier hasTerminal) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.hasTerminal = hasTerminal;
        this.detected = MachineDetection.of(environment);
        this.catalogue = Lazy.of(catalogue.orElse(this::machineCatalogue));
    }

    public Map<String, String> environment() {
        return environment;
    }

    public Clock clock() {
        return clock;
    }

    public ProcessRunner processes() {
        return processes;
    }

    public FileWatch watch() {
        return watch.get();
    }

    public HelperPaths paths() {
        return detected.paths();
    }

    /// Where this person's proposals, memory and sessions are: `AGNTOS_STATE_DIR`, else `$XDG_STATE_HOME/agntos`, else
    /// `~/.local/state/agntos`.
    public Path stateDirectory() {
        String own = environment.getOrDefault("AGNTOS_STATE_DIR", "");
        String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        Path directory = !own.isEmpty()
                ? Path.of(own)
                : (xdg.isEmpty() ? Path.of(home, ".local", "state") : Path.of(xdg)).resolve("agntos");
        return directory.toAbsolutePath().normalize();
    }

    /// Where this person's settings are: `$XDG_CONFIG_HOME/agntos`, else `~/.config/agntos`.
    public Path configDirectory() {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return (xdg.isEmpty() ? Path.of(home, ".config") : Path.of(xdg)).resolve("agntos");
    }

    public Catalogue catalogue() {
        return catalogue.get();
    }

    /// Where this person's caches are: `$XDG_CACHE_HOME/agntos`, else `~/.cache/agntos`.
    public Path cacheDirectory() {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (xdg.isEmpty() ? Path.of(home, ".cache") : Path.of(xdg)).resolve("agntos");
    }

    /// Where the index of this machine is.
    public IndexFolder index() {
        return new IndexFolder(
                cacheDirectory().resolve("index"), cacheDirectory().resolve("native"), clock);
    }

    /// The index of this machine as something that can be built anew.
    public MachineCatalogue machineCatalogue() {
        return machineCatalogue.get();
    }

    private MachineCatalogue makeMachineCatalogue() {
        Path lists = cacheDirectory().resolve("lists");
        return new MachineCatalogue(
                index(), new NixosSources(processes, environment, Path.of("/"), lists), StarterCatalogue.load());
    }

    /// What is set on this machine, and where.
    public Settings settings() {
        return new Settings(tree(), ownConfiguration());
    }

    /// The folder of the flake that this machine is built from; empty if it is built from none, or nobody has said yet.
    Optional<Path> flakeFolder() {
        return detected instanceof MachineDetection.Nixos(var _, var _, MachineSetup.Ready(var config))
                        && config.source() instanceof MachineConfig.Source.Flake flake
                ? Optional.of(flake.folder())
                : Optional.empty();
    }

    private OwnConfiguration ownConfiguration() {
        return switch (detected) {
            case MachineDetection.Practice _ -> OwnConfiguration.none();
            case MachineDetection.Nixos(var _, var _, MachineSetup.Ready(var config))
            when config.source() instanceof MachineConfig.Source.Flake flake -> OwnConfiguration.in(flake.folder());
            case MachineDetection.Nixos _ -> OwnConfiguration.in(Path.of("/etc/nixos"));
        };
    }

    public NixTools nix() {
        return nix.get();
    }

    private NixTools makeNix() {
        return new NixTools(processes, environment, paths().machineRoot());
    }

    public Machine machine() {
        return machine.get();
    }

    private Machine makeMachine() {
        return detected.machine(nix(), catalogue::get);
    }

    public ConfigTree tree() {
        return new ConfigTree(paths().config());
    }

    public AuditLog auditLog() {
        return auditLog.get();
    }

    private AuditLog makeAuditLog() {
        return new JsonlAuditLog(paths(), tree(), watch());
    }

    private ChangePipeline makePipeline() {
        Verifier verifier =
                new Verifier(CheckedMachine.of(machine(), nix(), processes, environment), nix(), catalogue::get);
        ChangePipeline.Store store = new ChangePipeline.Store(stateDirectory().resolve("proposals"), watch());
        return new ChangePipeline(machine(), catalogue::get, verifier, store, clock);
    }

    public Proposals proposals() {
        return pipeline.get().proposals();
    }

    public ProposeChange proposeChange() {
        return pipeline.get().proposeChange();
    }

    private HelperClient makeHelper() {
        return switch (detected) {
            case MachineDetection.Practice _ ->
                HelperClient.practice(processes, HelperProgram.of(System.getProperties(), environment));
            case MachineDetection.Nixos _ -> HelperClient.real(processes, hasTerminal, environment);
        };
    }

    /// For commands that only read: what a killed helper left is put right before they look.
    public PendingRecovery recovery() {
        return new PendingRecovery(paths(), helper.get());
    }

    public SubmitChange submitChange() {
        return submitChange.get();
    }

    private SubmitChange makeSubmitChange() {
        return new SubmitThroughHelper(
                machine(), pipeline.get().proposals(), proposeChange(), auditLog(), helper.get());
    }

    /// Looks at everything; each part that can be looked at has an examination here.
    public Doctor doctor() {
        List<Examination> examinations = new ArrayList<>();
        examinations.add(new MachineExamination(machine()));
        if (detected instanceof MachineDetection.Nixos(HelperPaths system, var _, MachineSetup.Ready(var config))) {
            examinations.add(new WiringExamination(config.source(), system.config(), Path.of("/etc/nixos")));
        }
        if (detected instanceof MachineDetection.Nixos) {
            examinations.add(PolkitExamination.of(processes, environment));
        }
        examinations.add(
                new HelperExamination(processes, HelperProgram.of(System.getProperties(), environment), VERSION));
        boolean isPractice = detected instanceof MachineDetection.Practice;
        examinations.add(new SystemExamination(
                processes,
                isPractice ? SystemExamination.practice(paths().machineRoot()) : SystemExamination.NIXOS,
                Path.of("/run/systemd/system")));
        return new Doctor(examinations);
    }

    public Memory memory() {
        return assistant.memory();
    }

    public Inspection inspection() {
        return assistant.inspection();
    }

    /// The grammar behind the built-in planner, for commands that need a change and no conversation.
    public RequestPlanner planner() {
        return assistant.planner();
    }

    public ToolGate toolGate() {
        return assistant.gate();
    }

    /// What was done outside of Nix.
    public EffectLedger effects() {
        return assistant.effects();
    }

    public TieredPolicy policy() {
        return assistant.policy();
    }

    /// What the person allowed for ever.
    public GrantStore grants() {
        return assistant.grants();
    }

    public BoundedFileReader fileReader() {
        return assistant.fileReader();
    }

    /// Who answers what, and what is known of them.
    public ModelParts models() {
        return assistant.models();
    }

    /// The conversations as they lie on the disk.
    public SessionStore sessions() {
        return assistant.sessions();
    }

    public Conversations conversations() {
        return assistant.conversations();
    }

    @Override
    public void close() {
        assistant.close();
        watch.ifMade(FileWatch::close);
    }
}
