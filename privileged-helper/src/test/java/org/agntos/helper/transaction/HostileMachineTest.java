package org.agntos.helper.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agntos.helper.NixHere;
import org.agntos.helper.PracticeFixture;
import org.agntos.helper.protocol.Changes;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Phase;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A machine on which somebody has planted something: nothing is followed, nothing is waited for, and nothing
/// outside of the tree is touched.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileMachineTest {
    private static final TreePath HTOP = new TreePath("packages/htop.nix");

    @TempDir
    Path data;

    private PracticeFixture machine;
    private Map<String, String> environment;
    private Path victim;
    private Path file;
    private String entry;

    enum Plant {
        LINK,
        DANGLING_LINK,
        HARD_LINK,
        FIFO,
        FOLDER,
        SOCKET,
        DEVICE,
        FOLDER_LINK
    }

    enum Order {
        WRITE,
        DELETE,
        UNDO
    }

    @BeforeEach
    void layDown() throws IOException {
        machine = new PracticeFixture(data.toRealPath());
        environment = machine.environment();
        environment.put(NixHere.SWITCH, "none");
        victim =
                Files.writeString(Files.createDirectory(data.resolve("outside")).resolve("htop.nix"), "precious");
        file = machine.paths().config().resolve("packages/htop.nix");
        run(machine.install("htop"));
        entry = machine.lastEntry().path("id").asText();
    }

    private HelperEvent run(HelperRequest request) throws IOException {
        return run(request, _ -> {});
    }

    private HelperEvent run(HelperRequest request, Consumer<HelperEvent> events) throws IOException {
        return machine.run(environment, request, events);
    }

    private HelperRequest request(Order order) throws IOException {
        return switch (order) {
            case WRITE -> machine.apply(Map.of(HTOP.value(), "{ } # new\n"), Set.of());
            case DELETE -> machine.apply(Map.of(), Set.of(HTOP.value()));
            case UNDO -> {
                Changes done = Changes.parse(machine.lastEntry().path("changes"));
                Changes back = Changes.restoring(done.before(), done.after());
                yield new HelperRequest.Undo(entry, back.digest(), PracticeFixture.REASON);
            }
        };
    }

    private void plant(Plant plant) throws IOException {
        Path kept = data.resolve("kept");
        Files.createDirectories(kept);
        if (plant == Plant.FOLDER_LINK) {
            Files.move(file.getParent(), kept.resolve("packages"));
            Files.createSymbolicLink(file.getParent(), victim.getParent());
            return;
        }
        Files.move(file, kept.resolve("htop.nix"));
        switch (plant) {
            case LINK -> Files.createSymbolicLink(file, victim);
            case DANGLING_LINK -> Files.createSymbolicLink(file, data.resolve("nowhere"));
            case HARD_LINK -> Files.createLink(file, victim);
            case FIFO -> program("mkfifo", file.toString());
            case FOLDER -> Files.createDirectory(file);
            case SOCKET -> {
                try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                    socket.bind(UnixDomainSocketAddress.of(Path.of("/proc/self/cwd")
                            .toRealPath()
                            .relativize(file)
                            .toString()));
                }
            }
            case DEVICE -> program("mknod", file.toString(), "c", "1", "5");
            case FOLDER_LINK -> throw new AssertionError();
        }
    }

    private static void program(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            org.junit.jupiter.api.Assumptions.assumeTrue(process.exitValue() == 0, command[0] + " needs more rights");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void remove(Plant plant) throws IOException {
        if (plant == Plant.FOLDER_LINK) {
            Files.delete(file.getParent());
            Files.move(data.resolve("kept/packages"), file.getParent());
        } else {
            Files.delete(file);
            Files.move(data.resolve("kept/htop.nix"), file);
        }
    }

    private void assertVictimIsWhole() {
        assertThat(victim).hasContent("precious");
        assertThat(victim.getParent()).isDirectoryContaining(found -> found.equals(victim));
        assertThat(data.resolve("nowhere")).doesNotExist();
    }

    static Stream<Arguments> plantsAndOrders() {
        return Stream.of(Plant.values())
                .flatMap(plant -> Stream.of(Order.values()).map(order -> Arguments.of(plant, order)));
    }

    @ParameterizedTest
    @MethodSource("plantsAndOrders")
    void whatIsPlantedIsRefusedAndRecorded(Plant plant, Order order) throws IOException {
        SortedMap<String, String> before = machine.tree();
        HelperRequest request = request(order);
        plant(plant);

        HelperEvent last = run(request);

        assertThat(last)
                .isInstanceOfSatisfying(
                        HelperEvent.Failed.class,
                        failed ->
                                assertThat(failed.reason()).isIn(HelperEvent.Reason.REFUSED, HelperEvent.Reason.STALE));
        assertVictimIsWhole();
        assertThat(machine.lastEntry().path("result").path("status").asText()).isEqualTo("Refused");
        remove(plant);
        assertThat(machine.tree()).isEqualTo(before);
        machine.assertChainIsWhole();
        machine.assertNothingIsLeftOver();
        assertThat(run(request)).isInstanceOf(HelperEvent.Done.class);
    }

    static Stream<Arguments> plantsAndPhases() {
        List<Phase> phases =
                List.of(Phase.JOURNAL, Phase.SNAPSHOT, Phase.WRITE, Phase.REBUILD, Phase.ACTIVATE, Phase.HEALTH);
        return Stream.of(Plant.LINK, Plant.HARD_LINK, Plant.FIFO, Plant.FOLDER_LINK)
                .flatMap(plant -> phases.stream().map(phase -> Arguments.of(plant, phase)));
    }

    /// Between check and write, or later: what is outside stays as it is, and when the plant is gone the next
    /// helper brings the machine to before or after.
    @ParameterizedTest
    @MethodSource("plantsAndPhases")
    void whatIsPlantedMidwayLeadsNowhere(Plant plant, Phase phase) throws IOException {
        SortedMap<String, String> before = machine.tree();
        HelperRequest request = request(Order.WRITE);
        List<IOException> trouble = new ArrayList<>();

        run(request, event -> {
            if (event.equals(new HelperEvent.PhaseStarted(phase))) {
                try {
                    plant(plant);
                } catch (IOException e) {
                    trouble.add(e);
                }
            }
        });

        assertThat(trouble).isEmpty();
        assertVictimIsWhole();
        if (Files.exists(data.resolve("kept/htop.nix")) && isPlanted()) {
            Files.delete(file);
            Files.move(data.resolve("kept/htop.nix"), file);
        } else if (Files.isSymbolicLink(file.getParent())) {
            remove(Plant.FOLDER_LINK);
        }
        assertThat(run(new HelperRequest.Recover())).isInstanceOf(HelperEvent.Done.class);
        assertThat(machine.tree()).as("%s at %s", plant, phase).isIn(before, Map.of(HTOP.value(), "{ } # new\n"));
        machine.assertChainIsWhole();
        machine.assertNothingIsLeftOver();
    }

    private boolean isPlanted() throws IOException {
        return !Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                || (Integer) Files.getAttribute(file, "unix:nlink") > 1;
    }

    /// What stands for a former content but is not it.
    enum Forgery {
        GONE,
        OTHER_CONTENT,
        LINK,
        FIFO,
        FOLDER
    }

    @ParameterizedTest
    @EnumSource
    void formerContentThatIsNotWhatItsNameSaysIsNotRestored(Forgery forgery) throws IOException {
        run(request(Order.WRITE));
        entry = machine.lastEntry().path("id").asText();
        HelperRequest undo = request(Order.UNDO);
        SortedMap<String, String> before = machine.tree();
        Path snapshot = machine.paths().snapshot(Sha256.of(PracticeFixture.packageModule("htop")));
        Files.delete(snapshot);
        switch (forgery) {
            case GONE -> {}
            case OTHER_CONTENT -> Files.writeString(snapshot, "{ evil = true; }");
            case LINK -> Files.createSymbolicLink(snapshot, victim);
            case FIFO -> program("mkfifo", snapshot.toString());
            case FOLDER -> Files.createDirectory(snapshot);
        }

        assertThat(run(undo)).isInstanceOf(HelperEvent.Failed.class);

        assertThat(machine.tree()).isEqualTo(before);
        assertThat(machine.lastEntry().path("result").path("status").asText()).isEqualTo("Refused");
        assertVictimIsWhole();
    }

    @ParameterizedTest
    @EnumSource
    void oldApprovalIsNoApprovalOfWhatIsThereNow(Order order) throws IOException {
        HelperRequest approved = request(order);
        run(machine.apply(Map.of(HTOP.value(), "{ } # meanwhile\n"), Set.of()));
        SortedMap<String, String> before = machine.tree();

        assertThat(run(approved))
                .isInstanceOfSatisfying(
                        HelperEvent.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(HelperEvent.Reason.STALE));

        assertThat(machine.tree()).isEqualTo(before);
        assertThat(machine.lastEntry().path("result").path("status").asText()).isEqualTo("Refused");
    }

    @org.junit.jupiter.api.Test
    void digestOfOtherContentIsRefused() throws IOException {
        HelperRequest.Apply approved = (HelperRequest.Apply) request(Order.WRITE);
        FileChanges other = FileChanges.of(
                Map.of(HTOP, "{ evil = true; }\n"), Set.of(), approved.files().base());

        HelperEvent last =
                run(new HelperRequest.Apply("p-1", other, approved.digest(), Optional.empty(), PracticeFixture.REASON));

        assertThat(last)
                .isInstanceOfSatisfying(
                        HelperEvent.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(HelperEvent.Reason.DIGEST));
        assertThat(machine.tree()).doesNotContainValue("{ evil = true; }\n");
    }

    @org.junit.jupiter.api.Test
    void contentThatIsNotTextCanBeUndone() throws IOException {
        byte[] old = {'{', ' ', '}', ' ', '#', (byte) 0xff, '\n'};
        Files.write(file, old);
        run(request(Order.WRITE));
        entry = machine.lastEntry().path("id").asText();

        assertThat(run(request(Order.UNDO))).isInstanceOf(HelperEvent.Done.class);

        assertThat(file).hasBinaryContent(old);
    }

    @org.junit.jupiter.api.Test
    void policyIsEnforcedAndItsRefusalRecorded() throws IOException {
        SortedMap<String, String> before = machine.tree();

        HelperEvent last =
                run(machine.apply(Map.of("options/x.nix", "{ networking.firewall.enable = false; }\n"), Set.of()));

        assertThat(last).isInstanceOfSatisfying(HelperEvent.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(HelperEvent.Reason.REFUSED);
            assertThat(failed.message()).contains("firewall");
        });
        assertThat(machine.tree()).isEqualTo(before);
        assertThat(machine.lastEntry().path("result").path("status").asText()).isEqualTo("Refused");
    }
}
