package org.agntos.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.agntos.core.effects.Effect;
import org.agntos.core.effects.EffectLedger;
import org.agntos.core.files.FileWatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `agntctl policy`, `effects` and `chat` as programs.
class AgentCommandsIT {
    @TempDir
    Path home;

    private Ctl ctl;

    @BeforeEach
    void start() throws IOException {
        home = home.toRealPath();
        ctl = new Ctl(home).with("AGNTOS_NIX", "none");
    }

    @Test
    void theRulesAreShownAndTested() throws IOException, InterruptedException {
        assertThat(ctl.run("policy", "test", "run_bash sudo ls", "--json")
                        .hasStatus(0)
                        .json()
                        .path("verdict")
                        .asText())
                .isEqualTo("deny");
        assertThat(ctl.run("policy", "test", "run_bash ls -l").hasStatus(0).output())
                .startsWith("allow (built-in)");

        Path own = home.resolve(".config/agntos/policy.toml");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "[[rule]]\nverdict = \"deny\"\nreason = \"no\"\ncommand = \"ls *\"\n");
        assertThat(ctl.run("policy", "test", "run_bash ls -l").hasStatus(0).output())
                .startsWith("deny (person)");
        assertThat(ctl.run("policy").hasStatus(0).output()).contains("administrator", "command ls *", "built-in");

        Files.writeString(own, "rules = 1");
        assertThat(ctl.run("policy").hasStatus(1).output()).contains("cannot be used");
        assertThat(ctl.run("policy", "test", "inspect").output()).startsWith("ask (person)");
        ctl.run("policy", "forget", "abc").hasStatus(5);
        ctl.run("policy", "test", "audit x").hasStatus(2);
    }

    @Test
    void anEffectIsListedAndUndoneAndARollbackNamesIt() throws IOException, InterruptedException {
        Path module = home.resolve("options/mine.nix");
        Files.createDirectories(module.getParent());
        Files.writeString(module, "{ networking.hostName = \"one\"; }\n");
        String proposal = ctl.run("propose", "--file", module.toString(), "--json")
                .hasStatus(0)
                .json()
                .path("id")
                .asText();
        ctl.run("apply", proposal, "--yes").hasStatus(0);

        Path notes = home.resolve("notes.txt");
        Files.writeString(notes, "before");
        Effect effect;
        try (FileWatch watch = new FileWatch()) {
            effect = new EffectLedger(home.resolve(".local/state/agntos"), watch, Clock.systemUTC())
                    .write(
                            new EffectLedger.Origin("s-1", Effect.Kind.WRITE, "Changed notes.txt"),
                            notes,
                            "after".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(ctl.run("effects", "list", "--json")
                        .hasStatus(0)
                        .json()
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo(effect.id());
        assertThat(ctl.run("rollback", "undo", "--yes").hasStatus(0).messages())
                .contains("does not take back", "Changed notes.txt", "agntctl effects undo");

        assertThat(ctl.run("effects", "undo", effect.id()).hasStatus(3).messages())
                .contains("Nobody is here");
        assertThat(notes).hasContent("after");
        ctl.run("effects", "undo", effect.id(), "--yes", "--json").hasStatus(0);
        assertThat(notes).hasContent("before");
        ctl.run("effects", "undo", effect.id(), "--yes").hasStatus(1);
        ctl.run("effects", "undo", "e-none", "--yes").hasStatus(5);
        assertThat(ctl.run("rollback", "list").messages()).doesNotContain("take back");
    }

    @Test
    void aConversationNeedsATerminal() throws IOException, InterruptedException {
        assertThat(ctl.run("chat").hasStatus(2).messages()).contains("agntctl ask");
        assertThat(ctl.run("inspect", "failed", "--json").hasStatus(0).json().has("failed"))
                .isTrue();
        assertThat(ctl.run("inspect", "disk", "--json")
                        .json()
                        .path("filesystems")
                        .size())
                .isPositive();
        ctl.run("inspect", "log", "sshd").hasStatus(0);
        ctl.run("inspect", "log").hasStatus(2);
    }
}
