package org.agntos.helper.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agntos.helper.protocol.Json;

/// Makes what a program wrote fit for a log. Of Nix's `internal-json` (docs/decisions/0012) it takes what is
/// for people and hands on the whole line, too, for whoever shows progress.
final class ProgramText {
    private static final String NIX = "@nix ";
    private static final int MAX_LENGTH = 2_000;
    private static final int INFO = 3;
    private static final int LOG_LINE = 101;
    private static final Pattern ESCAPE = Pattern.compile("\\x1b(?:\\[[^@-~]*[@-~]?|[^\\[])?", Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private ProgramText() {}

    /// True for a line that says nothing to people.
    static boolean isForPrograms(String line) {
        return line.startsWith(NIX);
    }

    /// The lines for the log that a line of a program gives.
    static Stream<String> of(String line) {
        if (!isForPrograms(line)) {
            return Stream.of(plain(line));
        }
        try {
            JsonNode event = Json.parseObject(line.substring(NIX.length()));
            boolean isResult = event.path("action").asText().equals("result");
            boolean isLogLine = isResult && event.path("type").asInt() == LOG_LINE;
            JsonNode words = isLogLine ? event.path("fields").path(0) : event.path(event.has("msg") ? "msg" : "text");
            String said = words.asText();
            boolean isForPeople = event.path("level").asInt() <= INFO && !said.isBlank();
            return Stream.concat(
                    Stream.of(plain(line)), isForPeople ? said.lines().map(ProgramText::plain) : Stream.of());
        } catch (JsonProcessingException e) {
            return Stream.of(plain(" " + line));
        }
    }

    /// Without escape sequences, control characters and halves of characters.
    static String plain(String line) {
        String text = ESCAPE.matcher(line).replaceAll("").replace("\t", "  ");
        String plain = CONTROL.matcher(text).replaceAll("");
        return isForPrograms(plain) ? plain : plain.substring(0, Math.min(plain.length(), MAX_LENGTH));
    }
}
