package org.agntos.core.model;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One model that a person can choose, by name.
public sealed interface ModelProfile {
    /// The name of the built-in planner's profile.
    String PLANNER = "planner";

    String name();

    /// The built-in planner: needs no network, no key and no other program.
    record Planner() implements ModelProfile {
        @Override
        public String name() {
            return PLANNER;
        }
    }

    /// A model behind an OpenAI-compatible endpoint.
    ///
    /// @param model as the server names it, such as `qwen3:8b`
    record Remote(String name, ServerKind kind, Access access, String model, Tuning tuning) implements ModelProfile {
        /// What a reply cost, in the currency of the prices, where both tokens and prices are known.
        public OptionalDouble cost(Usage usage) {
            Price price = tuning.price();
            return price == null || !usage.isKnown()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(
                            (usage.inputTokens() * price.input() + usage.outputTokens() * price.output()) / 1e6);
        }
    }

    /// What a million tokens cost.
    record Price(double input, double output) {}

    /// How to get in.
    ///
    /// @param endpoint the base address, ending in `/v1` or alike, without `/chat/completions`
    record Access(URI endpoint, KeySource key) {}

    /// Where the key is; never the key itself.
    sealed interface KeySource {
        record None() implements KeySource {}

        /// @param name of an environment variable
        record Variable(String name) implements KeySource {}

        /// @param path of a file that only its owner may read
        record File(String path) implements KeySource {}

        /// @param label under which the desktop's keyring has it
        record Keyring(String label) implements KeySource {}
    }

    /// How it is to answer.
    ///
    /// @param maxTokens of one answer; 0 leaves it to the server
    /// @param temperature null leaves it to the server
    /// @param timeout how long the server may be silent
    /// @param contextTokens of prompt and answer together; 0 where that is not known
    /// @param reasoning such as `low`, `medium` or `high`; empty leaves it to the server
    /// @param hasTools false where tools must be asked for in plain text
    /// @param price null where it is not known
    record Tuning(
            int maxTokens,
            @Nullable Double temperature,
            Duration timeout,
            int contextTokens,
            String reasoning,
            boolean hasTools,
            @Nullable Price price) {
        /// Everything left to the server.
        public static Tuning plain(Duration timeout) {
            return new Tuning(0, null, timeout, 0, "", true, null);
        }
    }

    /// Whose dialect of the protocol a server speaks.
    enum ServerKind {
        OPENAI,
        OLLAMA,
        LLAMA_CPP,
        LM_STUDIO,
        VLLM,
        OPENROUTER,
        /// Any other that keeps to the protocol.
        COMPATIBLE;

        /// As `models.toml` spells it, such as `llama-cpp`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
