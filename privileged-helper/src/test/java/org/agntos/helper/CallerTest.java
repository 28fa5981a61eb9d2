package org.agntos.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.agntos.helper.audit.AuditRecord.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
    private static Caller caller(Map<String, String> environment, String uids, String gids) throws IOException {
        List<String> status = List.of("Name:\tjava", "Uid:\t" + uids, "Gid:\t" + gids);
        return Caller.of(environment, status, "ada");
    }

    @ParameterizedTest
    @CsvSource({
        "1000 1000 1000 1000, 100 100 100 100, false",
        "0 0 0 0, 0 0 0 0, false",
        "1000 0 0 0, 100 100 100 100, true",
        "0 1000 1000 1000, 100 100 100 100, true",
        "1000 1000 1000 1000, 100 0 0 0, true"
    })
    void differentIdsAreElevated(String uids, String gids, boolean isElevated) throws IOException {
        assertThat(caller(Map.of(), uids.replace(' ', '\t'), gids.replace(' ', '\t'))
                        .isElevated())
                .isEqualTo(isElevated);
    }

    @Test
    void tracesOfPkexecAndSudoAreElevated() throws IOException {
        assertThat(caller(Map.of("PKEXEC_UID", ""), "0\t0\t0\t0", "0\t0\t0\t0").isElevated())
                .isTrue();
        assertThat(caller(Map.of("SUDO_UID", "1000"), "0\t0\t0\t0", "0\t0\t0\t0")
                        .isElevated())
                .isTrue();
    }

    @Test
    void accountWithoutNameIsItsNumber() throws IOException {
        List<String> status = List.of("Uid:\t4711\t4711\t4711\t4711", "Gid:\t1\t1\t1\t1");

        assertThat(Caller.of(Map.of(), status, "?").account()).isEqualTo(new Account(4711, "4711"));
    }

    @Test
    void unreadableStatusIsAnError() {
        assertThatThrownBy(() -> Caller.of(Map.of(), List.of("Name:\tjava"), "ada"))
                .isInstanceOf(IOException.class);
    }
}
