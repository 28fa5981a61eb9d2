package org.agntos.core.helper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agntos.helper.protocol.ExitCode;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.Json;

/// Reads the helper's standard output, as `docs/formats/helper-protocol.md` describes it.
final class EventReader {
    private EventReader() {}

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
        Optional<ExitCode> code = exitCode((int) number(object, "code"));
        Optional<HelperEvent.Reason> reason = reason(text(object, "reason"));
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

    private static Optional<ExitCode> exitCode(int status) {
        return Arrays.stream(ExitCode.values())
                .filter(code -> code.status() == status)
                .findFirst();
    }

    private static Optional<HelperEvent.Reason> reason(String word) {
        return Arrays.stream(HelperEvent.Reason.values())
                .filter(reason -> reason.word().equals(word))
                .findFirst();
    }
}
