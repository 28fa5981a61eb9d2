package org.agntos.core.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agntos.core.effects.Effect;
import org.agntos.core.effects.EffectLedger;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.agntos.core.policy.Judgement;
import org.agntos.core.policy.Verdict;

/// `write_file`: makes or replaces a text file of the person; what it held is kept.
public final class WriteFileTool implements Tool {
    private static final ObjectNode SCHEMA = Json.literal("""
            {"type": "object", "additionalProperties": false, "required": ["path", "content"], "properties": {
              "path": {"type": "string", "maxLength": 4096},
              "content": {"type": "string", "maxLength": 200000}}}
            """);

    private final FileChange change;

    public WriteFileTool(OwnPlaces places, EffectLedger ledger) {
        this.change = new FileChange(places, ledger);
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "write_file",
                "Makes or replaces a text file in the person's home. Not for the system: propose.",
                SCHEMA);
    }

    @Override
    public String label(ObjectNode arguments) {
        return "Writing " + arguments.path("path").asText();
    }

    @Override
    public String shown(ObjectNode arguments) {
        return change.shown(
                arguments.path("path").asText(), _ -> arguments.path("content").asText());
    }

    @Override
    public Judgement check(ObjectNode arguments) {
        return change.check(
                arguments.path("path").asText(), arguments.path("content").asText());
    }

    @Override
    public ToolResult run(ObjectNode arguments, ToolContext context) {
        return change.run(
                arguments.path("path").asText(),
                Effect.Kind.WRITE,
                context,
                _ -> arguments.path("content").asText());
    }

    /// What both editing tools have in common.
    static final class FileChange {
        private final OwnPlaces places;
        private final EffectLedger ledger;

        FileChange(OwnPlaces places, EffectLedger ledger) {
            this.places = places;
            this.ledger = ledger;
        }

        /// Makes the new text of the old one, which is empty where there is no file.
        @FunctionalInterface
        interface Editing {
            String apply(String before) throws NotPossible;
        }

        /// There is no new text; the result says why.
        static final class NotPossible extends Exception {
            private final transient ToolResult result;

            NotPossible(ToolResult result) {
                super("not possible", null, false, false);
                this.result = result;
            }
        }

        Judgement check(String path, String content) {
            if (content.contains(org.agntos.core.model.Secrets.MARK)) {
                return new Judgement(
                        Verdict.DENY,
                        "The text holds the mark of a secret that was taken out; writing it would destroy the secret.",
                        "Change another part of the file.");
            }
            return switch (places.toWrite(path)) {
                case OwnPlaces.Place.Closed(String reason) -> new Judgement(Verdict.DENY, reason, "");
                case OwnPlaces.Place.Open(Path _, String warning) ->
                    warning.isEmpty() ? new Judgement(Verdict.ALLOW, "", "") : new Judgement(Verdict.ASK, warning, "");
            };
        }

        String shown(String text, Editing editing) {
            if (!(places.toWrite(text) instanceof OwnPlaces.Place.Open(Path path, String warning))) {
                return text;
            }
            try {
                String before = FileText.read(path).orElse("");
                String diff = FileText.diff(path, before, editing.apply(before));
                return path + "\n" + (warning.isEmpty() ? "" : warning + "\n") + diff;
            } catch (FileText.UnreadableException | NotPossible e) {
                return path + "\n(this will fail)";
            }
        }

        ToolResult run(String text, Effect.Kind kind, ToolContext context, Editing editing) {
            Path path;
            switch (places.toWrite(text)) {
                case OwnPlaces.Place.Closed(String reason) -> {
                    return ToolResult.failure("denied", reason, "");
                }
                case OwnPlaces.Place.Open open -> path = open.path();
            }
            try {
                java.util.Optional<String> before = FileText.read(path);
                String after = editing.apply(before.orElse(""));
                if (before.isPresent() && before.get().equals(after)) {
                    return ToolResult.success(
                            Json.object().put("status", "unchanged").put("path", path.toString()));
                }
                Path folder = path.getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                Effect effect = ledger.write(
                        new EffectLedger.Origin(
                                session(context), kind, (before.isPresent() ? "Changed " : "Made ") + path),
                        path,
                        after.getBytes(StandardCharsets.UTF_8));
                return ToolResult.success(Json.object()
                        .put("status", before.isPresent() ? "changed" : "made")
                        .put("path", path.toString())
                        .put("effect", effect.id())
                        .put("undo", "agntctl effects undo " + effect.id()));
            } catch (NotPossible e) {
                return e.result;
            } catch (FileText.UnreadableException e) {
                return ToolResult.failure("unreadable", String.valueOf(e.getMessage()), "Nothing was changed.");
            } catch (IOException e) {
                return ToolResult.failure(
                        "not_written",
                        "The file " + path + " could not be written: " + e.getMessage() + ".",
                        "What it held is unchanged.");
            }
        }

        static String session(ToolContext context) {
            String session = context.sessionId();
            return session == null ? "" : session;
        }
    }
}
