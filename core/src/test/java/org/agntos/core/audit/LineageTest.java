package org.agntos.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageTest {
    @TempDir
    Path home;

    private static Lineage lineage(AuditLogFixture fixture, String id) {
        AuditLog log = fixture.log();
        return log.lineage(log.find(id).orElseThrow());
    }

    @Test
    void entriesAreLinkedToWhatTheyCameFromAndMade() throws IOException {
        try (AuditLogFixture fixture = new AuditLogFixture(home)
                .act("a-1", "{\"type\":\"Apply\"}", null, 1, 2)
                .act("a-2", "{\"type\":\"Apply\"}", null, 2, 3)
                .act("a-3", "{\"type\":\"Undo\",\"entry\":\"a-2\"}", null, 3, 4)
                .act("a-4", "{\"type\":\"Rollback\",\"generation\":3,\"generation_id\":\"3\"}", null, 4, 3)
                .act("a-5", "{\"type\":\"Apply\"}", "Undo of a-1, keeping what came later.", 3, 5)
                .write()) {
            assertThat(lineage(fixture, "a-1"))
                    .isEqualTo(new Lineage(Optional.empty(), List.of("a-5"), 2, 0, Optional.empty(), List.of()));
            assertThat(lineage(fixture, "a-2"))
                    .isEqualTo(new Lineage(Optional.empty(), List.of("a-3"), 3, 0, Optional.empty(), List.of("a-4")));
            assertThat(lineage(fixture, "a-3"))
                    .isEqualTo(new Lineage(Optional.of("a-2"), List.of(), 4, 0, Optional.empty(), List.of()));
            assertThat(lineage(fixture, "a-4"))
                    .isEqualTo(new Lineage(Optional.empty(), List.of(), 0, 3, Optional.of("a-2"), List.of()));
            assertThat(lineage(fixture, "a-5").undoes()).contains("a-1");
        }
    }
}
