package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.agntos.core.effects.Effect;
import org.agntos.core.effects.EffectLedger;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.agntos.core.model.Secrets;
import org.agntos.core.policy.Judgement;
import org.agntos.core.policy.Verdict;
import org.agntos.core.sandbox.Sandbox;
import org.agntos.core.sandbox.SandboxResult;
import org.agntos.core.sandbox.SandboxRun;

/// `run_bash`: a command line in the sandbox. Writing to a folder and reaching the network are asked; without the
/// sandbox
/// everything is.
public final class RunBashTool implements Tool {
    private static final int DEFAULT_SECONDS = 60;
    private static final int HEAD = 8_000;
    private static final int TAIL = 4_000;
    private static final ObjectNode SCHEMA = Json.literal("""
            {"type": "object", "additionalProperties": false, "required": ["command"], "properties": {
              "command": {"type": "string", "maxLength": 10000},
              "folder": {"type": "string", "maxLength": 4096, "description": "in the home; without it nothing of the home is seen"},
              "write": {"type": "boolean", "description": "change files in folder; the person is asked"},
              "network": {"type": "boolean", "description": "the person is asked"},
              "seconds": {"type": "integer", "minimum": 1, "maximum": 600}}}
            """);

    private final Sandbox sandbox;
    private final OwnPlaces places;
    private final EffectLedger ledger;

    public RunBashTool(Sandbox sandbox, OwnPlaces places, EffectLedger ledger) {
        this.sandbox = sandbox;
        this.places = places;
        this.ledger = ledger;
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "run_bash",
                "Runs a command in a sandbox: the system can be read, nothing changed, no root. Plain commands are best.",
                SCHEMA);
    }

    @Override
    public String label(ObjectNode arguments) {
        String line = arguments.path("command").asText().lines().findFirst().orElse("");
        return "Running " + (line.length() > 80 ? line.substring(0, 79) + "…" : line);
    }

    @Override
    public String shown(ObjectNode arguments) {
        StringBuilder text = new StringBuilder(arguments.path("command").asText()).append('\n');
        if (!sandbox.isThere()) {
            text.append("\nWithout a sandbox: with all your rights, in your session.");
        }
        if (arguments.has("folder")) {
            text.append(isWriting(arguments) ? "\nIt may change everything in " : "\nIt may read ")
                    .append(arguments.path("folder").asText());
        }
        if (arguments.path("network").asBoolean()) {
            text.append("\nIt reaches the network, and what listens on this machine.");
        }
        return text.toString();
    }

    private static boolean isWriting(ObjectNode arguments) {
        return arguments.path("write").asBoolean();
    }

    @Override
    public Judgement check(ObjectNode arguments) {
        if (arguments.has("folder")
                && places.toEnter(arguments.path("folder").asText()) instanceof OwnPlaces.Place.Closed(String reason)) {
            return new Judgement(Verdict.DENY, reason, "Choose another folder.");
        }
        if (isWriting(arguments) && !arguments.has("folder")) {
            return new Judgement(Verdict.DENY, "It says `write` and names no folder.", "Name the folder to write in.");
        }
        if (!sandbox.isThere()) {
            return new Judgement(
                    Verdict.ASK,
                    "There is no sandbox on this machine (bubblewrap is missing or not allowed), so nothing would hold"
                            + " this command back.",
                    "Install bubblewrap.");
        }
        if (arguments.path("network").asBoolean()) {
            return new Judgement(Verdict.ASK, "It would reach the network, by which what it reads can leave.", "");
        }
        return isWriting(arguments)
                ? new Judgement(
                        Verdict.ASK, "It may change files of yours; what it changes is kept if it is not much.", "")
                : new Judgement(Verdict.ALLOW, "", "");
    }

    /// Without the sandbox the same words can do something else each time.
    @Override
    public Approvals.Scope widestApproval() {
        return sandbox.isThere() ? Approvals.Scope.ALWAYS : Approvals.Scope.ONCE;
    }

    @Override
    public ToolResult run(ObjectNode arguments, ToolContext context) throws InterruptedException {
        Optional<SandboxRun.Folder> folder = Optional.empty();
        if (arguments.has("folder")) {
            switch (places.toEnter(arguments.path("folder").asText())) {
                case OwnPlaces.Place.Closed(String reason) -> {
                    return ToolResult.failure("denied", reason, "Choose another folder.");
                }
                case OwnPlaces.Place.Open(Path path, String _) ->
                    folder = Optional.of(new SandboxRun.Folder(path, isWriting(arguments)));
            }
        }
        SandboxRun run = new SandboxRun(
                arguments.path("command").asText(),
                folder,
                arguments.path("network").asBoolean(),
                Duration.ofSeconds(arguments.path("seconds").asInt(DEFAULT_SECONDS)));
        try {
            return recorded(run, context);
        } catch (IOException e) {
            return ToolResult.failure(
                    "not_recorded",
                    "What the command would change cannot be kept: " + e.getMessage() + ".",
                    "It was not run.");
        }
    }

    private ToolResult recorded(SandboxRun run, ToolContext context) throws IOException, InterruptedException {
        EffectLedger.Origin origin = new EffectLedger.Origin(
                WriteFileTool.FileChange.session(context), Effect.Kind.COMMAND, Secrets.redact(run.command()));
        if (!sandbox.isThere()) {
            ledger.record(origin, "It ran without a sandbox; what it changed is not known.");
            return answer(sandbox.run(run));
        }
        if (run.hasNetwork()) {
            ledger.record(origin, "It reached the network; what it did there is not known.");
        }
        Optional<SandboxRun.Folder> written = run.folder().filter(SandboxRun.Folder::isWritable);
        if (written.isEmpty()) {
            return answer(sandbox.run(run));
        }
        EffectLedger.Running running = ledger.begin(origin, written.get().path());
        ToolResult result;
        try {
            result = answer(sandbox.run(run));
        } finally {
            ledger.end(running);
        }
        result.output().put("effect", running.id());
        return result;
    }

    private static ToolResult answer(SandboxResult result) {
        return switch (result) {
            case SandboxResult.Exited(int status, SandboxResult.Output output) ->
                new ToolResult(status == 0, describe(output).put("exit", status), java.util.List.of());
            case SandboxResult.TimedOut(SandboxResult.Output output) -> {
                ToolResult failure = ToolResult.failure(
                        "timeout", "It took too long and was stopped.", "Ask for less, or for more seconds.");
                failure.output().setAll(describe(output));
                yield failure;
            }
            case SandboxResult.NotStarted(String reason) -> ToolResult.failure("not_started", reason, "");
        };
    }

    private static ObjectNode describe(SandboxResult.Output output) {
        ObjectNode node = Json.object().put("output", bounded(output.text()));
        if (!output.errors().isBlank()) {
            node.put("errors", bounded(output.errors()));
        }
        return output.isCut() ? node.put("cut", true) : node;
    }

    /// Beginning and end of what was written, as plain text.
    static String bounded(String written) {
        long odd = written.codePoints()
                .filter(point -> point == 0xFFFD || point == 0)
                .count();
        if (odd > 8 && odd * 20 > written.length()) {
            return "[binary data, " + written.length() + " characters]";
        }
        String text = PlainText.withoutSequences(written);
        return text.length() <= HEAD + TAIL
                ? text
                : text.substring(0, HEAD) + "\n… [" + (text.length() - HEAD - TAIL) + " characters left out] …\n"
                        + text.substring(text.length() - TAIL);
    }
}
