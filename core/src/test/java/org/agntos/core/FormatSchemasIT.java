package org.agntos.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.agntos.core.change.Cancellation;
import org.agntos.core.change.Draft;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposeChange;
import org.agntos.core.change.RequestContext;
import org.agntos.core.change.RequestWriter;
import org.agntos.core.change.SubmitChange;
import org.agntos.core.change.SubmitChange.Preview;
import org.agntos.core.nix.NixValue;
import org.agntos.helper.protocol.EventJson;
import org.agntos.helper.protocol.ExitCode;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the programs really write on the whole way of changes, held against the schemas of `docs/formats`.
class FormatSchemasIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HelperRequest.Reason REASON =
            new HelperRequest.Reason("Undo", Optional.of("please"), Optional.empty(), "user");

    @TempDir
    Path home;

    private CoreComposition core;
    private final List<String> events = new ArrayList<>();

    @BeforeEach
    void start() {
        core = CoreComposition.of(
                Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin", "LANG", "C.UTF-8", "AGNTOS_NIX", "none"));
    }

    @AfterEach
    void stop() {
        core.close();
    }

    private static Schema schema(String name) throws IOException {
        String text = Files.readString(Path.of("../docs/formats/" + name + ".schema.json"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
    }

    /// It fits, and with a field less or another it does not: so the schema says something.
    private static void fits(Schema schema, String json) throws IOException {
        assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
        ObjectNode object = (ObjectNode) MAPPER.readTree(json);
        for (String name : object.properties().stream().map(Map.Entry::getKey).toList()) {
            ObjectNode less = object.deepCopy();
            less.remove(name);
            boolean isOptional = name.equals("undoes");
            assertThat(schema.validate(less).isEmpty())
                    .as("without %s: %s", name, json)
                    .isEqualTo(isOptional);
            ObjectNode other = object.deepCopy();
            other.putObject(name).put("other", 0.5);
            assertThat(schema.validate(other))
                    .as("%s is another: %s", name, json)
                    .isNotEmpty();
        }
    }

    private Proposal propose(Draft draft) {
        ProposeChange.Outcome outcome =
                core.proposeChange().propose(draft, new RequestContext("", "because", "please do it", null));
        assertThat(outcome).isInstanceOf(ProposeChange.Outcome.Proposed.class);
        return ((ProposeChange.Outcome.Proposed) outcome).proposal();
    }

    private void keep(HelperEvent event) {
        events.add(EventJson.write(event));
    }

    private String applied(Proposal proposal) {
        SubmitChange.Outcome outcome =
                core.submitChange().apply(proposal.id(), proposal.digest(), new Cancellation(), this::keep);
        assertThat(outcome).isInstanceOf(SubmitChange.Outcome.Done.class);
        return ((SubmitChange.Outcome.Done) outcome).event().auditId().orElseThrow();
    }

    private static Sha256 digest(Preview preview) {
        assertThat(preview).isInstanceOf(Preview.Ready.class);
        return ((Preview.Ready) preview).digest();
    }

    private void liveThroughAllThereIs() throws IOException {
        String first = applied(propose(Draft.builder().install("htop").build()));
        applied(propose(Draft.builder()
                .set("services.openssh.enable", new NixValue.Bool(true))
                .build()));
        propose(Draft.builder().install("no-such-package").build());
        SubmitChange submit = core.submitChange();
        submit.undo(first, digest(submit.previewUndo(first)), new Cancellation(), this::keep);
        submit.rollBack(2, digest(submit.previewRollback(2)), new Cancellation(), this::keep);
        Proposal refused = propose(Draft.builder().install("ripgrep").build());
        Path file = core.paths().config().resolve("packages/ripgrep.nix");
        Files.createDirectory(file);
        submit.apply(refused.id(), refused.digest(), new Cancellation(), this::keep);
        Files.delete(file);
    }

    @Test
    void whatIsReallyWrittenFitsTheSchemas() throws IOException {
        liveThroughAllThereIs();

        assertThat(events).anyMatch(line -> line.contains("\"done\"")).anyMatch(line -> line.contains("\"progress\""));
        Schema event = schema("helper-event");
        for (String line : events) {
            fits(event, line);
        }
        Schema line = schema("audit-line");
        List<String> log = Files.readAllLines(core.paths().auditLog());
        assertThat(log).hasSizeGreaterThanOrEqualTo(4);
        for (String entry : log) {
            fits(line, entry);
        }
        Schema proposal = schema("proposal");
        List<Path> stored;
        try (Stream<Path> files = Files.list(home.resolve(".local/state/agntos/proposals"))) {
            stored = files.filter(file -> file.toString().endsWith(".json")).toList();
        }
        assertThat(stored).hasSizeGreaterThanOrEqualTo(4);
        for (Path file : stored) {
            fits(proposal, Files.readString(file));
        }
    }

    @Test
    void everyKindOfRequestAndFailureFitsItsSchema() throws IOException {
        Proposal proposal = propose(Draft.builder().install("htop").build());
        Schema request = schema("helper-request");
        for (HelperRequest each : List.of(
                new HelperRequest.Apply(
                        proposal.id().value(), proposal.files(), proposal.digest(), Optional.empty(), REASON),
                new HelperRequest.Undo("a-1", Sha256.ZERO, REASON),
                new HelperRequest.Rollback(3, Sha256.ZERO, REASON),
                new HelperRequest.Recover())) {
            fits(request, new String(RequestWriter.write(each), StandardCharsets.UTF_8));
        }
        Schema event = schema("helper-event");
        for (HelperEvent.Reason reason : HelperEvent.Reason.values()) {
            fits(
                    event,
                    EventJson.write(new HelperEvent.Failed(
                            ExitCode.REFUSED, reason, "m", "k", "n", List.of("p"), Optional.of("a-1"))));
        }
        for (HelperEvent.Phase phase : HelperEvent.Phase.values()) {
            for (HelperEvent.Unit unit : HelperEvent.Unit.values()) {
                fits(event, EventJson.write(new HelperEvent.Progress(phase, unit, 0, 1)));
            }
        }
    }

    @Test
    void theDocumentedVectorsFit() throws IOException {
        Schema line = schema("audit-line");
        for (String entry : Files.readAllLines(Path.of("../docs/formats/audit-vectors/audit-000001.jsonl"))) {
            JsonNode object = MAPPER.readTree(entry);
            assertThat(line.validate(object).isEmpty()).isEqualTo(object.has("hash"));
        }
    }

    @Test
    void aProgramInAnotherLanguageFindsARealRecordWhole() throws IOException, InterruptedException {
        boolean hasPython = Files.isExecutable(Path.of("/usr/bin/python3"));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(hasPython).as("python3 is there").isTrue();
        }
        assumeTrue(hasPython, "python3 is not installed here");
        liveThroughAllThereIs();

        Process process = new ProcessBuilder(
                        "/usr/bin/python3",
                        "../docs/formats/verify-audit.py",
                        core.paths().auditHead().toString(),
                        core.paths().auditLog().toString())
                .redirectErrorStream(true)
                .start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).startsWith("whole: ");
        assertThat(core.auditLog().verify().isOk()).isTrue();
    }
}
