package org.agntos.helper.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/// The JSON form of a [HelperEvent]: one line of the helper's standard output, described in
/// `docs/formats/helper-protocol.md`.
public final class EventJson {
    private EventJson() {}

    /// The event as one line, without its newline.
    public static String write(HelperEvent event) {
        ObjectNode object = switch (event) {
            case HelperEvent.Hello(String version, int protocol, String machine) ->
                Json.object("event", "hello", "version", version, "protocol", protocol, "machine", machine);
            case HelperEvent.PhaseStarted(var phase) -> Json.object("event", "phase", "phase", phase.word());
            case HelperEvent.Log(String line) -> Json.object("event", "log", "line", line);
            case HelperEvent.Progress(var phase, var unit, long done, long total) ->
                Json.object("event", "progress", "phase", phase.word(), "unit", unit.word())
                        .put("done", done)
                        .put("total", total);
            case HelperEvent.Done done ->
                Json.object("event", "done", "audit_id", done.auditId(), "unchanged", done.unchanged())
                        .<ObjectNode>set(
                                "generation",
                                Json.object("before", done.generationBefore(), "after", done.generationAfter()))
                        .<ObjectNode>set("recovered", Json.array(done.recovered()))
                        .put("duration_ms", done.durationMillis());
            case HelperEvent.Failed failed ->
                Json.object("event", "failed", "code", failed.code().status())
                        .put("reason", failed.reason().word())
                        .put("message", failed.message())
                        .put("kept", failed.kept())
                        .put("next", failed.next())
                        .<ObjectNode>set("problems", Json.array(failed.problems()))
                        .put("audit_id", failed.auditId().orElse(null));
        };
        return new String(Json.bytes(object), StandardCharsets.UTF_8);
    }
}
