package org.agntos.core.model.openai;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.agntos.core.model.ChatModel;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.ModelProfile.ServerKind;
import org.agntos.core.model.ReplyListener;
import org.agntos.core.model.settings.Loopback;

/// A model behind an OpenAI-compatible endpoint. Asks again where that can help, and tells the listener so; what
/// another
/// endpoint could do is for the caller to decide. Keeps no connection between replies; safe for any thread.
public final class OpenAiModel implements ChatModel {
    private static final int MOST_CALLS = 64;

    private final ModelProfile.Remote profile;
    private final Surroundings around;
    private final StatusFaults faults;
    /// False once the server said that the model has none.
    private volatile boolean hasTools;

    public OpenAiModel(ModelProfile.Remote profile, Surroundings around) {
        this.profile = profile;
        this.around = around;
        this.faults = new StatusFaults(profile, around.clock());
        this.hasTools = profile.tuning().hasTools();
    }

    public ModelProfile.Remote profile() {
        return profile;
    }

    @Override
    public String displayName() {
        return profile.model() + " (" + profile.name() + ")";
    }

    @Override
    public OptionalInt contextTokens() {
        int tokens = profile.tuning().contextTokens();
        return tokens > 0 ? OptionalInt.of(tokens) : OptionalInt.empty();
    }

    @Override
    public Reply reply(Prompt prompt, ReplyListener listener) throws InterruptedException {
        return switch (attempt(prompt, listener)) {
            case Attempt.Answered(Reply.Complete reply) -> reply;
            case Attempt.Failed failed -> failed.reply();
        };
    }

    /// The same, with what a caller needs to decide whether to ask elsewhere.
    public Attempt attempt(Prompt prompt, ReplyListener listener) throws InterruptedException {
        Admission admission;
        try {
            admission = Admission.of(profile, around.keys());
        } catch (EndpointFailed e) {
            return new Attempt.Failed(e.fault(), false);
        }
        Map<String, String> headers = admission.headers("text/event-stream");
        for (int tried = 1; ; tried++) {
            Attempt attempt = once(prompt, listener, headers);
            if (!(attempt instanceof Attempt.Failed(Fault raw, boolean hasShownText))) {
                return attempt;
            }
            Fault fault = admission.clean(raw);
            if (hasShownText) {
                return new Attempt.Failed(fault, true);
            }
            if (fault.kind() == Fault.Kind.NO_TOOLS
                    && hasTools
                    && !prompt.tools().isEmpty()) {
                hasTools = false;
                listener.notice(profile.model() + " cannot call tools; asking it in plain text instead.");
                continue;
            }
            Optional<Duration> wait = around.pace().before(tried + 1, fault, around.random());
            if (wait.isEmpty()) {
                return new Attempt.Failed(fault, false);
            }
            listener.notice("Waiting " + ConnectionFaults.seconds(wait.get()) + ": " + fault.message());
            around.pause().of(wait.get());
        }
    }

    private Attempt once(Prompt prompt, ReplyListener listener, Map<String, String> headers)
            throws InterruptedException {
        boolean isPlain = !hasTools;
        Duration silence = profile.tuning().timeout();
        Answer answer = new Answer(listener, !prompt.tools().isEmpty());
        ChatRequest request = isPlain ? Requests.inPlainText(profile, prompt) : Requests.withTools(profile, prompt);
        try (Exchange exchange = new Exchange(around.reach(), silence)) {
            Transport transport = new Transport(exchange, headers, faults, silence, answer);
            model(transport).chat(request, answer);
            if (transport.isInterrupted()) {
                throw new InterruptedException("cancelled");
            }
            Fault fault = transport.fault();
            if (fault != null) {
                return new Attempt.Failed(fault, answer.hasShownText());
            }
            answer.passRest();
            List<ToolCall> calls = transport.calls();
            return complete(
                    answer,
                    transport.finish(),
                    calls.isEmpty() ? answer.callsInText(prompt.messages().size()) : calls,
                    listener);
        } catch (LangChain4jException | IllegalArgumentException e) {
            return new Attempt.Failed(
                    ConnectionFaults.malformed(faults.host(), "its answer has another form"), answer.hasShownText());
        }
    }

    private OpenAiStreamingChatModel model(Transport transport) {
        return OpenAiStreamingChatModel.builder()
                .httpClientBuilder(transport)
                .baseUrl(base(profile).toString())
                .modelName(profile.model())
                .returnThinking(true)
                .build();
    }

    /// A host alone is not enough for any server we know.
    static URI base(ModelProfile.Remote profile) {
        URI endpoint = profile.access().endpoint();
        boolean isBare = endpoint.getPath() == null || endpoint.getPath().isEmpty();
        boolean isKnown = profile.kind() != ServerKind.COMPATIBLE || Loopback.isName(endpoint);
        String path = profile.kind() == ServerKind.OPENROUTER ? "/api/v1" : "/v1";
        return isBare && isKnown ? URI.create(endpoint + path) : endpoint;
    }

    private Attempt complete(Answer answer, String finish, List<ToolCall> calls, ReplyListener listener) {
        if (calls.size() > MOST_CALLS) {
            return new Attempt.Failed(
                    new Fault(
                            Fault.Kind.TOO_LARGE,
                            profile.model() + " wanted " + calls.size() + " tools at once; none was run.",
                            "Ask for less at a time, or choose another model."),
                    answer.hasShownText());
        }
        if (calls.stream().anyMatch(call -> call.tool().isBlank())) {
            return new Attempt.Failed(
                    ConnectionFaults.malformed(faults.host(), "it calls a tool without a name"), answer.hasShownText());
        }
        if (finish.equals("length")) {
            listener.notice("The answer was cut off: it reached the number of tokens allowed (max_tokens).");
        } else if (finish.equals("content_filter")) {
            listener.notice(faults.host() + " withheld a part of the answer.");
        }
        if (calls.isEmpty() && answer.text().isBlank()) {
            return new Attempt.Failed(
                    new Fault(
                            Fault.Kind.EMPTY,
                            profile.model() + " gave an empty answer"
                                    + (finish.equals("length") ? " after spending all its tokens on thinking." : "."),
                            "Ask again in other words, or choose another model."),
                    answer.hasShownText());
        }
        return new Attempt.Answered(new Reply.Complete(answer.text(), calls, answer.usage()));
    }
}
