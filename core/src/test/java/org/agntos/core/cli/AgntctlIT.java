package org.agntos.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agntos.core.cli.Ctl.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way on the command line, each command a process of its own, on a practice machine that starts empty.
class AgntctlIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path home;

    private Ctl ctl;

    @BeforeEach
    void startFromAnEmptyHome() {
        ctl = ctl(home);
    }

    Ctl ctl(Path home) {
        return new Ctl(home);
    }

    /// For what does not depend on Nix, which takes its time.
    void spareNix() {
        ctl.with("AGNTOS_NIX", "none");
    }

    private Path tree() {
        return home.resolve(".local/share/agntos/practice/etc/agntos");
    }

    private Path log() {
        return home.resolve(".local/share/agntos/practice/var/log/agntos/audit.jsonl");
    }

    private Path proposalFile(String id) {
        return home.resolve(".local/state/agntos/proposals/" + id + ".json");
    }

    /// Every managed file with its text.
    private SortedMap<String, String> files() throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(tree())) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".nix")).toList()) {
                files.put(tree().relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    private String propose(String description) throws IOException, InterruptedException {
        return ctl.run("propose", description, "--json")
                .hasStatus(0)
                .json()
                .path("id")
                .asText();
    }

    private String apply(String description) throws IOException, InterruptedException {
        ctl.run("apply", propose(description), "--yes").hasStatus(0);
        return ctl.run("audit", "list", "--limit", "1", "--json")
                .hasStatus(0)
                .json()
                .path(0)
                .path("id")
                .asText();
    }

    void needsNix() {
        boolean hasNix = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "nix-instantiate")));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(hasNix).as("Nix is installed").isTrue();
        }
        assumeTrue(hasNix, "Nix is not installed here");
    }

    @Test
    void aRequestIsProposedAppliedExplainedAndUndone() throws IOException, InterruptedException {
        needsNix();
        JsonNode proposal =
                ctl.run("propose", "install htop", "--json").hasStatus(0).json();
        assertThat(proposal.path("verification"))
                .extracting(stage -> stage.path("stage").asText() + " "
                        + stage.path("result").asText())
                .containsExactly("syntax passed", "grounded passed", "evaluated passed", "planned passed");
        SortedMap<String, String> before = files();

        String id = proposal.path("id").asText();
        assertThat(ctl.run("apply", id, "--json").hasStatus(3).errorCode()).isEqualTo("needs_approval");
        Ended applied = ctl.run("apply", id, "--yes", "--json").hasStatus(0);
        assertThat(applied.output().lines().map(AgntctlIT::event))
                .startsWith("hello")
                .contains("phase")
                .endsWith("done");
        assertThat(files()).containsOnlyKeys("packages/htop.nix");

        JsonNode entry = ctl.run("audit", "list", "--json").hasStatus(0).json().path(0);
        assertThat(entry.path("prompt").asText()).isEqualTo("install htop");
        String entryId = entry.path("id").asText();

        JsonNode why = ctl.run("audit", "why", "htop", "--json").hasStatus(0).json();
        assertThat(why.path("present").asBoolean()).isTrue();
        assertThat(why.path("because").path(0).path("id").asText()).isEqualTo(entryId);
        assertThat(why.path("declared_in").path(0).asText()).isEqualTo("packages/htop.nix");

        JsonNode generations =
                ctl.run("rollback", "list", "--json").hasStatus(0).json();
        assertThat(generations.path(0).path("current").asBoolean()).isTrue();
        assertThat(generations.path(0).path("change").path("audit_id").asText()).isEqualTo(entryId);
        assertThat(generations.path(1).path("change").isNull()).isTrue();

        ctl.run("rollback", "undo", entryId, "--yes").hasStatus(0);
        assertThat(files()).isEqualTo(before);
        assertThat(ctl.run("audit", "verify", "--json").hasStatus(0).json())
                .isEqualTo(MAPPER.createObjectNode()
                        .put("ok", true)
                        .put("entries", 2)
                        .putNull("first_bad"));

        ctl.run("rollback", "--generation", "2", "--yes").hasStatus(0);
        assertThat(files()).containsOnlyKeys("packages/htop.nix");
    }

    private static String event(String line) {
        try {
            return MAPPER.readTree(line).path("event").asText();
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    @Test
    void everyWayToTamperWithTheRecordIsNoticed() throws IOException, InterruptedException {
        spareNix();
        apply("install htop");
        apply("install git");
        apply("enable ssh");
        byte[] whole = Files.readAllBytes(log());
        List<String> lines = Files.readAllLines(log());
        assertThat(lines).hasSize(3);

        for (int line = 0; line < 3; line++) {
            List<String> changed = new ArrayList<>(lines);
            String text = lines.get(line);
            int middle = text.indexOf("Success");
            changed.set(line, text.substring(0, middle) + "s" + text.substring(middle + 1));
            expectBadLine(changed, line + 1);
        }
        expectBadLine(lines.subList(1, 3), 1);
        expectBadLine(lines.subList(0, 2), 3);
        expectBadLine(List.of(lines.get(0), lines.get(2)), 2);
        expectBadLine(List.of(lines.get(0), lines.get(1), lines.get(1), lines.get(2)), 3);
        List<String> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, 1, 2);
        expectBadLine(swapped, 2);
        expectBadLine(List.of(), 1);

        Files.write(log(), whole);
        ctl.run("audit", "verify").hasStatus(0);
    }

    private void expectBadLine(List<String> lines, int number) throws IOException, InterruptedException {
        Files.writeString(log(), lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
        JsonNode report = ctl.run("audit", "verify", "--json").hasStatus(1).json();

        assertThat(report.path("ok").asBoolean()).isFalse();
        assertThat(report.path("first_bad").path("line").asInt())
                .as(report + " for " + lines.size() + " lines")
                .isEqualTo(number);
    }

    @Test
    void badInputIsNamedAndChangesNothing() throws IOException, InterruptedException {
        spareNix();
        apply("install git");
        SortedMap<String, String> before = files();

        assertThat(ctl.run("apply", "p-123", "--yes", "--json").hasStatus(5).errorCode())
                .isEqualTo("not_found");
        assertThat(ctl.run("apply", "../../etc/passwd", "--yes", "--json")
                        .hasStatus(5)
                        .errorCode())
                .isEqualTo("not_found");
        assertThat(ctl.run("rollback", "undo", "a-123", "--yes", "--json")
                        .hasStatus(5)
                        .errorCode())
                .isEqualTo("not_found");
        assertThat(ctl.run("rollback", "--generation", "99", "--yes", "--json")
                        .hasStatus(5)
                        .errorCode())
                .isEqualTo("not_found");
        assertThat(ctl.run("audit", "show", "a-123", "--json").hasStatus(5).errorCode())
                .isEqualTo("not_found");
        assertThat(ctl.run("fly", "--json").hasStatus(2).errorCode()).isEqualTo("usage");
        assertThat(ctl.run("audit", "list", "--limit", "many", "--json")
                        .hasStatus(2)
                        .errorCode())
                .isEqualTo("usage");
        assertThat(ctl.run("propose", "disable the firewall", "--json")
                        .hasStatus(3)
                        .errorCode())
                .isEqualTo("denied");
        assertThat(ctl.run("propose", "--option", "networking.firewall.enable=false", "--json")
                        .hasStatus(3)
                        .errorCode())
                .isEqualTo("denied");
        ctl.run("propose", "--package", "nosuchthing", "--json").hasStatus(4);
        ctl.run("propose", "--option", "services.nosuch.enable=true", "--json").hasStatus(4);
        ctl.run("propose", "florble the wug", "--json").hasStatus(2);
        ctl.run("propose", "sing me a song", "--json").hasStatus(3);

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aBrokenOrForeignProposalIsNotApplied() throws IOException, InterruptedException {
        spareNix();
        String id = propose("install htop");
        String text = Files.readString(proposalFile(id));

        Files.writeString(proposalFile(id), text.substring(0, text.length() / 2));
        assertThat(ctl.run("apply", id, "--yes", "--json").hasStatus(1).errorCode())
                .isEqualTo("broken_proposal");

        Files.write(proposalFile(id), new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}'});
        assertThat(ctl.run("apply", id, "--yes", "--json").hasStatus(1).errorCode())
                .isEqualTo("broken_proposal");

        Files.writeString(proposalFile(id), "{\"id\":\"" + id + "\",\"x\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}");
        assertThat(ctl.run("apply", id, "--yes", "--json").hasStatus(1).errorCode())
                .isEqualTo("broken_proposal");

        for (String path : List.of("../../outside.nix", "/etc/outside.nix", "packages/../../x.nix")) {
            Files.writeString(proposalFile(id), withPath(text, path));
            ctl.run("apply", id, "--yes", "--json").hasStatus(1);
        }
        Files.writeString(proposalFile(id), text.replace("pkgs.htop", "pkgs.evil"));
        assertThat(ctl.run("apply", id, "--yes", "--json").status()).isNotZero();
        assertThat(files()).isEmpty();
    }

    private static String withPath(String proposal, String path) throws IOException {
        ObjectNode node = (ObjectNode) MAPPER.readTree(proposal);
        node.putArray("files_to_write").addArray().add(path).add("{ }");
        node.putObject("base").putNull(path);
        return node.toString();
    }

    @Test
    void aStaleProposalIsNotAppliedUntilItIsVerifiedAgain() throws IOException, InterruptedException {
        spareNix();
        String id = propose("install htop");
        Path file = tree().resolve("packages/htop.nix");
        Files.writeString(file, "{ }\n");

        assertThat(ctl.run("apply", id, "--yes", "--json").hasStatus(1).errorCode())
                .isEqualTo("stale");
        assertThat(file).hasContent("{ }");
    }

    @Test
    void aLinkInTheTreeIsNotFollowed() throws IOException, InterruptedException {
        spareNix();
        String id = propose("install htop");
        Path outside = Files.writeString(home.resolve("outside.nix"), "mine");
        Files.createSymbolicLink(tree().resolve("packages/htop.nix"), outside);

        assertThat(ctl.run("apply", id, "--yes").status()).isNotZero();
        assertThat(outside).hasContent("mine");
    }

    @Test
    void aModuleThatIsTooLargeOrNoTextIsRefused() throws IOException, InterruptedException {
        spareNix();
        Path large = Files.writeString(home.resolve("large.nix"), "#".repeat(5 * 1024 * 1024));
        Path binary = Files.write(home.resolve("binary.nix"), new byte[] {(byte) 0xC3, (byte) 0x28});

        assertThat(ctl.run("propose", "--file", large.toString(), "--json")
                        .hasStatus(1)
                        .errorCode())
                .isEqualTo("bad_file");
        assertThat(ctl.run("propose", "--file", binary.toString(), "--json")
                        .hasStatus(1)
                        .errorCode())
                .isEqualTo("bad_file");
        assertThat(ctl.run("propose", "--file", home + "/none.nix", "--json")
                        .hasStatus(5)
                        .errorCode())
                .isEqualTo("not_found");
    }

    @Test
    void asking() throws IOException, InterruptedException {
        spareNix();
        Ended asked = ctl.run("ask", "please isntall htop", "--apply", "--yes").hasStatus(0);
        assertThat(asked.output()).contains("Install htop", "Proposal: p-", "practice", "Recorded as: a-");
        assertThat(files()).containsOnlyKeys("packages/htop.nix");

        assertThat(ctl.run("ask", "why is htop here?").hasStatus(0).output())
                .contains("packages/htop.nix", "please isntall htop");
        assertThat(ctl.run("ask", "undo").hasStatus(0).output()).contains("agntctl rollback undo a-");
        assertThat(ctl.run("ask", "what changed?", "--json")
                        .hasStatus(0)
                        .output()
                        .lines()
                        .map(AgntctlIT::event))
                .startsWith("turn_started")
                .endsWith("turn_finished");
    }

    @Test
    void theSpellingsOfAgntos1StillWork() throws IOException, InterruptedException {
        spareNix();
        Ended proposed = ctl.run("propose", "install htop", "--prompt", "I like tops", "--rationale", "to see load");
        assertThat(proposed.hasStatus(0).output())
                .contains("Proposal: p-", "Summary:", "Rollback:", "agntctl apply p-");
        assertThat(ctl.run("inspect", "mem").hasStatus(0).output()).contains("Total:");
        assertThat(ctl.run("inspect").hasStatus(0).output()).contains("Hostname");
        assertThat(ctl.run("memory", "show").hasStatus(0).output()).contains("MEMORY");
        assertThat(ctl.run("audit", "list").hasStatus(0).output()).contains("Recent audit");
        assertThat(ctl.run("rollback", "list").hasStatus(0).output()).contains("No NixOS generations found");
        assertThat(ctl.run("rollback", "apply").hasStatus(5).messages()).contains("Error:");
        assertThat(ctl.run("propose", "install git", "--dry-run").hasStatus(0).output())
                .contains("DRY RUN");
        assertThat(ctl.run("memory", "add", "user", "--content", "I like tea")
                        .hasStatus(0)
                        .output())
                .contains("- I like tea");
        assertThat(ctl.run("read", home + "/.ssh/id_rsa").status()).isEqualTo(5);

        String entry = apply("enable ssh");
        ctl.run("rollback", "undo", "--undo-id", entry, "--yes").hasStatus(0);
    }
}
