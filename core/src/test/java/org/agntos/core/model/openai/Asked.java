package org.agntos.core.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.agntos.core.model.ChatModel;
import org.agntos.core.model.ChatModel.Message;
import org.agntos.core.model.ChatModel.Prompt;
import org.agntos.core.model.ChatModel.Reply;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.ModelProfile.KeySource;
import org.agntos.core.model.ModelProfile.ServerKind;
import org.agntos.core.model.ReplyListener;
import org.agntos.core.model.key.ApiKeys;
import org.agntos.core.model.key.KeyRing;

/// A model asked once, with everything that the person would have seen.
final class Asked implements ReplyListener {
    static final String KEY = "sk-test-3f9a7c21d0b84e56";
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    static final Duration SILENCE = Duration.ofMillis(700);
    static final List<ToolSpec> TOOLS = List.of(
            new ToolSpec("inspect", "Looks at this machine.", object("""
                    {"type":"object","properties":{"target":{"type":"string","enum":["cpu","disk"]}},\
                    "required":["target"],"additionalProperties":false}""")),
            new ToolSpec("search", "Searches.", object("{\"type\":\"object\",\"properties\":{}}")));

    final StringBuilder text = new StringBuilder();
    final StringBuilder thinking = new StringBuilder();
    final List<String> notices = new ArrayList<>();
    final List<Duration> waits = new ArrayList<>();
    Reply reply = new Reply.Failed("not asked", "");

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Prompt prompt(String request) {
        return new Prompt("You help.", List.of(new Message.FromUser(request)), TOOLS);
    }

    static ModelProfile.Remote profile(URI endpoint) {
        return profile(endpoint, ServerKind.COMPATIBLE);
    }

    static ModelProfile.Remote profile(URI endpoint, ServerKind kind) {
        return new ModelProfile.Remote(
                "test",
                kind,
                new ModelProfile.Access(endpoint, new KeySource.Variable("TEST_KEY")),
                "small-model",
                ModelProfile.Tuning.plain(SILENCE));
    }

    Surroundings around() {
        return around(new Reach(() -> false, InetAddress::getAllByName));
    }

    Surroundings around(Reach reach) {
        return new Surroundings(
                reach,
                new ApiKeys(Map.of("TEST_KEY", KEY), NO_RING),
                new Pace(3, Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofSeconds(60)),
                CLOCK,
                waits::add,
                RandomGenerator.getDefault());
    }

    static final KeyRing NO_RING = new KeyRing() {
        @Override
        public Finding find(String label) {
            return new Finding.Absent();
        }

        @Override
        public Finding store(String label, String secret) {
            return new Finding.Absent();
        }
    };

    static Asked of(URI endpoint) throws InterruptedException {
        return of(profile(endpoint), prompt("how is the disk?"));
    }

    static Asked of(ModelProfile.Remote profile, Prompt prompt) throws InterruptedException {
        Asked asked = new Asked();
        asked.ask(new OpenAiModel(profile, asked.around()), prompt);
        return asked;
    }

    Asked ask(ChatModel model, Prompt prompt) throws InterruptedException {
        reply = model.reply(prompt, this);
        return this;
    }

    /// All that a person could see of it.
    String seen() {
        return text + "\n" + thinking + "\n" + String.join("\n", notices) + "\n" + reply;
    }

    @Override
    public void text(String piece) {
        text.append(piece);
    }

    @Override
    public void thinking(String piece) {
        thinking.append(piece);
    }

    @Override
    public void notice(String words) {
        notices.add(words);
    }
}
