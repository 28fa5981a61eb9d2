package org.agntos.core.model.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.ModelProfile.KeySource;
import org.agntos.core.model.ModelProfile.ServerKind;
import org.jspecify.annotations.Nullable;

/// Reads one profile and collects everything that is wrong with it, by key.
final class ProfileReader {
    private static final List<String> KEYS = List.of(
            "endpoint",
            "model",
            "kind",
            "api_key_env",
            "api_key_file",
            "api_key_secret",
            "max_tokens",
            "temperature",
            "timeout",
            "context",
            "reasoning",
            "supports_tools",
            "price_input",
            "price_output");
    private static final Map<Integer, ServerKind> PORTS =
            Map.of(11434, ServerKind.OLLAMA, 8080, ServerKind.LLAMA_CPP, 1234, ServerKind.LM_STUDIO);
    private static final Duration FAR = Duration.ofSeconds(90);
    /// A server on this computer may have to load a model of many gigabytes first.
    private static final Duration NEAR = Duration.ofMinutes(5);

    private final String name;
    private final ObjectNode node;
    private final Map<String, String> problems = new LinkedHashMap<>();

    ProfileReader(String name, ObjectNode node) {
        this.name = name;
        this.node = node;
    }

    Map<String, String> problems() {
        return problems;
    }

    /// The profile, if nothing is wrong with it.
    Optional<ModelProfile.Remote> read() {
        node.fieldNames().forEachRemaining(this::requireKnown);
        URI endpoint = endpoint();
        String model = text("model", true);
        KeySource key = key();
        ServerKind kind = kind(endpoint);
        ModelProfile.Tuning tuning = tuning(Loopback.isName(endpoint) ? NEAR : FAR);
        return problems.isEmpty()
                ? Optional.of(
                        new ModelProfile.Remote(name, kind, new ModelProfile.Access(endpoint, key), model, tuning))
                : Optional.empty();
    }

    private void requireKnown(String key) {
        if (key.equals("api_key")) {
            problems.put(
                    key,
                    "a key does not belong into this file, which others may read. Use api_key_secret (the desktop's"
                            + " keyring), api_key_env (an environment variable) or api_key_file (a file that only you"
                            + " can read), and take the key out of here.");
        } else if (!KEYS.contains(key)) {
            problems.put(key, "a profile has no '" + key + "'; allowed are " + String.join(", ", KEYS) + ".");
        }
    }

    private URI endpoint() {
        String text = text("endpoint", true);
        String base = text.replaceFirst("/chat/completions/?$", "").replaceFirst("/+$", "");
        try {
            URI uri = new URI(base);
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!isHttp || uri.getHost() == null) {
                complain("endpoint", "'" + text + "' is no address such as https://api.example.org/v1.");
            } else if (uri.getUserInfo() != null || uri.getQuery() != null) {
                complain(
                        "endpoint",
                        "an address holds neither a password nor a query; keys have settings of their own.");
            }
            return uri;
        } catch (URISyntaxException e) {
            complain("endpoint", "the endpoint is no address such as https://api.example.org/v1.");
            return URI.create("http://invalid");
        }
    }

    private ServerKind kind(URI endpoint) {
        String word = text("kind", false).toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return guess(endpoint);
        }
        for (ServerKind kind : ServerKind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        complain(
                "kind",
                "there is no kind '" + word + "'; the kinds are "
                        + Arrays.stream(ServerKind.values())
                                .map(ServerKind::word)
                                .collect(Collectors.joining(", ")) + ".");
        return ServerKind.COMPATIBLE;
    }

    private static ServerKind guess(URI endpoint) {
        String host = endpoint.getHost() == null ? "" : endpoint.getHost();
        if (host.endsWith("openai.com")) {
            return ServerKind.OPENAI;
        }
        if (host.endsWith("openrouter.ai")) {
            return ServerKind.OPENROUTER;
        }
        return Loopback.isName(endpoint)
                ? PORTS.getOrDefault(endpoint.getPort(), ServerKind.COMPATIBLE)
                : ServerKind.COMPATIBLE;
    }

    private KeySource key() {
        String variable = text("api_key_env", false);
        String file = text("api_key_file", false);
        String secret = text("api_key_secret", false);
        long given = List.of(variable, file, secret).stream()
                .filter(text -> !text.isEmpty())
                .count();
        if (given > 1) {
            complain("api_key_env", "only one of api_key_env, api_key_file and api_key_secret can be given.");
        }
        if (!variable.isEmpty() && !variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            problems.put(
                    "api_key_env",
                    "this is the name of an environment variable, such as AGNTOS_API_KEY, and not"
                            + " the key itself. If a key stands here, take it out.");
        }
        if (!variable.isEmpty()) {
            return new KeySource.Variable(variable);
        }
        if (!file.isEmpty()) {
            return new KeySource.File(file);
        }
        return secret.isEmpty() ? new KeySource.None() : new KeySource.Keyring(secret);
    }

    private ModelProfile.Tuning tuning(Duration silence) {
        int seconds = number("timeout", 1, 3600);
        String reasoning = text("reasoning", false);
        if (!reasoning.isEmpty() && !reasoning.matches("[a-z]{1,16}")) {
            complain("reasoning", "reasoning is a word such as none, low, medium or high.");
        }
        JsonNode tools = node.path("supports_tools");
        if (!tools.isMissingNode() && !tools.isBoolean()) {
            complain("supports_tools", "supports_tools must be true or false.");
        }
        return new ModelProfile.Tuning(
                number("max_tokens", 1, 10_000_000),
                decimal("temperature", 2),
                seconds == 0 ? silence : Duration.ofSeconds(seconds),
                number("context", 256, 100_000_000),
                reasoning,
                tools.asBoolean(true),
                price());
    }

    private ModelProfile.@Nullable Price price() {
        Double input = decimal("price_input", 1_000_000);
        Double output = decimal("price_output", 1_000_000);
        if ((input == null) != (output == null)) {
            complain(
                    input == null ? "price_output" : "price_input",
                    "prices come together: price_input and" + " price_output, each for a million tokens.");
        }
        return input == null || output == null ? null : new ModelProfile.Price(input, output);
    }

    private String text(String key, boolean isNeeded) {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            if (isNeeded) {
                complain("", "the profile '" + name + "' lacks " + key + ".");
            }
            return "";
        }
        if (!value.isTextual() || value.asText().isBlank()) {
            complain(key, key + " must be a text in quotes.");
            return "";
        }
        return value.asText().strip();
    }

    private int number(String key, int least, int most) {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return 0;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < least || value.asInt() > most) {
            complain(key, key + ": " + value + " (expected: a whole number from " + least + " to " + most + ").");
            return 0;
        }
        return value.asInt();
    }

    private @Nullable Double decimal(String key, double most) {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() <= most)) {
            complain(key, key + ": " + value + " (expected: a number from 0 to " + (long) most + ").");
            return null;
        }
        return value.asDouble();
    }

    /// The first thing said of a key is the one that counts.
    private void complain(String key, String words) {
        problems.merge(key, words, (first, next) -> key.isEmpty() ? first + " Also: " + next : first);
    }
}
