package org.agntos.app.platform.hotkey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBusSigHandler;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.matchrules.DBusMatchRule;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the desktop's portal for the keys. Blocks while the desktop asks the person, so it has a thread of its own.
final class PortalHotkey implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PortalHotkey.class);
    private static final String PROGRAM = "org.agntos.Assistant";
    private static final String SHORTCUT = "toggle";
    /// The same at every start: KDE keeps what the person chose by it.
    private static final String SESSION = "agntos";
    private static final long PATIENCE_MINUTES = 10;

    private final DBusConnection bus;
    private final Chord chord;
    private final String description;
    private volatile @Nullable DBusPath session;
    private volatile @Nullable DBusSigHandler<GlobalShortcuts.Activated> listener;

    /// How asking ended.
    sealed interface Answer {
        /// @param trigger as the desktop says it, maybe empty
        record Bound(String trigger) implements Answer {}

        record Refused() implements Answer {}

        /// @param why for people who look closer
        record Missing(String why) implements Answer {}
    }

    PortalHotkey(DBusConnection bus, Chord chord, String description) {
        this.bus = bus;
        this.chord = chord;
        this.description = description;
    }

    /// @param pressed called on a thread of the bus
    Answer ask(Runnable pressed) throws InterruptedException {
        try {
            if (!isThere()) {
                return new Answer.Missing("This desktop's portal has no global shortcuts.");
            }
            register();
            return bind(pressed);
        } catch (DBusException | DBusExecutionException e) {
            LOG.debug("The portal gave no keys", e);
            return new Answer.Missing("The portal answered: " + e.getMessage());
        } catch (TimeoutException e) {
            LOG.debug("The portal did not answer", e);
            return new Answer.Missing("The portal did not answer.");
        }
    }

    private boolean isThere() throws DBusException {
        try {
            return bus.getRemoteObject(GlobalShortcuts.NAME, GlobalShortcuts.PATH, Properties.class, true)
                            .Get("org.freedesktop.portal.GlobalShortcuts", "version")
                    != null;
        } catch (DBusExecutionException e) {
            LOG.debug("No portal for keys", e);
            return false;
        }
    }

    /// Newer portals want to know who asks; older ones do not know the question.
    private void register() throws DBusException {
        try {
            bus.getRemoteObject(GlobalShortcuts.NAME, GlobalShortcuts.PATH, PortalRegistry.class, false)
                    .Register(PROGRAM, Map.of());
        } catch (DBusExecutionException e) {
            LOG.debug("The portal has no registry", e);
        }
    }

    private Answer bind(Runnable pressed) throws DBusException, InterruptedException, TimeoutException {
        GlobalShortcuts portal =
                bus.getRemoteObject(GlobalShortcuts.NAME, GlobalShortcuts.PATH, GlobalShortcuts.class, false);
        Map<String, Variant<?>> options = new LinkedHashMap<>();
        options.put("session_handle_token", new Variant<>(SESSION));
        // Plasma 5.27 takes shortcuts from here alone.
        options.put("shortcuts", new Variant<>(List.of(shortcut()), "a(sa{sv})"));
        PortalRequest.Response created = request(options, portal::CreateSession);
        Variant<?> handle = created.results.get("session_handle");
        if (created.code.intValue() != 0 || handle == null) {
            return new Answer.Refused();
        }
        DBusPath ours = new DBusPath(String.valueOf(handle.getValue()));
        DBusSigHandler<GlobalShortcuts.Activated> activated = signal -> {
            if (signal.shortcut.equals(SHORTCUT) && signal.session.getPath().equals(ours.getPath())) {
                pressed.run();
            }
        };
        session = ours;
        listener = activated;
        bus.addSigHandler(GlobalShortcuts.Activated.class, activated);
        Optional<String> known = trigger(request(Map.of(), more -> portal.ListShortcuts(ours, more)));
        if (known.isPresent()) {
            return new Answer.Bound(known.get());
        }
        PortalRequest.Response bound =
                request(Map.of(), more -> portal.BindShortcuts(ours, List.of(shortcut()), "", more));
        return bound.code.intValue() == 0 ? new Answer.Bound(trigger(bound).orElse("")) : new Answer.Refused();
    }

    /// Gives the keys back, as far as the desktop is there to take them.
    @Override
    public void close() {
        DBusPath ours = session;
        DBusSigHandler<GlobalShortcuts.Activated> activated = listener;
        if (ours == null || activated == null) {
            return;
        }
        session = null;
        listener = null;
        try {
            bus.removeSigHandler(GlobalShortcuts.Activated.class, activated);
            bus.getRemoteObject(GlobalShortcuts.NAME, ours.getPath(), PortalSession.class, false)
                    .Close();
        } catch (DBusException | DBusExecutionException e) {
            LOG.debug("The portal's session was gone already", e);
        }
    }

    private PortalShortcut shortcut() {
        return new PortalShortcut(
                SHORTCUT,
                Map.of(
                        "description", new Variant<>(description),
                        "preferred_trigger", new Variant<>(chord.forPortal())));
    }

    /// What the desktop says of our shortcut; empty if it does not know it.
    private static Optional<String> trigger(PortalRequest.Response response) {
        Variant<?> shortcuts = response.results.get("shortcuts");
        if (shortcuts == null || !(shortcuts.getValue() instanceof List<?> list)) {
            return Optional.empty();
        }
        for (Object each : list) {
            Object[] parts = each instanceof PortalShortcut known
                    ? new Object[] {known.id, known.properties}
                    : each instanceof Object[] raw ? raw : new Object[0];
            if (parts.length == 2 && SHORTCUT.equals(parts[0]) && parts[1] instanceof Map<?, ?> properties) {
                Object words = properties.get("trigger_description");
                return Optional.of(words instanceof Variant<?> variant ? String.valueOf(variant.getValue()) : "");
            }
        }
        return Optional.empty();
    }

    /// One call of the portal.
    @FunctionalInterface
    private interface Call {
        DBusPath make(Map<String, Variant<?>> options);
    }

    /// Calls and waits for the answer, whose path is known before: it may come at once.
    private PortalRequest.Response request(Map<String, Variant<?>> options, Call call)
            throws DBusException, InterruptedException, TimeoutException {
        String token = "agntos" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        String sender = bus.getUniqueName().substring(1).replace('.', '_');
        CompletableFuture<PortalRequest.Response> answer = new CompletableFuture<>();
        DBusMatchRule rule = DBusMatchRuleBuilder.create()
                .withType(PortalRequest.Response.class)
                .withPath(GlobalShortcuts.PATH + "/request/" + sender + "/" + token)
                .build();
        DBusSigHandler<PortalRequest.Response> handler = answer::complete;
        bus.addSigHandler(rule, handler);
        try {
            Map<String, Variant<?>> all = new LinkedHashMap<>(options);
            all.put("handle_token", new Variant<>(token));
            call.make(all);
            return answer.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is only ever given", e);
        } finally {
            bus.removeSigHandler(rule, handler);
        }
    }
}
