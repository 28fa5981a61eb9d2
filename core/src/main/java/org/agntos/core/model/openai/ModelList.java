package org.agntos.core.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agntos.core.model.ModelProfile;

/// The models that a server says it has.
public final class ModelList {
    private static final int LIMIT = 8 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ModelList() {}

    /// How asking ended.
    public sealed interface Result {
        /// @param models as the server names them, in its order
        record Listed(List<String> models) implements Result {
            public Listed {
                models = List.copyOf(models);
            }
        }

        record Failed(Fault fault) implements Result {}
    }

    /// Asks once, with the profile's key, and waits no longer than `limit` for each step.
    public static Result of(ModelProfile.Remote profile, Surroundings around, Duration limit)
            throws InterruptedException {
        Admission admission;
        try {
            admission = Admission.of(profile, around.keys());
        } catch (EndpointFailed e) {
            return new Result.Failed(e.fault());
        }
        StatusFaults faults = new StatusFaults(profile, around.clock());
        URI address = URI.create(OpenAiModel.base(profile) + "/models");
        try (Exchange exchange = new Exchange(around.reach(), limit)) {
            exchange.send(address, admission.headers("application/json"), null);
            String text;
            try (InputStream body = exchange.body()) {
                text = new String(body.readNBytes(LIMIT), StandardCharsets.UTF_8);
            }
            return exchange.status() / 100 == 2
                    ? listed(text, faults)
                    : new Result.Failed(admission.clean(faults.of(exchange.status(), text, null)));
        } catch (EndpointFailed e) {
            return new Result.Failed(e.fault());
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("cancelled");
            }
            return new Result.Failed(ConnectionFaults.reading(faults.host(), e, limit));
        }
    }

    private static Result listed(String text, StatusFaults faults) {
        List<String> names = new ArrayList<>();
        try {
            JsonNode data = MAPPER.readTree(text).path("data");
            if (data.isArray()) {
                data.forEach(model -> names.add(model.path("id").asText("")));
                names.removeIf(String::isBlank);
                return new Result.Listed(names);
            }
        } catch (JsonProcessingException e) {
            // Said below.
        }
        return new Result.Failed(new Fault(
                Fault.Kind.NOT_AN_ENDPOINT,
                "What answers at " + faults.host() + " lists no models.",
                "Check the endpoint in models.toml; it mostly ends in /v1."));
    }
}
