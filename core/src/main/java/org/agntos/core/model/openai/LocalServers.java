package org.agntos.core.model.openai;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.ModelProfile.KeySource;
import org.agntos.core.model.ModelProfile.ServerKind;

/// Looks for model servers on this computer where they usually listen. Takes no longer than the given time; only for
/// when somebody asks.
public final class LocalServers {
    /// Where each kind of server listens unless it was told otherwise.
    public static final Map<Integer, ServerKind> PORTS = Map.of(
            11434, ServerKind.OLLAMA, 8080, ServerKind.LLAMA_CPP, 1234, ServerKind.LM_STUDIO, 8000, ServerKind.VLLM);

    private LocalServers() {}

    /// @param models as the server names them
    public record Found(ServerKind kind, URI endpoint, List<String> models) {
        public Found {
            models = List.copyOf(models);
        }
    }

    /// @param ports the kind that a server at each port would be
    public static List<Found> find(Map<Integer, ServerKind> ports, Surroundings around, Duration limit)
            throws InterruptedException {
        List<Found> found = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Found>>> looks = new ArrayList<>();
            ports.forEach((port, kind) -> looks.add(threads.submit(() -> look(port, kind, around, limit))));
            for (Future<List<Found>> look : looks) {
                try {
                    found.addAll(look.get());
                } catch (ExecutionException e) {
                    throw new IllegalStateException("looking for a server failed", e);
                } catch (InterruptedException e) {
                    threads.shutdownNow();
                    throw e;
                }
            }
        }
        return List.copyOf(found);
    }

    private static List<Found> look(int port, ServerKind kind, Surroundings around, Duration limit)
            throws InterruptedException {
        URI endpoint = URI.create("http://127.0.0.1:" + port + "/v1");
        ModelProfile.Remote profile = new ModelProfile.Remote(
                kind.word(),
                kind,
                new ModelProfile.Access(endpoint, new KeySource.None()),
                "any",
                ModelProfile.Tuning.plain(limit));
        return switch (ModelList.of(profile, around, limit)) {
            case ModelList.Result.Listed(List<String> models) -> List.of(new Found(kind, endpoint, models));
            case ModelList.Result.Failed _ -> List.of();
        };
    }
}
