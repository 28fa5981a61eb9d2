package org.agntos.core.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.Secrets;
import org.jspecify.annotations.Nullable;

/// Turns what a server answers instead of an answer into words. What it says is quoted without anything that looks
/// like a key.
final class StatusFaults {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int QUOTED = 300;
    private static final Pattern NO_TOOLS = Pattern.compile(
            "(?:does not|doesn't|not) support (?:tools|tool|function)|support tool use|tools? param requires"
                    + "|tool choice requires|enable-auto-tool-choice|tools are not supported|tool calling is not");
    private static final Pattern TOO_LONG = Pattern.compile(
            "context.?length|context window|context size|maximum context|too many tokens|prompt is too long|exceeds? the"
                    + " (?:available )?context|exceed_context");
    private static final Pattern NO_MODEL = Pattern.compile(
            "model.{0,80}(?:not found|does not exist|not exist|not available|not a valid model|unknown|not loaded)"
                    + "|(?:no such|unknown|invalid) model|model_not_found|not a valid model|no models loaded|no endpoints found");

    private final ModelProfile.Remote profile;
    private final Clock clock;

    StatusFaults(ModelProfile.Remote profile, Clock clock) {
        this.profile = profile;
        this.clock = clock;
    }

    String host() {
        return String.valueOf(profile.access().endpoint().getHost());
    }

    /// @param body what the server sent, cut to a sensible length
    /// @param retryAfter the header's value, null if there was none
    Fault of(int status, String body, @Nullable String retryAfter) {
        String said = said(body);
        String lower = said.toLowerCase(Locale.ROOT);
        String quote = said.isEmpty() ? "." : ": “" + said + "”.";
        if (NO_TOOLS.matcher(lower).find()) {
            return new Fault(
                    Fault.Kind.NO_TOOLS,
                    "The model " + profile.model() + " at " + host() + " cannot call tools" + quote,
                    "Set supports_tools = false in models.toml, or choose a model that can.");
        }
        if ((status == 400 || status == 413 || status == 422 || status == 500)
                && (status == 413 || TOO_LONG.matcher(lower).find())) {
            return new Fault(
                    Fault.Kind.TOO_LONG,
                    "The conversation is too long for " + profile.model() + quote,
                    "Start a new conversation, or choose a model that reads more.");
        }
        if (status == 404
                || ((status == 400 || status == 422) && NO_MODEL.matcher(lower).find())) {
            return notFound(said, lower, quote);
        }
        return switch (status) {
            case 401, 403 -> refusedKey(status, quote);
            case 402 ->
                new Fault(
                        Fault.Kind.NO_CREDIT,
                        host() + " wants to be paid first" + quote,
                        "Look at your account there, or choose another model: agntctl model use NAME.");
            case 405, 406, 415, 426, 501, 505 ->
                new Fault(
                        Fault.Kind.NOT_AN_ENDPOINT,
                        "What answers at " + host() + " does not take chats (status " + status + ")" + quote,
                        "Check the endpoint in models.toml; it mostly ends in /v1.");
            case 408, 409, 425, 429, 503, 529 -> busy(status, lower, quote, retryAfter);
            default ->
                status >= 500
                        ? new Fault(
                                Fault.Kind.SERVER_FAILED,
                                host() + " failed (status " + status + ")" + quote,
                                "Ask again in a while, or choose another model: agntctl model use NAME.",
                                wait(retryAfter))
                        : new Fault(
                                Fault.Kind.BAD_REQUEST,
                                host() + " does not accept the request (status " + status + ")" + quote,
                                "Check kind, reasoning, max_tokens and temperature of the profile '" + profile.name()
                                        + "' in models.toml.");
        };
    }

    private Fault refusedKey(int status, String quote) {
        boolean hasKey = !(profile.access().key() instanceof ModelProfile.KeySource.None);
        return new Fault(
                hasKey ? Fault.Kind.KEY_REFUSED : Fault.Kind.NO_KEY,
                hasKey
                        ? host() + " refuses the key (status " + status + ")" + quote
                        : host() + " wants a key, and the profile '" + profile.name() + "' has none" + quote,
                hasKey
                        ? "Get a new key there and store it: agntctl model key " + profile.name() + "."
                        : "Store one in the keyring: agntctl model key " + profile.name() + ".");
    }

    private Fault notFound(String said, String lower, String quote) {
        boolean isModel =
                NO_MODEL.matcher(lower).find() || lower.contains(profile.model().toLowerCase(Locale.ROOT));
        return isModel
                ? new Fault(
                        Fault.Kind.NO_SUCH_MODEL,
                        host() + " has no model " + profile.model() + quote,
                        profile.kind() == ModelProfile.ServerKind.OLLAMA
                                ? "Get it: ollama pull " + profile.model() + ". Or see: agntctl model test "
                                        + profile.name() + "."
                                : "See what it has: agntctl model test " + profile.name() + ".")
                : new Fault(
                        Fault.Kind.NOT_AN_ENDPOINT,
                        "There are no chats at " + profile.access().endpoint() + " (status 404)"
                                + (said.isEmpty() ? "." : quote),
                        "Check the endpoint in models.toml; it mostly ends in /v1.");
    }

    private Fault busy(int status, String lower, String quote, @Nullable String retryAfter) {
        if (lower.contains("insufficient_quota") || lower.contains("exceeded your current quota")) {
            return new Fault(
                    Fault.Kind.NO_CREDIT,
                    "Your account at " + host() + " is used up" + quote,
                    "Look at your account there, or choose another model: agntctl model use NAME.");
        }
        String why = lower.contains("loading")
                ? host() + " is still loading the model"
                : status == 429 ? host() + " asks us to slow down" : host() + " is busy (status " + status + ")";
        return new Fault(
                Fault.Kind.BUSY,
                why + quote,
                "Ask again in a while, or choose another model: agntctl model use NAME.",
                wait(retryAfter));
    }

    /// Seconds, or a date.
    private @Nullable Duration wait(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (text.matches("\\d{1,9}(?:\\.\\d+)?")) {
            return Duration.ofMillis((long) (Double.parseDouble(text) * 1000));
        }
        try {
            Duration until = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// What the server said, in whichever of the usual places.
    private String said(String body) {
        String text = "";
        try {
            JsonNode node = MAPPER.readTree(body);
            for (String place : new String[] {"/error/message", "/error", "/message", "/detail/0/msg", "/detail"}) {
                JsonNode found = node == null ? MAPPER.missingNode() : node.at(place);
                if (text.isEmpty() && found.isTextual()) {
                    text = found.asText();
                }
            }
            String code = node == null
                    ? ""
                    : node.at("/error/code").asText("") + " "
                            + node.at("/error/type").asText("");
            if (!text.contains(code.strip()) && code.matches("[a-z_ ]+") && !code.isBlank()) {
                text = text + " (" + code.strip() + ")";
            }
        } catch (JsonProcessingException e) {
            text = body.stripLeading().startsWith("<") ? "" : body;
        }
        String clean = Secrets.redact(text.substring(0, Math.min(text.length(), 4 * QUOTED)))
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return clean.length() <= QUOTED ? clean.replaceFirst("\\.$", "") : clean.substring(0, QUOTED - 1) + "…";
    }
}
