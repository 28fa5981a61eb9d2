package org.agntos.helper.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The JSON form of a [HelperEvent]: one line of the helper's standard output, described in
/// `docs/formats/helper-protocol.md`.
public final class EventJson {
    private EventJson() {}

    /// The event as one line, without its newline.
    public static String write(HelperEvent event) {
        return new String(Json.bytes(object(event)), StandardCharsets.UTF_8);
    }

    private static ObjectNode object(HelperEvent event) {
        ObjectNode object = Json.object();
        switch (event) {
            case HelperEvent.Hello hello ->
                object.put("event", "hello")
                        .put("version", hello.version())
                        .put("protocol", hello.protocol())
                        .put("machine", hello.machine());
            case HelperEvent.PhaseStarted started ->
                object.put("event", "phase").put("phase", started.phase().word());
            case HelperEvent.Log log -> object.put("event", "log").put("line", log.line());
            case HelperEvent.Progress progress ->
                object.put("event", "progress")
                        .put("phase", progress.phase().word())
                        .put("unit", progress.unit().word())
                        .put("done", progress.done())
                        .put("total", progress.total());
            case HelperEvent.Done done -> putDone(object, done);
            case HelperEvent.Failed failed -> putFailed(object, failed);
        }
        return object;
    }

    private static void putDone(ObjectNode object, HelperEvent.Done done) {
        object.put("event", "done");
        object.put("audit_id", done.auditId().orElse(null));
        object.put("unchanged", done.unchanged());
        object.putObject("generation")
                .put("before", done.generationBefore().orElse(null))
                .put("after", done.generationAfter().orElse(null));
        putLines(object, "recovered", done.recovered());
        object.put("duration_ms", done.durationMillis());
    }

    private static void putFailed(ObjectNode object, HelperEvent.Failed failed) {
        object.put("event", "failed");
        object.put("code", failed.code().status());
        object.put("reason", failed.reason().word());
        object.put("message", failed.message());
        object.put("kept", failed.kept());
        object.put("next", failed.next());
        putLines(object, "problems", failed.problems());
        object.put("audit_id", failed.auditId().orElse(null));
    }

    private static void putLines(ObjectNode object, String name, List<String> lines) {
        ArrayNode array = object.putArray(name);
        lines.forEach(array::add);
    }
}
