package org.agntos.core.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import org.agntos.core.tool.PlainText;

/// Where answers go. With `--json`, standard output holds JSON and nothing else, and messages go to standard error.
/// A reader who closed the pipe ends nothing but the writing. Safe for any thread.
final class Output {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PrintStream out;
    private final PrintStream err;
    private final boolean isJson;

    Output(PrintStream out, PrintStream err, boolean isJson) {
        this.out = out;
        this.err = err;
        this.isJson = isJson;
    }

    boolean isJson() {
        return isJson;
    }

    /// The same with lines for people on standard error where this writes JSON.
    Output forPeople() {
        return isJson ? new Output(err, err, false) : this;
    }

    /// True once nobody reads the answer any more.
    boolean isClosed() {
        return out.checkError();
    }

    /// A line of an answer for people; nothing with `--json`.
    void line(String text) {
        if (!isJson) {
            out.println(PlainText.revealed(text));
        }
    }

    /// A piece of an answer for people, shown at once.
    void piece(String text) {
        if (!isJson) {
            out.print(PlainText.revealed(text));
            out.flush();
        }
    }

    /// Text for another program, byte by byte; nothing with `--json`.
    void raw(String text) {
        if (!isJson) {
            out.print(text);
        }
    }

    /// A remark that is no part of the answer.
    void message(String text) {
        err.println(PlainText.revealed(text));
    }

    /// The one JSON value of this command.
    void json(JsonNode value) {
        try {
            out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    /// One line of a stream of JSON values.
    void jsonLine(String json) {
        out.println(json);
        out.flush();
    }

    /// Says what went wrong, in the form asked for.
    ExitStatus fail(ExitStatus status, String code, String message, String next) {
        if (isJson) {
            ObjectNode object = MAPPER.createObjectNode();
            object.putObject("error").put("code", code).put("message", message).put("next", next);
            json(object);
        }
        err.println(PlainText.revealed("Error: " + message));
        if (!next.isEmpty()) {
            err.println(PlainText.revealed(next));
        }
        return status;
    }

    static ObjectMapper mapper() {
        return MAPPER;
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
