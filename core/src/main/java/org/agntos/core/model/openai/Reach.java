package org.agntos.core.model.openai;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// How far requests may go: anywhere, or no further than this computer. Names are resolved here, and under "local only"
/// a name all of whose addresses are not loopback is refused before anything is sent.
public final class Reach {
    /// Finds the addresses of a name.
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final BooleanSupplier isLocalOnly;
    private final Resolver resolver;

    /// @param isLocalOnly asked before each connection
    public Reach(BooleanSupplier isLocalOnly, Resolver resolver) {
        this.isLocalOnly = isLocalOnly;
        this.resolver = resolver;
    }

    boolean isLocalOnly() {
        return isLocalOnly.getAsBoolean();
    }

    /// The first address of a host that may be reached. A name that needs a question to a name server is not even
    /// asked for under "local only": the question itself would leave this computer.
    InetAddress resolve(String host, Duration limit) throws EndpointFailed, InterruptedException {
        boolean isLocalOnly = isLocalOnly();
        if (isLocalOnly && !isKnownHere(host)) {
            throw new EndpointFailed(refused(host));
        }
        InetAddress[] addresses = lookUp(host, limit);
        for (InetAddress address : addresses) {
            if (isLocalOnly && !address.isLoopbackAddress()) {
                throw new EndpointFailed(refused(host));
            }
        }
        return addresses[0];
    }

    private static boolean isKnownHere(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.toLowerCase(Locale.ROOT).endsWith(".localhost")
                || host.matches("[0-9.]+")
                || host.startsWith("[");
    }

    private InetAddress[] lookUp(String host, Duration limit) throws EndpointFailed, InterruptedException {
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        Thread.ofVirtual().name("resolve-" + host).start(() -> {
            try {
                found.complete(resolver.resolve(host));
            } catch (UnknownHostException e) {
                found.completeExceptionally(e);
            }
        });
        try {
            return found.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new EndpointFailed(new Fault(
                    Fault.Kind.NAME_NOT_FOUND,
                    e instanceof TimeoutException
                            ? "The name server did not say in " + limit.toSeconds() + " s where " + host + " is."
                            : "There is no computer by the name " + host + ".",
                    "Check the spelling of the endpoint in models.toml and whether this computer is on a network."));
        }
    }

    private static Fault refused(String host) {
        return new Fault(
                Fault.Kind.LOCAL_ONLY,
                "Local only is on, and " + host + " is not this computer. Nothing was sent.",
                "Choose a model on this computer, or set local_only = false in models.toml.");
    }
}
