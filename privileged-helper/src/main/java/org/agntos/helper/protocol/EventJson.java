package org.agntos.helper.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

    /// Reads one line; empty if it is not an event of this protocol, such as a message of the Java runtime.
    public static Optional<HelperEvent> parse(String line) {
        try {
            return event(Json.parseObject(line));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<HelperEvent> event(ObjectNode object) {
        return switch (text(object, "event")) {
            case "hello" ->
                Optional.of(new HelperEvent.Hello(
                        text(object, "version"), (int) number(object, "protocol"), text(object, "machine")));
            case "phase" -> phase(object).map(HelperEvent.PhaseStarted::new);
            case "log" -> Optional.of(new HelperEvent.Log(text(object, "line")));
            case "progress" -> progress(object);
            case "done" -> Optional.of(done(object));
            case "failed" -> failed(object);
            default -> Optional.empty();
        };
    }

    private static Optional<HelperEvent> progress(ObjectNode object) {
        return phase(object)
                .flatMap(phase -> Arrays.stream(HelperEvent.Unit.values())
                        .filter(unit -> unit.word().equals(text(object, "unit")))
                        .findFirst()
                        .map(unit -> new HelperEvent.Progress(
                                phase, unit, number(object, "done"), Math.max(1, number(object, "total")))));
    }

    private static HelperEvent done(ObjectNode object) {
        JsonNode generation = object.path("generation");
        return new HelperEvent.Done(
                optionalText(object, "audit_id"),
                object.path("unchanged").booleanValue(),
                optionalInteger(generation.path("before")),
                optionalInteger(generation.path("after")),
                lines(object, "recovered"),
                number(object, "duration_ms"));
    }

    private static Optional<HelperEvent> failed(ObjectNode object) {
        Optional<ExitCode> code = ExitCode.of((int) number(object, "code"));
        Optional<HelperEvent.Reason> reason = HelperEvent.Reason.parse(text(object, "reason"));
        if (code.isEmpty() || reason.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new HelperEvent.Failed(
                code.get(),
                reason.get(),
                text(object, "message"),
                text(object, "kept"),
                text(object, "next"),
                lines(object, "problems"),
                optionalText(object, "audit_id")));
    }

    private static Optional<HelperEvent.Phase> phase(ObjectNode object) {
        String word = text(object, "phase");
        for (HelperEvent.Phase phase : HelperEvent.Phase.values()) {
            if (phase.word().equals(word)) {
                return Optional.of(phase);
            }
        }
        return Optional.empty();
    }

    private static String text(ObjectNode object, String name) {
        return object.path(name).asText("");
    }

    private static Optional<String> optionalText(ObjectNode object, String name) {
        return Optional.ofNullable(object.path(name).textValue());
    }

    private static long number(ObjectNode object, String name) {
        return object.path(name).asLong();
    }

    private static Optional<Integer> optionalInteger(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToInt() ? Optional.of(value.intValue()) : Optional.empty();
    }

    private static List<String> lines(ObjectNode object, String name) {
        List<String> lines = new ArrayList<>();
        object.path(name).forEach(line -> lines.add(line.asText("")));
        return lines;
    }
}
