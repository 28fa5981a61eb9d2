package org.agntos.core.model.keyring;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.agntos.core.model.key.KeyRing;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/// GNOME Keyring, KWallet, KeePassXC or whatever else answers to `org.freedesktop.secrets`. A locked keyring asks the
/// person to unlock it. Entries are found by two attributes, so that `secret-tool` and Seahorse can write and show
/// them.
public final class SecretServiceKeyRing implements KeyRing {
    private static final String SERVICE = "org.freedesktop.Secret.Service";
    private static final String ITEM = "org.freedesktop.Secret.Item";
    private static final String ROOT = "/org/freedesktop/secrets";
    private static final String NOTHING = "/";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Finding NO_KEYRING = new Finding.Unusable(
            "There is no keyring here: nothing on the session bus keeps secrets.",
            "Set services.gnome.gnome-keyring.enable = true, or use api_key_file or api_key_env in models.toml.");

    private final String address;

    /// @param environment of this process, for the address of the session bus
    public SecretServiceKeyRing(Map<String, String> environment) {
        this.address = SessionBus.address(environment);
    }

    @Override
    public Finding find(String label) throws InterruptedException {
        return onTheBus(bus -> {
            List<DBusPath> found = search(bus, label);
            if (found.isEmpty()) {
                return new Finding.Absent();
            }
            String session = openSession(bus);
            Object[] secrets = bus.call(ROOT, SERVICE, "GetSecrets", "aoo", found.subList(0, 1), new DBusPath(session));
            for (Object secret : ((Map<?, ?>) secrets[0]).values()) {
                return new Finding.Found(new String(bytes(((Object[]) secret)[2]), StandardCharsets.UTF_8));
            }
            return new Finding.Unusable(
                    "The keyring stayed locked, so the key in it could not be used.",
                    "Ask again and unlock it when it asks you to.");
        });
    }

    @Override
    public Finding store(String label, String secret) throws InterruptedException {
        return onTheBus(bus -> {
            String collection = collection(bus);
            unlock(bus, List.of(new DBusPath(collection)));
            String session = openSession(bus);
            Map<String, Variant<?>> properties = Map.of(
                    ITEM + ".Label",
                    new Variant<>("AgntOS: " + label),
                    ITEM + ".Attributes",
                    new Variant<>(attributes(label), "a{ss}"));
            Object[] value = {
                new DBusPath(session), new byte[0], secret.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf8"
            };
            Object[] made = bus.call(
                    collection,
                    "org.freedesktop.Secret.Collection",
                    "CreateItem",
                    "a{sv}(oayays)b",
                    properties,
                    value,
                    true);
            bus.prompt(made[1].toString(), PATIENCE);
            return search(bus, label).isEmpty()
                    ? new Finding.Unusable("The keyring did not keep the key.", "Unlock the keyring and try again.")
                    : new Finding.Found(secret);
        });
    }

    private static Map<String, String> attributes(String label) {
        return Map.of("application", "org.agntos.Assistant", "name", label);
    }

    /// The entries of this name, unlocked if need be.
    private static List<DBusPath> search(SessionBus bus, String label) throws BusProblem, InterruptedException {
        Object[] found = bus.call(ROOT, SERVICE, "SearchItems", "a{ss}", attributes(label));
        List<DBusPath> open = paths(found[0]);
        List<DBusPath> locked = paths(found[1]);
        return open.isEmpty() && !locked.isEmpty() ? unlock(bus, locked) : open;
    }

    private static List<DBusPath> unlock(SessionBus bus, List<DBusPath> objects)
            throws BusProblem, InterruptedException {
        Object[] answer = bus.call(ROOT, SERVICE, "Unlock", "ao", objects);
        bus.prompt(answer[1].toString(), PATIENCE);
        return objects;
    }

    /// Where new entries go.
    private static String collection(SessionBus bus) throws BusProblem, InterruptedException {
        Object[] answer = bus.call(ROOT, SERVICE, "ReadAlias", "s", "default");
        String path = answer[0].toString();
        return path.equals(NOTHING) ? ROOT + "/collection/login" : path;
    }

    /// Unencrypted within the bus: whoever can listen there can ask the keyring itself.
    private static String openSession(SessionBus bus) throws BusProblem, InterruptedException {
        return bus.call(ROOT, SERVICE, "OpenSession", "sv", "plain", new Variant<>(""))[1].toString();
    }

    private static List<DBusPath> paths(Object value) {
        return ((List<?>) value)
                .stream().map(path -> new DBusPath(path.toString())).toList();
    }

    private static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        List<?> list = (List<?>) value;
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (Byte) list.get(i);
        }
        return bytes;
    }

    @FunctionalInterface
    private interface Work {
        Finding on(SessionBus bus) throws BusProblem, InterruptedException;
    }

    /// On a thread of its own, so that whoever waits can be interrupted while the person looks for their password.
    private Finding onTheBus(Work work) throws InterruptedException {
        if (address.isEmpty()) {
            return NO_KEYRING;
        }
        CompletableFuture<Finding> finding = new CompletableFuture<>();
        Thread worker = Thread.ofVirtual().name("keyring").start(() -> {
            try (SessionBus bus = SessionBus.open(address)) {
                finding.complete(work.on(bus));
            } catch (BusProblem e) {
                finding.complete(NO_KEYRING);
            } catch (InterruptedException | RuntimeException e) {
                finding.completeExceptionally(e);
            }
        });
        try {
            return finding.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return new Finding.Unusable(
                    "The keyring gave no answer that can be used.", "Unlock it, or use api_key_file in models.toml.");
        } finally {
            worker.interrupt();
        }
    }
}
