package org.agntos.core.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.agntos.core.Subscription;
import org.agntos.core.files.FileWatch;
import org.agntos.core.machine.ConfigTree;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the store promises: nothing is lost, nothing broken is believed, two writers do not disturb each other.
class StoredProposalsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123456789Z");
    private static final TreePath HTOP = new TreePath("packages/htop.nix");
    private static final TreePath GIT = new TreePath("packages/git.nix");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    Path directory;

    private Path store;
    private Path tree;
    private FileWatch watch;
    private ProposalFiles files;
    private StoredProposals proposals;

    @BeforeEach
    void open() throws IOException {
        store = directory.resolve("state/proposals");
        tree = directory.resolve("tree");
        Files.createDirectories(tree.resolve("packages"));
        watch = new FileWatch();
        files = new ProposalFiles(store, directory.resolve("etc/proposals"), watch);
        proposals = new StoredProposals(files, new ConfigTree(tree), StoredProposalsTest::verified);
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private static Verification verified(FileChanges changes) {
        Evidence evidence = new Evidence("a test", changes.digest(), "ok", 1);
        Problem problem = new Problem("packages/htop.nix", 1, 2, "message", "explanation", List.of("one", "two"));
        return new Verification(
                List.of(
                        new StageOutcome(Stage.SYNTAX, new StageResult.Passed(), evidence),
                        new StageOutcome(Stage.GROUNDED, new StageResult.Warned(List.of(problem)), evidence),
                        new StageOutcome(Stage.EVALUATED, new StageResult.Skipped("not here"), evidence)),
                List.of("Package added: htop"),
                new Risk(Risk.Level.MEDIUM, List.of("a reason")));
    }

    private Proposal add(Map<TreePath, String> writes, Set<TreePath> deletes) throws IOException {
        FileChanges changes = TreeBase.of(new ConfigTree(tree), writes, deletes);
        Verification verification = verified(changes);
        return files.add(
                NOW,
                id -> new Proposal(
                        id,
                        NOW,
                        "s-1",
                        "Install package: htop",
                        "because ä",
                        "installiere htop \"jetzt\"",
                        "practice",
                        changes,
                        verification.stages(),
                        verification.plan(),
                        verification.risk(),
                        "guidance",
                        ProposalStatus.OPEN,
                        Map.of()));
    }

    private Proposal add() throws IOException {
        return add(Map.of(HTOP, "{ } # ünïcode\n"), Set.of());
    }

    private Path file(Proposal proposal) {
        return store.resolve(proposal.id() + ".json");
    }

    private String broken(ProposalId id) {
        Proposals.Lookup lookup = proposals.find(id);
        assertThat(lookup).isInstanceOf(Proposals.Lookup.Broken.class);
        return ((Proposals.Lookup.Broken) lookup).reason();
    }

    @Test
    void whatIsStoredIsFoundAgainWhole() throws IOException {
        Proposal proposal = add(Map.of(HTOP, "{ }\n"), Set.of(GIT));
        assertThat(proposals.find(proposal.id())).isEqualTo(new Proposals.Lookup.Found(proposal));
        assertThat(proposals.all()).containsExactly(proposal);
        assertThat(proposal.id().value()).isEqualTo("p-" + Long.toHexString(1_795_168_800_123_456_789L));
    }

    @Test
    void findingsKeepTheirFixAndWhatNixSaid() throws IOException {
        Problem problem = new Problem(
                "packages/htop.nix",
                1,
                2,
                "message",
                "explanation",
                List.of("a"),
                new Fix("Do it.", Map.of(HTOP, "{ }\n"), Set.of(GIT)),
                "error: all of it\n  at x");
        Proposal stored = add();
        Proposal failed = files.update(
                        stored,
                        seen -> new Proposal(
                                seen.id(),
                                seen.createdAt(),
                                seen.sessionId(),
                                seen.summary(),
                                seen.rationale(),
                                seen.prompt(),
                                seen.machine(),
                                seen.files(),
                                List.of(new StageOutcome(
                                        Stage.EVALUATED,
                                        new StageResult.Failed(List.of(problem)),
                                        seen.verification().getFirst().evidence())),
                                seen.plan(),
                                seen.risk(),
                                seen.rollbackGuidance(),
                                seen.status(),
                                seen.extra()))
                .orElseThrow();
        assertThat(proposals.find(stored.id())).isEqualTo(new Proposals.Lookup.Found(failed));
    }

    @Test
    void proposalsOfAgntos1AreFoundWhereItKeptThemAndNeverWritten() throws IOException {
        Path former =
                Files.createDirectories(directory.resolve("etc/proposals")).resolve("p-18c0ffee.json");
        String text = """
                {"id": "p-18c0ffee", "summary": "Install htop", "nix_changes": "", "prompt": null,
                 "files_to_write": [["packages/htop.nix", "{ }"]], "rollback_guidance": ""}
                """;
        Files.writeString(former, text);
        assertThat(proposals.all()).extracting(Proposal::summary).containsExactly("Install htop");
        ProposalId id = ProposalId.parse("p-18c0ffee").orElseThrow();
        assertThat(proposals.verify(id)).isPresent();
        assertThat(proposals.discard(id)).isTrue();
        assertThat(proposals.all()).extracting(Proposal::status).containsExactly(ProposalStatus.DISCARDED);
        assertThat(Files.readString(former)).isEqualTo(text);
    }

    @Test
    void twoMadeInTheSameInstantHaveDifferentIds() throws IOException {
        Proposal first = add();
        Proposal second = add();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(proposals.all()).containsExactly(second, first);
    }

    @Test
    void onlyThePersonCanReadTheFile() throws IOException {
        assertThat(Files.getPosixFilePermissions(file(add()))).hasSize(2);
    }

    @Test
    void anEmptyStoreIsEmpty() {
        assertThat(proposals.all()).isEmpty();
        assertThat(proposals.unreadable()).isEmpty();
        assertThat(proposals.find(new ProposalId("p-1"))).isInstanceOf(Proposals.Lookup.NotFound.class);
        assertThat(proposals.discard(new ProposalId("p-1"))).isFalse();
        assertThat(proposals.verify(new ProposalId("p-1"))).isEmpty();
    }

    @Test
    void unknownFieldsSurviveARewrite() throws IOException {
        Proposal proposal = add();
        ObjectNode object = (ObjectNode) MAPPER.readTree(file(proposal).toFile());
        object.putObject("of_tomorrow").put("x", 1.5).putArray("y").add("z");
        Files.writeString(file(proposal), object.toPrettyString());
        assertThat(proposals.discard(proposal.id())).isTrue();
        ObjectNode after = (ObjectNode) MAPPER.readTree(file(proposal).toFile());
        assertThat(after.get("of_tomorrow")).isEqualTo(object.get("of_tomorrow"));
        assertThat(after.get("status").asText()).isEqualTo("discarded");
    }

    @Test
    void aFileOfAgntosOneIsReadWithDefaults() throws IOException {
        Files.createDirectories(store);
        ProposalId id = new ProposalId("p-18c0ffee00000000");
        Files.writeString(store.resolve(id + ".json"), """
                {"id":"p-18c0ffee00000000","summary":"Install htop","nix_changes":"…",
                 "files_to_write":[["packages/htop.nix","{ }"]],"files_to_delete":["packages/old.nix"],
                 "rollback_guidance":"…","prompt":null}
                """);
        Proposals.Lookup lookup = proposals.find(id);
        assertThat(lookup).isInstanceOf(Proposals.Lookup.Found.class);
        Proposal proposal = ((Proposals.Lookup.Found) lookup).proposal();
        assertThat(proposal.status()).isEqualTo(ProposalStatus.OPEN);
        assertThat(proposal.verification()).isEmpty();
        assertThat(proposal.createdAt())
                .isAfter(Instant.parse("2026-01-01T00:00:00Z").minusSeconds(1_000_000_000));
        Files.writeString(tree.resolve("packages/htop.nix"), "{ } # there already");
        assertThat(proposals.freshness(proposal)).isInstanceOf(Freshness.Stale.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "packages/htop.nix|../../etc/passwd|not a managed file",
                "packages/htop.nix|/etc/shadow.nix|not a managed file",
                "packages/htop.nix|packages/../../x.nix|not a managed file",
                "packages/htop.nix|custom.nix|not a managed file",
                "packages/htop.nix|packages/a\\u0000.nix|not a managed file",
                "\"schema\" : 2|\"schema\" : 99|newer AgntOS",
                "# ünïcode|# something else|digest does not belong",
                "\"status\" : \"open\"|\"status\" : \"opened\"|unknown status",
                "\"stage\" : \"syntax\"|\"stage\" : \"magic\"|unknown stage",
                "\"result\" : \"passed\"|\"result\" : \"great\"|unknown result",
                "\"level\" : \"medium\"|\"level\" : \"none\"|unknown risk",
                "\"summary\" : \"Install package: htop\"|\"summary\" : 5|is not a text",
                "\"id\" : \"p-|\"id\" : \"p-0|belongs to",
                "\"summary\"|\"id\" : \"p-1\",\"summary\"|not complete JSON",
                "\"created_at\" : \"2026|\"created_at\" : \"x2026|no date",
            })
    void whatCannotBeTrueIsBrokenWithItsReasonAndLeftAsItIs(String from, String to, String reason) throws IOException {
        Proposal proposal = add();
        String text = Files.readString(file(proposal)).replace(from, to);
        Files.writeString(file(proposal), text);
        assertThat(broken(proposal.id())).contains(reason);
        assertThat(proposals.all()).isEmpty();
        assertThat(proposals.unreadable()).hasSize(1);
        assertThat(proposals.discard(proposal.id())).isFalse();
        assertThat(proposals.verify(proposal.id())).isEmpty();
        assertThat(file(proposal)).hasContent(text);
    }

    @Test
    void aTruncatedFileIsBrokenAtEveryLength() throws IOException {
        Proposal proposal = add();
        byte[] whole = Files.readAllBytes(file(proposal));
        for (int length = 0; length < whole.length - 2; length += 7) {
            Files.write(file(proposal), Arrays.copyOf(whole, length));
            assertThat(proposals.find(proposal.id()))
                    .as("length " + length)
                    .isInstanceOf(Proposals.Lookup.Broken.class);
        }
    }

    @Test
    void otherFilesAreBrokenWithTheirReason() throws IOException {
        Files.createDirectories(store.resolve("p-5.json"));
        Files.write(store.resolve("p-1.json"), new byte[5 << 20]);
        Files.write(store.resolve("p-2.json"), new byte[] {'{', (byte) 0xff, '}'});
        Files.createSymbolicLink(store.resolve("p-3.json"), store.resolve("p-2.json"));
        Files.writeString(store.resolve("p-4.json"), "[]");
        Files.writeString(store.resolve("p-6.json"), "{\"id\":\"p-6\"}");
        Files.writeString(store.resolve("p-7.json"), "[".repeat(100_000));
        Files.writeString(store.resolve("readme.json"), "{}");
        assertThat(broken(new ProposalId("p-1"))).contains("larger than");
        assertThat(broken(new ProposalId("p-2"))).contains("not UTF-8");
        assertThat(broken(new ProposalId("p-3"))).contains("symbolic link");
        assertThat(broken(new ProposalId("p-4"))).contains("not a JSON object");
        assertThat(broken(new ProposalId("p-5"))).contains("not a regular file");
        assertThat(broken(new ProposalId("p-6"))).contains("changes no file");
        assertThat(broken(new ProposalId("p-7"))).contains("not complete JSON");
        assertThat(proposals.unreadable()).hasSize(8);
        assertThat(proposals.all()).isEmpty();
    }

    @Test
    void aChangedFileMakesItStaleAndVerifyingItFresh() throws IOException {
        Proposal proposal = add();
        assertThat(proposals.freshness(proposal)).isInstanceOf(Freshness.Fresh.class);
        Files.writeString(tree.resolve("packages/htop.nix"), "{ } # other\n");
        assertThat(proposals.freshness(proposal)).isEqualTo(new Freshness.Stale(List.of(HTOP)));
        assertThat(proposals.diff(proposal)).containsExactly(new FileDiff(HTOP, "{ } # other\n", "{ } # ünïcode\n"));
        Proposal again = proposals.verify(proposal.id()).orElseThrow();
        assertThat(again.files().base().get(HTOP)).contains(Sha256.of("{ } # other\n"));
        assertThat(proposals.freshness(again)).isInstanceOf(Freshness.Fresh.class);
    }

    @Test
    void editingChangesTheDigestAndDroppingTheLastFileIsRefused() throws IOException {
        Proposal proposal = add(Map.of(HTOP, "{ }", GIT, "{ }"), Set.of());
        Proposal edited = proposals
                .edit(proposal.id(), Map.of(HTOP, "{ a = 1; }"), Set.of(GIT))
                .orElseThrow();
        assertThat(edited.files().writes()).containsExactly(Map.entry(HTOP, "{ a = 1; }"));
        assertThat(edited.digest()).isNotEqualTo(proposal.digest());
        assertThat(proposals.edit(proposal.id(), Map.of(), Set.of(HTOP))).isEmpty();
        assertThat(proposals.find(proposal.id())).isEqualTo(new Proposals.Lookup.Found(edited));
    }

    @Test
    void onlyAnOpenProposalCanBeDecided() throws IOException {
        Proposal proposal = add();
        assertThat(proposals.markApplied(proposal.id(), Sha256.ZERO)).isFalse();
        assertThat(proposals.markApplied(proposal.id(), proposal.digest())).isTrue();
        assertThat(proposals.discard(proposal.id())).isFalse();
        assertThat(proposals.markApplied(proposal.id(), proposal.digest())).isFalse();
        assertThat(proposals.edit(proposal.id(), Map.of(HTOP, "x"), Set.of())).isEmpty();
    }

    @Test
    void ofManyWhoDecideAtOnceOneWins() throws Exception {
        Proposal proposal = add();
        List<Future<Boolean>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                results.add(threads.submit(() -> proposals.discard(proposal.id())));
            }
        }
        int winners = 0;
        for (Future<Boolean> result : results) {
            winners += result.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
        try (var left = Files.list(store)) {
            assertThat(left.map(path -> String.valueOf(path.getFileName())))
                    .containsExactlyInAnyOrder(".lock", proposal.id() + ".json");
        }
    }

    @Test
    void aChangeByAnybodyIsTold() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        try (Subscription subscription = proposals.onChange(told::countDown)) {
            assertThat(subscription).isNotNull();
            Files.createDirectories(store);
            Files.write(store.resolve("p-1.json"), "{}".getBytes(StandardCharsets.UTF_8));
            assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theStoredFormHasTheNamesOfTheContract() throws IOException {
        ObjectNode object = ProposalJson.write(add(Map.of(HTOP, "{ }\n"), Set.of(GIT)));
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "id",
                        "summary",
                        "nix_changes",
                        "files_to_write",
                        "files_to_delete",
                        "rollback_guidance",
                        "prompt",
                        "schema",
                        "created_at",
                        "session_id",
                        "rationale",
                        "machine",
                        "base",
                        "digest",
                        "verification",
                        "plan",
                        "risk",
                        "status");
        assertThat(object.at("/files_to_write/0/0").asText()).isEqualTo("packages/htop.nix");
        assertThat(object.at("/base/packages~1git.nix").isNull()).isTrue();
        assertThat(object.at("/verification/1/problems/0/suggestions/1").asText())
                .isEqualTo("two");
        assertThat(object.at("/verification/2/reason").asText()).isEqualTo("not here");
    }
}
