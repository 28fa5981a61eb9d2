package org.agntos.core.model.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agntos.core.model.ChatModel.Message;
import org.agntos.core.model.ChatModel.Prompt;
import org.agntos.core.model.ChatModel.Reply;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.ReplyListener;

/// Tries a profile out, step by step, and says in words what works and what does not. Asks the server each thing once.
public final class ModelProbe {
    private static final Duration SLOW = Duration.ofSeconds(20);
    private static final int NAMED = 8;

    private final ModelProfile.Remote profile;
    private final Surroundings around;
    private final List<Step> steps = new ArrayList<>();

    private ModelProbe(ModelProfile.Remote profile, Surroundings around) {
        this.profile = profile;
        this.around = new Surroundings(
                around.reach(),
                around.keys(),
                new Pace(1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                around.clock(),
                around.pause(),
                around.random());
    }

    /// @param name such as `server`; @param next what the person can do, empty where nothing is wrong
    public record Step(String name, boolean isGood, String words, String next) {}

    public static List<Step> run(ModelProfile.Remote profile, Surroundings around) throws InterruptedException {
        ModelProbe probe = new ModelProbe(profile, around);
        if (probe.server()) {
            probe.answer();
        }
        return List.copyOf(probe.steps);
    }

    /// Whether it makes sense to go on.
    private boolean server() throws InterruptedException {
        Duration limit = profile.tuning().timeout().compareTo(SLOW) < 0
                ? profile.tuning().timeout()
                : SLOW;
        return switch (ModelList.of(profile, around, limit)) {
            case ModelList.Result.Listed(List<String> models) -> {
                good(
                        "server",
                        profile.access().endpoint().getHost() + " answers and has " + models.size() + " models.");
                boolean isThere = models.isEmpty() || models.stream().anyMatch(this::isWanted);
                if (!isThere) {
                    bad("model", "It has no model " + profile.model() + ".", "It has: " + named(models) + ".");
                }
                yield isThere;
            }
            case ModelList.Result.Failed(Fault fault)
            when fault.kind() == Fault.Kind.NOT_AN_ENDPOINT || fault.kind() == Fault.Kind.SERVER_FAILED -> {
                good("server", profile.access().endpoint().getHost() + " answers, and does not list its models.");
                yield true;
            }
            case ModelList.Result.Failed(Fault fault) -> {
                bad("server", fault.message(), fault.next());
                yield false;
            }
        };
    }

    private boolean isWanted(String model) {
        return model.equals(profile.model()) || model.equals(profile.model() + ":latest");
    }

    private String named(List<String> models) {
        String wanted = profile.model().toLowerCase(Locale.ROOT).replaceFirst("[:/-].*", "");
        List<String> near = models.stream()
                .filter(model -> model.toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        List<String> shown =
                (near.isEmpty() ? models : near).stream().limit(NAMED).toList();
        return String.join(", ", shown) + (shown.size() < models.size() ? ", …" : "");
    }

    private void answer() throws InterruptedException {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties").putObject("word").put("type", "string");
        schema.putArray("required").add("word");
        ToolSpec tool = new ToolSpec("say", "Says a word aloud.", schema);
        Prompt prompt = new Prompt(
                "You are being tested. Call the tool that is asked for.",
                List.of(new Message.FromUser("Call the tool say with the word ready.")),
                List.of(tool));
        Clocked clocked = new Clocked();
        Attempt attempt = new OpenAiModel(profile, around).attempt(prompt, clocked);
        long all = System.nanoTime() - clocked.start;
        switch (attempt) {
            case Attempt.Failed(Fault fault, boolean _) -> bad("answer", fault.message(), fault.next());
            case Attempt.Answered(Reply.Complete reply) -> {
                Duration first = Duration.ofNanos(clocked.first == 0 ? all : clocked.first - clocked.start);
                if (first.compareTo(SLOW) > 0) {
                    bad(
                            "speed",
                            "The first word took " + first.toSeconds() + " s.",
                            "Choose a smaller model for this computer.");
                } else {
                    good("answer", "It answered after " + first.toMillis() + " ms" + speed(reply, all) + ".");
                }
                tools(reply, clocked.hasNoTools);
            }
        }
    }

    private static String speed(Reply.Complete reply, long nanos) {
        long tokens = reply.usage().outputTokens();
        return tokens > 0 ? ", " + Math.round(tokens / (nanos / 1e9)) + " tokens a second" : "";
    }

    private void tools(Reply.Complete reply, boolean isInPlainText) {
        boolean hasCalled = reply.calls().stream()
                .anyMatch(call -> call.tool().equals("say")
                        && call.arguments().path("word").isTextual());
        if (!hasCalled) {
            bad(
                    "tools",
                    "It was asked to call a tool and did not.",
                    "It can answer, but hardly change anything. Choose a model that is good at calling tools.");
        } else if (isInPlainText || !profile.tuning().hasTools()) {
            good("tools", "It calls tools in plain text, because the server offers no other way.");
        } else {
            good("tools", "It calls tools.");
        }
    }

    private void good(String name, String words) {
        steps.add(new Step(name, true, words, ""));
    }

    private void bad(String name, String words, String next) {
        steps.add(new Step(name, false, words, next));
    }

    /// Notes when the first word came.
    private static final class Clocked implements ReplyListener {
        private final long start = System.nanoTime();
        private long first;
        private boolean hasNoTools;

        @Override
        public void text(String piece) {
            note();
        }

        @Override
        public void thinking(String piece) {
            note();
        }

        @Override
        public void notice(String words) {
            hasNoTools |= words.contains("cannot call tools");
        }

        private void note() {
            if (first == 0) {
                first = System.nanoTime();
            }
        }
    }
}
