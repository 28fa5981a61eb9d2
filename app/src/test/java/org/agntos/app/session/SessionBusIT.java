package org.agntos.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agntos.app.platform.dbus.Application;
import org.agntos.app.platform.dbus.Assistant1;
import org.agntos.app.platform.dbus.AssistantName;
import org.agntos.app.platform.dbus.SessionBus;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our name and our object on a real bus.
@SuppressWarnings("NullAway.Init") // start() comes before every test
class SessionBusIT {
    @TempDir
    Path folder;

    private final RecordedCalls calls = new RecordedCalls();
    private final CompletableFuture<Assistant1> takenBy = new CompletableFuture<>();
    private PrivateBus bus;
    private AssistantName name;
    private SessionBus session;

    @BeforeEach
    void start() throws Exception {
        bus = PrivateBus.start(folder);
        name = new AssistantName(calls, "2.0.0", takenBy::complete);
        session = SessionBus.start(bus.address(), List.of(name));
        Awaiting.until("the name is ours", name::isOurs);
    }

    @AfterEach
    void stop() {
        session.close();
        bus.close();
    }

    @Test
    void desktopsOpenTheProgramAndCallItsActions() throws Exception {
        try (DBusConnection other = bus.connect()) {
            Application application =
                    other.getRemoteObject(AssistantName.NAME, AssistantName.PATH, Application.class, false);
            application.Activate(Map.of("activation-token", new Variant<>("t")));
            application.Open(List.of("file:///tmp"), Map.of());
            application.ActivateAction("toggle", List.of(), Map.of());
            application.ActivateAction("new-chat", List.of(), Map.of());
            application.ActivateAction("show-change", List.of(new Variant<>("p-12")), Map.of());

            assertThat(calls.calls).containsExactly("show", "show", "toggle", "new-chat", "show-change p-12");
            assertThatThrownBy(() -> application.ActivateAction("frob", List.of(), Map.of()))
                    .isInstanceOf(DBusExecutionException.class)
                    .hasMessageContaining("expected: toggle");
        }
    }

    @Test
    void programsAskListAndLook() throws Exception {
        try (DBusConnection other = bus.connect()) {
            Assistant1 assistant =
                    other.getRemoteObject(AssistantName.NAME, AssistantName.PATH, Assistant1.class, false);
            assistant.Ask("  install htop ");

            assertThat(calls.calls).containsExactly("ask install htop");
            assertThat(assistant.ListProposals()).singleElement().satisfies(line -> {
                assertThat(line.id).isEqualTo("p-1");
                assertThat(line.summary).isEqualTo("Install htop");
            });
            assertThat(assistant.Status())
                    .containsEntry("state", new Variant<>("needs-you"))
                    .containsEntry("pending", new Variant<>(1));
        }
    }

    @Test
    void othersHearOurSignals() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (DBusConnection other = bus.connect()) {
            other.addSigHandler(Assistant1.AuditEntry.class, signal -> heard.complete(signal.summary));
            AssistantName.announce(session, path -> new Assistant1.AuditEntry(path, "a1", "Install htop", "Success"));

            assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo("Install htop");
        }
    }

    @Test
    void aSecondProgramHandsOverToTheFirst() throws Exception {
        CompletableFuture<Assistant1> first = new CompletableFuture<>();
        AssistantName second = new AssistantName(new RecordedCalls(), "2.0.0", first::complete);
        try (SessionBus late = SessionBus.start(bus.address(), List.of(second))) {
            first.get(10, TimeUnit.SECONDS).Ask("install btop");

            assertThat(calls.calls).containsExactly("ask install btop");
            assertThat(second.isOurs()).isFalse();
            assertThat(late.connection()).isPresent();
        }
        assertThat(takenBy).isNotDone();
    }

    @Test
    void theNameIsOursAgainWhenTheBusComesBack() throws Exception {
        bus.kill();
        Awaiting.until("the loss is noticed", () -> !name.isOurs());
        bus.startDaemon();
        Awaiting.until("the name is ours again", name::isOurs);

        try (DBusConnection other = bus.connect()) {
            other.getRemoteObject(AssistantName.NAME, AssistantName.PATH, Assistant1.class, false)
                    .Toggle();
        }

        assertThat(calls.calls).containsExactly("toggle");
    }
}
