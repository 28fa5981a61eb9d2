package org.agntos.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.agntos.helper.EventReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
    record Example(HelperEvent event, String json) {}

    static List<Example> examples() {
        return List.of(
                new Example(
                        new HelperEvent.Hello("2.0.0", 1, "practice"),
                        "{\"event\":\"hello\",\"version\":\"2.0.0\",\"protocol\":1,\"machine\":\"practice\"}"),
                new Example(
                        new HelperEvent.PhaseStarted(HelperEvent.Phase.WRITE),
                        "{\"event\":\"phase\",\"phase\":\"write\"}"),
                new Example(new HelperEvent.Log("two\nlines"), "{\"event\":\"log\",\"line\":\"two\\nlines\"}"),
                new Example(
                        new HelperEvent.Progress(HelperEvent.Phase.REBUILD, HelperEvent.Unit.BUILDS, 1, 3),
                        "{\"event\":\"progress\",\"phase\":\"rebuild\",\"unit\":\"builds\",\"done\":1,\"total\":3}"),
                new Example(
                        new HelperEvent.Done(
                                Optional.of("a-1"), false, Optional.of(1), Optional.of(2), List.of("x"), 123),
                        "{\"event\":\"done\",\"audit_id\":\"a-1\",\"unchanged\":false,"
                                + "\"generation\":{\"before\":1,\"after\":2},\"recovered\":[\"x\"],"
                                + "\"duration_ms\":123}"),
                new Example(
                        new HelperEvent.Done(Optional.empty(), true, Optional.empty(), Optional.empty(), List.of(), 0),
                        "{\"event\":\"done\",\"audit_id\":null,\"unchanged\":true,"
                                + "\"generation\":{\"before\":null,\"after\":null},\"recovered\":[],"
                                + "\"duration_ms\":0}"),
                new Example(
                        new HelperEvent.Failed(
                                ExitCode.REFUSED,
                                HelperEvent.Reason.STALE,
                                "m",
                                "k",
                                "n",
                                List.of("p"),
                                Optional.empty()),
                        "{\"event\":\"failed\",\"code\":65,\"reason\":\"stale\",\"message\":\"m\",\"kept\":\"k\","
                                + "\"next\":\"n\",\"problems\":[\"p\"],\"audit_id\":null}"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyEventHasTheDocumentedFormAndComesBack(Example example) {
        assertThat(EventJson.write(example.event())).isEqualTo(example.json());
        assertThat(EventReader.parse(example.json())).contains(example.event());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[0.007s][error][aot] An error has occurred",
                "{}",
                "{\"event\":\"dance\"}",
                "{\"event\":\"failed\",\"code\":3}",
                "{\"event\":\"log\",\"line\":\"cut of"
            })
    void anythingElseIsNoEvent(String line) {
        assertThat(EventReader.parse(line)).isEmpty();
    }
}
