package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Says what the record and the memory hold.
final class RecordWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private RecordWords() {}

    static boolean knows(JsonNode why) {
        return why.path("present").asBoolean() || !why.path("because").isEmpty();
    }

    static String why(JsonNode why) {
        String subject = Phrases.code(why.path("subject").asText());
        List<String> files = new ArrayList<>();
        why.path("declared_in").forEach(file -> files.add(file.asText()));
        List<JsonNode> because = new ArrayList<>();
        why.path("because").forEach(because::add);
        boolean isPresent = why.path("present").asBoolean();
        if (!isPresent && because.isEmpty()) {
            return subject + " is not declared in any file that I manage, and the record does not mention it.";
        }
        StringBuilder text = new StringBuilder(subject).append(isPresent ? " is here: " : " is not declared here now");
        text.append(isPresent ? declared(files) : "").append('.');
        if (because.isEmpty()) {
            return text + " The record does not say who brought it; it may have been written by hand.";
        }
        return text + " The record says:\n\n" + list(because);
    }

    private static String declared(List<String> files) {
        return files.isEmpty() ? "declared in the configuration" : "declared in " + Phrases.codes(files);
    }

    static String list(JsonNode entries, boolean isOnlyFailed) {
        List<JsonNode> shown = new ArrayList<>();
        for (JsonNode entry : entries) {
            if (!isOnlyFailed || !entry.path("result").asText().equals("Success")) {
                shown.add(entry);
            }
        }
        if (shown.isEmpty()) {
            return isOnlyFailed ? "Nothing failed or was refused in that time." : "The record shows no changes.";
        }
        return "These are the changes, newest first:\n\n" + list(shown);
    }

    static String list(List<JsonNode> entries) {
        return String.join("\n", entries.stream().map(RecordWords::line).toList());
    }

    private static String line(JsonNode entry) {
        StringBuilder text = new StringBuilder("- ")
                .append(time(entry.path("timestamp").asText()))
                .append(": **")
                .append(entry.path("summary").asText())
                .append("**");
        if (!entry.path("result").asText().equals("Success")) {
            text.append(" (")
                    .append(entry.path("result").asText().toLowerCase(Locale.ROOT))
                    .append(')');
        }
        String prompt = entry.path("prompt").asText("");
        if (!prompt.isEmpty() && !entry.path("prompt").isNull()) {
            text.append(", asked as ").append(Phrases.quote(prompt));
        }
        return text.append(' ').append(Phrases.code(entry.path("id").asText())).toString();
    }

    private static String time(String timestamp) {
        try {
            return TIME.format(Instant.parse(timestamp).atZone(ZoneId.systemDefault()));
        } catch (DateTimeException e) {
            return timestamp;
        }
    }

    static String memory(JsonNode output) {
        String machine = output.path("memory").path("text").asText().strip();
        String person = output.path("user").path("text").asText().strip();
        if (machine.isEmpty() && person.isEmpty()) {
            return "I remember nothing yet. Say “remember that …” to change that.";
        }
        List<String> parts = new ArrayList<>();
        if (!person.isEmpty()) {
            parts.add("About you:\n\n" + withoutSections(person));
        }
        if (!machine.isEmpty()) {
            parts.add("About this machine:\n\n" + withoutSections(machine));
        }
        return String.join("\n\n", parts);
    }

    private static String withoutSections(String text) {
        return String.join(
                "\n", text.lines().filter(line -> !line.startsWith("§")).toList());
    }
}
