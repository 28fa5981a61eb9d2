package org.agntos.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agntos.core.cli.Ctl.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Undoing an entry whose file was changed again, on the command line; without Nix, which has no part in it.
class UndoAmongLaterIT {
    @TempDir
    Path home;

    private Ctl ctl;

    @BeforeEach
    void start() {
        ctl = new Ctl(home).with("AGNTOS_NIX", "none");
    }

    private static String module(boolean isOn, String name) {
        return "{\n  services.openssh.enable = " + isOn + ";\n\n  # mine\n\n  networking.hostName = \"" + name
                + "\";\n}\n";
    }

    private Path file() {
        return home.resolve(".local/share/agntos/practice/etc/agntos/options/mine.nix");
    }

    /// @return the audit entry
    private String applied(String text) throws IOException, InterruptedException {
        Path file = home.resolve("options/mine.nix");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        JsonNode proposal = ctl.run("propose", "--file", file.toString(), "--json")
                .hasStatus(0)
                .json();
        ctl.run("apply", proposal.path("id").asText(), "--yes").hasStatus(0);
        return newest().path("id").asText();
    }

    private JsonNode newest() throws IOException, InterruptedException {
        return ctl.run("audit", "list", "--limit", "1", "--json")
                .hasStatus(0)
                .json()
                .path(0);
    }

    @Test
    void aCleanUndoIsProposedAndLinkedAndAnotherIsShownAndRefused() throws IOException, InterruptedException {
        String first = applied(module(true, "one"));
        String second = applied(module(true, "two"));
        String third = applied(module(false, "two"));

        Ended refused = ctl.run("rollback", "undo", first, "--yes", "--json").hasStatus(1);
        JsonNode conflict = refused.json().path("conflict");
        assertThat(refused.errorCode()).isEqualTo("conflict");
        assertThat(conflict.path("mergeable").asBoolean(true)).isFalse();
        assertThat(conflict.path("files").path(0).path("later_entries"))
                .extracting(JsonNode::asText)
                .containsExactly(third, second);
        assertThat(conflict.path("files").path(0).path("overlaps")).isNotEmpty();
        assertThat(refused.messages()).contains("both are about the same lines");

        Ended asked = ctl.run("rollback", "undo", second).hasStatus(3);
        assertThat(asked.output()).contains("What came later, and is kept:", "Proposed as p-");
        assertThat(file()).hasContent(module(false, "two"));
        Ended undone = ctl.run("rollback", "undo", second, "--yes", "--json").hasStatus(0);
        List<String> lines = undone.output().lines().toList();
        assertThat(lines.getFirst()).contains("\"mergeable\":true", "\"proposal\":\"p-");
        assertThat(lines.getLast()).contains("\"event\":\"done\"");
        assertThat(file()).hasContent(module(false, "one"));

        String undo = newest().path("id").asText();
        JsonNode lineage =
                ctl.run("audit", "show", second, "--json").hasStatus(0).json().path("lineage");
        assertThat(lineage.path("undone_by").path(0).asText()).isEqualTo(undo);
        assertThat(ctl.run("audit", "show", undo).hasStatus(0).output()).contains("Undoes:     " + second);
        assertThat(ctl.run("rollback", "undo", second).hasStatus(1).messages()).contains("nothing left to undo");
    }
}
