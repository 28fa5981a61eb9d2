package org.agntos.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.agntos.core.effects.EffectLedger;
import org.agntos.core.effects.Effects;
import org.agntos.core.files.FileWatch;
import org.agntos.core.policy.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileToolsTest {
    private static final ToolContext CONTEXT = new ToolContext("s-1", "do it");

    @TempDir
    Path root;

    private final FileWatch watch = new FileWatch();
    private Path home;
    private EffectLedger ledger;
    private WriteFileTool write;
    private EditFileTool edit;

    @BeforeEach
    void make() throws IOException {
        home = Files.createDirectory(root.toRealPath().resolve("home"));
        Path state = home.resolve(".local/state/agntos");
        Files.createDirectories(state);
        ledger = new EffectLedger(state, watch, Clock.systemUTC());
        OwnPlaces places = new OwnPlaces(home, List.of(state, home.resolve(".config/agntos")));
        write = new WriteFileTool(places, ledger);
        edit = new EditFileTool(places, ledger);
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private static ObjectNode writing(String path, String content) {
        return Json.object().put("path", path).put("content", content);
    }

    private static ObjectNode editing(String path, String old, String fresh) {
        return Json.object().put("path", path).put("old", old).put("new", fresh);
    }

    private static String code(ToolResult result) {
        return result.output().path("error").path("code").asText();
    }

    @Test
    void aFileIsMadeChangedAndUndone() throws IOException {
        ToolResult made = write.run(writing("~/docs/a.txt", "one\n"), CONTEXT);
        assertThat(made.isSuccess()).isTrue();
        assertThat(home.resolve("docs/a.txt")).hasContent("one");
        ToolResult changed = edit.run(editing("docs/a.txt", "one", "two"), CONTEXT);
        assertThat(home.resolve("docs/a.txt")).hasContent("two");

        assertThat(ledger.undo(changed.output().path("effect").asText())).isInstanceOf(Effects.Undo.Done.class);
        assertThat(home.resolve("docs/a.txt")).hasContent("one");
        assertThat(ledger.undo(made.output().path("effect").asText())).isInstanceOf(Effects.Undo.Done.class);
        assertThat(home.resolve("docs/a.txt")).doesNotExist();
    }

    @Test
    void thePersonSeesTheWholeDifference() throws IOException {
        Files.writeString(home.resolve("a"), "one\ntwo\n");
        assertThat(edit.shown(editing("~/a", "two", "three")))
                .contains(home.resolve("a").toString(), "-two", "+three");
        assertThat(write.shown(writing("~/.bashrc", "evil"))).contains("runs by itself", "+evil");
        assertThat(write.check(writing("~/.bashrc", "evil")).verdict()).isEqualTo(Verdict.ASK);
    }

    @Test
    void theTextMustBeThereExactlyOnce() throws IOException {
        Files.writeString(home.resolve("a"), "services.nginx.enable = true;\nx = 1;\nx = 1;\n");

        ToolResult missing = edit.run(editing("~/a", "services.nginx.enabled = true;", "y"), CONTEXT);
        assertThat(code(missing)).isEqualTo("not_found");
        assertThat(missing.output().path("near").path(0).path("line").asInt()).isEqualTo(1);
        assertThat(missing.output().path("near").path(0).path("text").asText())
                .isEqualTo("services.nginx.enable = true;");

        ToolResult twice = edit.run(editing("~/a", "x = 1;", "y"), CONTEXT);
        assertThat(code(twice)).isEqualTo("not_unique");
        assertThat(twice.output().path("lines").toString()).isEqualTo("[2,3]");
        assertThat(code(edit.run(editing("~/a", "", "y"), CONTEXT))).isEqualTo("not_found");
        assertThat(code(edit.run(editing("~/none", "a", "y"), CONTEXT))).isEqualTo("not_found");
        assertThat(ledger.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "/etc/agntos/policy.toml",
                "~/.ssh/authorized_keys",
                "~/.gnupg/gpg.conf",
                "~/.config/agntos/policy.toml",
                "~/.config/agntos/models.toml",
                "~/.local/state/agntos/approvals.jsonl",
                "~/.local/state/agntos/memory/MEMORY.md",
                "~/.local/state/agntos/../agntos/effects.jsonl",
                "~/docs/../../../etc/x",
                "~",
                "~/",
                "/",
                "/tmp/x",
                "/root/.bashrc",
                "~/link/x",
                "~/own/approvals.jsonl",
                "~/dangling",
                "~/.netrc",
                "~/.env",
                "/proc/self/mem",
                "/dev/sda",
            })
    void placesThatAreNotTheModels(String path) throws IOException {
        Files.createSymbolicLink(home.resolve("link"), Path.of("/etc"));
        Files.createSymbolicLink(home.resolve("own"), home.resolve(".local/state/agntos"));
        Files.createSymbolicLink(home.resolve("dangling"), Path.of("/etc/agntos-not-there"));

        assertThat(write.check(writing(path, "x")).verdict()).isEqualTo(Verdict.DENY);
        assertThat(write.run(writing(path, "x"), CONTEXT).isSuccess())
                .as("also if something else said yes")
                .isFalse();
        assertThat(ledger.list()).isEmpty();
    }

    @Test
    void theMarkOfASecretIsNeverWritten() {
        assertThat(write.check(writing("~/a", "password = [secret removed]")).verdict())
                .isEqualTo(Verdict.DENY);
    }

    @Test
    void whatIsNoTextIsLeftAlone() throws IOException {
        Files.write(home.resolve("a"), new byte[] {0, (byte) 0xFF, 1});
        assertThat(code(edit.run(editing("~/a", "x", "y"), CONTEXT))).isEqualTo("unreadable");
        assertThat(code(write.run(writing("~/a", "y"), CONTEXT))).isEqualTo("unreadable");
    }
}
