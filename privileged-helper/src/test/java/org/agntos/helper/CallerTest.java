package org.agntos.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.helper.audit.Recorder.Account;
import org.agntos.helper.protocol.ExitCode;
import org.agntos.helper.protocol.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
    private static final String ROOT = "0 0 0 0";
    private static final String ADA = "1000 1000 1000 1000";

    private static Caller caller(Map<String, String> environment, String uids, String gids) throws IOException {
        return caller(environment, uids, gids, "0022");
    }

    private static Caller caller(Map<String, String> environment, String uids, String gids, String umask)
            throws IOException {
        List<String> status = List.of(
                "Name:\tjava",
                "Umask:\t" + umask,
                "Uid:\t" + uids.replace(' ', '\t'),
                "Gid:\t" + gids.replace(' ', '\t'));
        return Caller.of(environment, status, uid -> uid == 1000 ? "ada" : "?");
    }

    private static void assertRefused(Map<String, String> environment, String uids, String gids) {
        assertThatThrownBy(() -> caller(environment, uids, gids))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.event(Optional.empty()).code())
                                .isEqualTo(ExitCode.REFUSED));
    }

    @Test
    void whoStartsItWithoutRightsPractises() throws Exception {
        assertThat(caller(Map.of(), ADA, "100 100 100 100")).isEqualTo(new Caller(new Account(1000, "ada"), false));
        assertThat(caller(Map.of(), ROOT, ROOT).isElevated()).isFalse();
    }

    @Test
    void pkexecSaysWhoAsksForTheRealMachine() throws Exception {
        assertThat(caller(Map.of("PKEXEC_UID", "1000", "USER", "root", "LOGNAME", "eve"), ROOT, ROOT))
                .isEqualTo(new Caller(new Account(1000, "ada"), true));
        assertThat(caller(Map.of("PKEXEC_UID", "0"), ROOT, ROOT).account()).isEqualTo(new Account(0, "0"));
    }

    @ParameterizedTest
    @CsvSource({
        "1000 0 0 0, 100 100 100 100",
        "0 1000 1000 1000, 100 100 100 100",
        "1000 1000 0 1000, 100 100 100 100",
        "1000 1000 1000 0, 100 100 100 100",
        "1000 1000 1000 1000, 100 0 0 0",
        "1000 1000 1000 1000, 100 100 0 100"
    })
    void idsThatDifferAreRefusedWithAndWithoutPkexec(String uids, String gids) {
        assertRefused(Map.of(), uids, gids);
        assertRefused(Map.of("PKEXEC_UID", "1000"), uids, gids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUDO_UID", "SUDO_USER", "DOAS_USER"})
    void otherWaysToRootAreRefusedWithAndWithoutPkexec(String variable) {
        assertRefused(Map.of(variable, "1000"), ROOT, ROOT);
        assertRefused(Map.of(variable, ""), ADA, ADA);
        assertRefused(Map.of(variable, "1000", "PKEXEC_UID", "1000"), ROOT, ROOT);
    }

    @Test
    void pkexecThatGaveNoRightsIsRefused() {
        assertRefused(Map.of("PKEXEC_UID", "1000"), ADA, ADA);
        assertRefused(Map.of("PKEXEC_UID", "1000"), ROOT, ADA);
        assertRefused(Map.of("PKEXEC_UID", "1000"), ADA, ROOT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "root",
                "-1",
                "+1",
                "01",
                "00",
                "1000 ",
                " 1000",
                "1000\n",
                "1e3",
                "0x0",
                "4294967295",
                "2147483648",
                "99999999999999999999",
                "١٠٠٠",
                "1000;0",
                "1_000"
            })
    void anIdThatIsNoPlainNumberIsRefused(String uid) {
        assertRefused(Map.of("PKEXEC_UID", uid), ROOT, ROOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "0077", "0002", "0777"})
    void withoutItsLauncherItDoesNotServeTheRealMachine(String umask) throws Exception {
        assertThatThrownBy(() -> caller(Map.of("PKEXEC_UID", "1000"), ROOT, ROOT, umask))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("launcher");
        assertThat(caller(Map.of(), ADA, ADA, umask).isElevated()).isFalse();
    }

    @Test
    void anAccountWithoutNameIsItsNumber() throws Exception {
        assertThat(caller(Map.of(), "4711 4711 4711 4711", "1 1 1 1").account()).isEqualTo(new Account(4711, "4711"));
    }

    @Test
    void anUnreadableStatusIsAnError() {
        assertThatThrownBy(() -> Caller.of(Map.of(), List.of("Name:\tjava"), _ -> "ada"))
                .isInstanceOf(IOException.class);
    }
}
