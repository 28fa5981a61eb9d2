package org.agntos.helper.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProgramTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    private ChildProgram.Ended run(Duration limit, String script) throws IOException {
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", ChildProgram.MARK, "a-test");
        return new ChildProgram(environment, folder)
                .run(List.of("/bin/sh", "-c", script), limit, new Cancellation(), log::add);
    }

    @Test
    void environmentIsWhatWasGivenAndInputIsClosed() throws IOException {
        ChildProgram.Ended ended = run(MINUTE, "env | cut -d= -f1 | sort; cat; pwd");

        assertThat(ended.exit()).isZero();
        assertThat(ended.lines())
                .contains("AGNTOS_TRANSACTION", "PATH", folder.toRealPath().toString())
                .doesNotContain("HOME", "JAVA_HOME");
    }

    @Test
    void bothOutputsAreLoggedAndKept() throws IOException {
        ChildProgram.Ended ended = run(MINUTE, "echo result; echo trouble >&2; exit 3");

        assertThat(ended.exit()).isEqualTo(3);
        assertThat(ended.lines()).containsExactly("result", "trouble");
        assertThat(log).containsExactly("result", "trouble");
    }

    @Test
    void floodNeedsNoMemory() throws IOException {
        ChildProgram.Ended ended = run(
                MINUTE, "i=0; while [ $i -lt 5000 ]; do echo line $i >&2; i=$((i+1)); done; head -c 9000000 /dev/zero");

        assertThat(ended.lines()).hasSize(200).contains("line 4999");
        assertThat(ended.lines()).allMatch(line -> line.length() <= 2_000);
    }

    @Test
    void timeLimitEndsTheProgram() throws IOException {
        ChildProgram.Ended ended = run(Duration.ofMillis(300), "sleep 600");

        assertThat(ended.exit()).isNotZero();
        assertThat(ended.lines()).anyMatch(line -> line.startsWith("ended after"));
    }

    /// As a program of an activation may do that stays in the background.
    @Test
    void backgroundProgramIsNotWaitedFor() throws IOException {
        assertThat(run(MINUTE, "sleep 600 & echo $!").exit()).isZero();

        OtherPrograms.endStrays("a-test");
    }

    @Test
    void strayProgramsAreFoundByTheirMark() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "600");
        builder.environment().put(ChildProgram.MARK, "a-stray");
        Process stray = builder.start();
        builder.environment().put(ChildProgram.MARK, "a-stray2");
        Process other = builder.start();

        OtherPrograms.endStrays("a-stray");

        assertThat(stray.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(other.isAlive()).isTrue();
        other.destroyForcibly();
    }
}
