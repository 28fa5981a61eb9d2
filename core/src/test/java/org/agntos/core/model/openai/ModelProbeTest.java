package org.agntos.core.model.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.agntos.core.model.ModelProfile.ServerKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class ModelProbeTest {
    private static final String MODELS =
            "{\"object\":\"list\",\"data\":[{\"id\":\"small-model\"},{\"id\":\"big-model\"}]}";
    private static final String CALL =
            "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"say\",\"arguments\":\"{\\\"word\\\":\\\"ready\\\"}\"}}]},\"finish_reason\":\"tool_calls\"}]}";

    private static List<ModelProbe.Step> probe(ModelServer.Script chat, int status, String models)
            throws InterruptedException {
        try (ModelServer server = new ModelServer((request, wire) -> {
            if (request.path().endsWith("/models")) {
                wire.json(status, models);
            } else {
                chat.answer(request, wire);
            }
        })) {
            return ModelProbe.run(Asked.profile(server.base()), new Asked().around());
        }
    }

    private static String words(List<ModelProbe.Step> steps) {
        return String.join(
                "\n",
                steps.stream()
                        .map(step -> (step.isGood() ? "ok " : "bad ") + step.name() + ": " + step.words() + " "
                                + step.next())
                        .toList());
    }

    @Test
    void aModelThatWorksPassesEveryStep() throws InterruptedException {
        List<ModelProbe.Step> steps = probe((_, wire) -> wire.stream().data(CALL), 200, MODELS);
        assertThat(steps).extracting(ModelProbe.Step::name).containsExactly("server", "answer", "tools");
        assertThat(steps).allMatch(ModelProbe.Step::isGood);
    }

    @Test
    void aModelThatIsNotThereIsSaidWithThoseThatAre() throws InterruptedException {
        assertThat(words(probe((_, _) -> {}, 200, MODELS.replace("small-model", "small-model-v2"))))
                .contains("bad model: It has no model small-model.", "It has: small-model-v2, …");
    }

    @Test
    void aServerWithoutAListIsTriedAllTheSame() throws InterruptedException {
        assertThat(words(probe((_, wire) -> wire.stream().data(CALL), 404, "{}")))
                .contains("does not list its models", "ok tools: It calls tools.");
    }

    @Test
    void aKeyThatIsRefusedIsSaidAtTheFirstStep() throws InterruptedException {
        assertThat(words(probe(
                        (_, _) -> {},
                        401,
                        "{\"error\":{\"message\":\"bad key <" + Asked.KEY.replace("sk-", "") + "> or " + Asked.KEY
                                + "\"}}")))
                .contains("bad server: 127.0.0.1 refuses the key", "agntctl model key test")
                .doesNotContain(Asked.KEY);
    }

    @Test
    void aModelThatOnlyTalksIsSaid() throws InterruptedException {
        assertThat(words(probe((_, wire) -> wire.stream().text("ready").end(), 200, MODELS)))
                .contains("ok answer", "bad tools: It was asked to call a tool and did not.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://127.0.0.1:1/v1 | Nothing answers at 127.0.0.1:1.",
                "http://no-such-host.invalid/v1 | There is no computer by the name no-such-host.invalid.",
            })
    void aServerThatIsNotThereIsSaid(URI endpoint, String words) throws InterruptedException {
        Asked asked = new Asked();
        Reach reach = new Reach(() -> false, host -> {
            if (host.endsWith(".invalid")) {
                throw new UnknownHostException(host);
            }
            return InetAddress.getAllByName(host);
        });
        assertThat(words(ModelProbe.run(Asked.profile(endpoint), asked.around(reach))))
                .contains(words);
    }

    @Test
    void serversOnThisComputerAreFoundAndOthersLeftOut() throws InterruptedException {
        try (ModelServer ollama = new ModelServer((_, wire) -> wire.json(200, MODELS));
                ModelServer page =
                        new ModelServer((_, wire) -> wire.head(200, "text/html").raw("<html>"));
                ModelServer silent = new ModelServer((_, wire) -> wire.wait("anything"))) {
            List<LocalServers.Found> found = LocalServers.find(
                    Map.of(
                            ollama.port(), ServerKind.OLLAMA,
                            page.port(), ServerKind.LLAMA_CPP,
                            silent.port(), ServerKind.LM_STUDIO),
                    new Asked().around(),
                    Duration.ofMillis(500));
            assertThat(found)
                    .containsExactly(new LocalServers.Found(
                            ServerKind.OLLAMA, ollama.base(), List.of("small-model", "big-model")));
        }
    }
}
