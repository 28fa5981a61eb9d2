package org.agntos.core.model.openai;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/// What servers did, and what the person is told of each.
///
/// @param name what happens
/// @param script what the server does; asked anew for each try
/// @param said a part of what the person reads at the end
/// @param kept the text that was shown and stays
record Faults(String name, ModelServer.Script script, String said, String kept) {
    private static final String GOOD =
            "data: {\"choices\":[{\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    @Override
    public String toString() {
        return name;
    }

    private static Faults of(String name, String said, ModelServer.Script script) {
        return new Faults(name, script, said, "");
    }

    private static Faults kept(String name, String kept, String said, ModelServer.Script script) {
        return new Faults(name, script, said, kept);
    }

    private static Faults status(int status, String body, String said) {
        return of("status " + status + " " + body, said, (_, wire) -> wire.json(status, body));
    }

    private static Faults event(String name, String said, String... events) {
        return of(name, said, (_, wire) -> wire.stream().data(events));
    }

    private static String call(String fields) {
        return "{\"choices\":[{\"delta\":{\"tool_calls\":[" + fields + "]}}]}";
    }

    static List<Faults> statuses() {
        return List.of(
                status(
                        400,
                        "{\"error\":{\"message\":\"Unsupported parameter: 'temperature'\"}}",
                        "does not accept the request (status 400): “Unsupported parameter"),
                status(
                        400,
                        "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens.\",\"code\":\"context_length_exceeded\"}}",
                        "too long for small-model"),
                status(
                        400,
                        "{\"error\":{\"message\":\"the request exceeds the available context size\",\"type\":\"exceed_context_size_error\"}}",
                        "too long for small-model"),
                status(400, "{\"error\":\"model 'small-model' not found\"}", "has no model small-model"),
                status(400, "not JSON at all", "“not JSON at all”"),
                status(400, "", "does not accept the request (status 400)."),
                status(
                        401,
                        "{\"error\":{\"message\":\"Incorrect API key provided: " + Asked.KEY + "\"}}",
                        "refuses the key (status 401)"),
                status(
                        401,
                        "{\"error\":{\"message\":\"your token is " + Asked.KEY.replace("sk-", "") + "!\"}}",
                        "refuses the key (status 401)"),
                status(
                        402,
                        "{\"error\":{\"message\":\"Insufficient credits\"}}",
                        "wants to be paid first: “Insufficient credits”"),
                status(403, "{\"error\":{\"message\":\"Country not supported\"}}", "refuses the key (status 403)"),
                status(
                        404,
                        "{\"error\":{\"message\":\"The model `small-model` does not exist\",\"code\":\"model_not_found\"}}",
                        "has no model small-model"),
                status(404, "{\"detail\":\"Not Found\"}", "There are no chats at"),
                of(
                        "status 404 with a page",
                        "There are no chats at",
                        (_, wire) -> wire.head(404, "text/html").raw("<html>404</html>")),
                status(405, "{}", "does not take chats (status 405)"),
                status(408, "{}", "is busy (status 408)"),
                status(409, "{}", "is busy (status 409)"),
                status(413, "{\"error\":{\"message\":\"Request too large\"}}", "too long for small-model"),
                status(415, "{}", "does not take chats (status 415)"),
                status(
                        418,
                        "{\"message\":\"I'm a teapot\"}",
                        "does not accept the request (status 418): “I'm a teapot”"),
                status(
                        422,
                        "{\"detail\":[{\"loc\":[\"body\",\"messages\"],\"msg\":\"field required\"}]}",
                        "“field required”"),
                status(425, "{}", "is busy (status 425)"),
                status(
                        429,
                        "{\"error\":{\"message\":\"Rate limit reached\"}}",
                        "asks us to slow down: “Rate limit reached”"),
                status(
                        429,
                        "{\"error\":{\"message\":\"You exceeded your current quota\",\"code\":\"insufficient_quota\"}}",
                        "is used up"),
                of(
                        "status 429 for an hour",
                        "asks us to slow down",
                        (_, wire) -> wire.json(429, "{}", "Retry-After: 3600")),
                of(
                        "status 429 with nonsense for a time",
                        "asks us to slow down",
                        (_, wire) -> wire.json(429, "{}", "Retry-After: -soon")),
                status(
                        500,
                        "{\"error\":{\"message\":\"CUDA out of memory\"}}",
                        "failed (status 500): “CUDA out of memory”"),
                of(
                        "status 500 with a page",
                        "failed (status 500).",
                        (_, wire) -> wire.head(500, "text/html").raw("<html><b>oops")),
                status(501, "{}", "does not take chats (status 501)"),
                status(502, "Bad Gateway", "failed (status 502): “Bad Gateway”"),
                status(
                        503,
                        "{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}",
                        "is still loading the model"),
                status(504, "{}", "failed (status 504)"),
                status(529, "{\"error\":{\"message\":\"Overloaded\"}}", "is busy (status 529): “Overloaded”"),
                status(
                        200,
                        "{\"error\":{\"message\":\"No endpoints\",\"code\":502}}",
                        "failed (status 502): “No endpoints”"),
                status(200, "{\"ok\":true}", "is not a model"),
                status(200, "[1,2", "cannot be understood"),
                of("status 204", "broke off", (_, wire) -> wire.raw("HTTP/1.1 204 No Content\r\n\r\n")),
                of(
                        "an error text of a megabyte",
                        "failed (status 500)",
                        (_, wire) -> wire.json(500, "x".repeat(1 << 20))),
                of(
                        "status without a text",
                        "failed (status 500)",
                        (_, wire) -> wire.raw("HTTP/1.1 500\r\nContent-Length: 0\r\n\r\n")));
    }

    static List<Faults> connections() {
        return List.of(
                of("closed before the head", "broke off", (_, _) -> {}),
                of("closed within the head", "broke off", (_, wire) -> wire.raw("HTTP/1.1 200 OK\r\nContent-T")),
                of("reset before the head", "broke off", (_, wire) -> wire.reset()),
                of("no HTTP at all", "broke off", (_, wire) -> wire.raw("SSH-2.0-OpenSSH_9.2\r\n")),
                of("HTTP/2 alone", "broke off", (_, wire) -> wire.raw(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0})),
                of("silent before the head", "said nothing for 700 ms", (_, wire) -> wire.wait("a head")),
                of(
                        "silent after the head",
                        "said nothing for 700 ms",
                        (_, wire) -> wire.stream().wait("a piece")),
                of("a head that drips", "said nothing for 700 ms", (_, wire) -> {
                    for (int i = 0; i < 200; i++) {
                        wire.raw("X");
                        TimeUnit.MILLISECONDS.sleep(20);
                    }
                }),
                of("comments and nothing else", "said nothing for 700 ms", (_, wire) -> {
                    wire.stream();
                    for (int i = 0; i < 500; i++) {
                        wire.raw(": waiting\n\n");
                        TimeUnit.MILLISECONDS.sleep(20);
                    }
                }),
                kept(
                        "silent within the text",
                        "Half",
                        "said nothing for 700 ms",
                        (_, wire) -> wire.stream().text("Half").wait("the rest")),
                kept(
                        "cut within the text",
                        "Half",
                        "broke off",
                        (_, wire) -> wire.stream().text("Half")),
                kept("reset within the text", "Half", "broke off", (_, wire) -> {
                    wire.stream().text("Half");
                    TimeUnit.MILLISECONDS.sleep(100);
                    wire.reset();
                }),
                kept(
                        "cut within a piece",
                        "Half",
                        "cannot be understood",
                        (_, wire) -> wire.stream().text("Half").raw("data: {\"choices\":[{\"del")),
                of(
                        "cut within a call",
                        "broke off",
                        (_, wire) -> wire.stream()
                                .data(
                                        call(
                                                "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"inspect\",\"arguments\":\"{\\\"tar\"}}"))),
                of("a body without a byte", "broke off", (_, wire) -> wire.stream()),
                kept(
                        "a length that is never reached",
                        "Half",
                        "broke off",
                        (_, wire) -> wire.raw(
                                        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 100000\r\n\r\n")
                                .text("Half")),
                of(
                        "chunks that are none",
                        "broke off",
                        (_, wire) -> wire.raw(
                                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n")),
                of(
                        "gzip that is none",
                        "cannot be unpacked",
                        (_, wire) -> wire.head(200, "text/event-stream", "Content-Encoding: gzip")
                                .raw(GOOD)),
                of(
                        "packed in a way nobody asked for",
                        "cannot be unpacked",
                        (_, wire) -> wire.head(200, "text/event-stream", "Content-Encoding: br")
                                .raw(GOOD)),
                of(
                        "a page that wants a sign-in",
                        "A web page answers",
                        (_, wire) ->
                                wire.head(200, "text/html; charset=utf-8").raw("<html>Welcome to Hotel WiFi</html>")),
                of(
                        "sent on to another host",
                        "your key were not sent there",
                        (_, wire) -> wire.head(307, "text/plain", "Location: http://evil.example/v1/chat/completions")),
                of(
                        "sent in a circle",
                        "in a circle",
                        (request, wire) -> wire.head(307, "text/plain", "Location: " + request.path())),
                of("sent to nowhere", "in a circle", (_, wire) -> wire.head(302, "text/plain", "Location: http://[")),
                of(
                        "a line without an end",
                        "more than any answer",
                        (_, wire) -> wire.stream().raw("data: " + "x".repeat(5 << 20))));
    }

    static List<Faults> answers() {
        return List.of(
                event("a piece that is no JSON", "cannot be understood", "{oops"),
                event("a piece that is a list", "cannot be understood", "[1]"),
                event("a piece as deep as a well", "cannot be understood", "[".repeat(5000)),
                event(
                        "an answer without anything",
                        "gave an empty answer",
                        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}",
                        "[DONE]"),
                event("no choices ever", "gave an empty answer", "{\"choices\":[]}", "{\"choices\":null}", "[DONE]"),
                event(
                        "spaces alone",
                        "gave an empty answer",
                        "{\"choices\":[{\"delta\":{\"content\":\"  \\n\"},\"finish_reason\":\"stop\"}]}"),
                event(
                        "thinking until the tokens are gone",
                        "after spending all its tokens on thinking",
                        "{\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"},\"finish_reason\":\"length\"}]}"),
                event(
                        "a call without a name",
                        "a tool without a name",
                        call("{\"index\":0,\"id\":\"a\",\"function\":{\"arguments\":\"{}\"}}"),
                        "[DONE]"),
                of("a hundred calls", "wanted 100 tools at once", (_, wire) -> {
                    wire.stream();
                    for (int i = 0; i < 100; i++) {
                        wire.data(call("{\"index\":" + i + ",\"id\":\"c" + i
                                + "\",\"function\":{\"name\":\"inspect\",\"arguments\":\"{}\"}}"));
                    }
                    wire.end();
                }),
                event(
                        "an error before the answer",
                        "asks us to slow down",
                        "{\"error\":{\"message\":\"Rate limited\",\"code\":429}}"),
                kept(
                        "an error within the answer",
                        "Half",
                        "failed (status 502): “Provider gone”",
                        (_, wire) -> wire.stream()
                                .text("Half")
                                .data(
                                        "{\"error\":{\"code\":502,\"message\":\"Provider gone\"},\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}")),
                of(
                        "an event that is an error",
                        "“backend died”",
                        (_, wire) -> wire.stream().raw("event: error\ndata: {\"message\":\"backend died\"}\n\n")),
                of("text without an end", "more than any answer", (_, wire) -> {
                    wire.stream();
                    String piece = "word ".repeat(50_000);
                    for (int i = 0; i < 20; i++) {
                        wire.text(piece);
                    }
                    wire.wait("more");
                }));
    }

    /// Odd, but an answer: `said` is what the answer's text is.
    static List<Faults> harmless() {
        return List.of(
                of(
                        "text/plain for a type",
                        "ok",
                        (_, wire) -> wire.head(200, "text/plain").raw(GOOD)),
                of("no type", "ok", (_, wire) -> wire.raw("HTTP/1.1 200 OK\r\n\r\n" + GOOD)),
                of(
                        "gzip nobody asked for",
                        "ok",
                        (_, wire) -> wire.head(200, "text/event-stream", "Content-Encoding: gzip")
                                .raw(gzip(GOOD))),
                of(
                        "in chunks",
                        "ok",
                        (_, wire) -> wire.raw(
                                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                                        + Integer.toHexString(GOOD.length()) + "\r\n" + GOOD + "\r\n0\r\n\r\n")),
                of(
                        "first only: go on",
                        "ok",
                        (_, wire) -> wire.raw("HTTP/1.1 100 Continue\r\n\r\n").stream()
                                .raw(GOOD)),
                of("sent on within the host", "ok", (request, wire) -> {
                    if (request.path().startsWith("/v1/")) {
                        wire.head(308, "text/plain", "Location: /api/v2" + request.path());
                    } else {
                        wire.stream().raw(GOOD);
                    }
                }),
                of(
                        "the end said twice, and more after it",
                        "ok",
                        (_, wire) -> wire.stream().raw(GOOD).text("too late").end()),
                of(
                        "open after the end",
                        "ok",
                        (_, wire) -> wire.stream().raw(GOOD).wait("the next request")),
                of("no [DONE], and closed", "ok", (_, wire) -> wire.stream().raw(GOOD.replace("data: [DONE]\n\n", ""))),
                of(
                        "no empty line at the end",
                        "ok",
                        (_, wire) -> wire.stream().raw(GOOD.replace("\n\ndata: [DONE]\n\n", ""))),
                of(
                        "one line end between pieces",
                        "okok",
                        (_, wire) -> wire.stream()
                                .raw((GOOD.replace("\"stop\"", "null") + GOOD)
                                        .replace("data: [DONE]\n\n", "")
                                        .replace("\n\n", "\n"))),
                of("a slow one", "abcdefgh", (_, wire) -> {
                    wire.stream();
                    for (String letter : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
                        wire.text(letter);
                        TimeUnit.MILLISECONDS.sleep(60);
                    }
                    wire.end();
                }),
                of("an end nobody knows", "ok", (_, wire) -> wire.stream().raw(GOOD.replace("stop", "eos_token"))),
                of(
                        "counts that are none",
                        "ok",
                        (_, wire) -> wire.stream()
                                .data(
                                        "{\"usage\":{\"prompt_tokens\":\"many\",\"completion_tokens\":-4},\"choices\":[]}")
                                .raw(GOOD)),
                of(
                        "fields of another kind",
                        "ok",
                        (_, wire) -> wire.stream()
                                .data(
                                        "{\"id\":7,\"model\":null,\"created\":\"now\",\"choices\":[{\"index\":\"0\",\"delta\":{\"role\":5,\"content\":null,\"tool_calls\":null}}]}")
                                .raw(GOOD)),
                of(
                        "a refusal",
                        "I must not.",
                        (_, wire) -> wire.stream()
                                .data(
                                        "{\"choices\":[{\"delta\":{\"refusal\":\"I must not.\"},\"finish_reason\":\"stop\"}]}")),
                of(
                        "two answers at once",
                        "ok",
                        (_, wire) -> wire.stream()
                                .data(
                                        "{\"choices\":[{\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"},{\"index\":1,\"delta\":{\"content\":\"no\"}}]}")),
                of(
                        "control characters",
                        "a\u0000\u001b[31mb",
                        (_, wire) -> wire.stream().text("a\\u0000\\u001b[31mb").end()));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
