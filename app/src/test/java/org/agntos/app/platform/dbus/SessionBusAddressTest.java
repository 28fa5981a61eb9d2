package org.agntos.app.platform.dbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionBusAddressTest {
    @Test
    void ofAListTheFirstWithAPathIsTaken() {
        assertThat(SessionBusAddress.of(Map.of(
                        "DBUS_SESSION_BUS_ADDRESS", "unix:abstract=/tmp/x,guid=1;unix:path=/run/a,guid=2;tcp:host=h")))
                .contains(new SessionBusAddress("unix:path=/run/a,guid=2"));
    }

    @Test
    void anAddressThatCannotBeUsedIsNone() {
        assertThat(SessionBusAddress.of(Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:abstract=/tmp/x")))
                .isEmpty();
        assertThat(SessionBusAddress.of(Map.of())).isEmpty();
    }

    @Test
    void withoutTheVariableTheBusOfTheSessionIsFound(@TempDir Path runtime) throws IOException {
        Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", runtime.toString());
        assertThat(SessionBusAddress.of(environment)).isEmpty();

        Files.createFile(runtime.resolve("bus"));

        assertThat(SessionBusAddress.of(environment))
                .contains(new SessionBusAddress("unix:path=" + runtime.resolve("bus")));
    }
}
