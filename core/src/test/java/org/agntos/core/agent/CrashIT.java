package org.agntos.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.policy.Judgement;
import org.agntos.core.policy.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program that is killed while it talks: whatever was shown is there again. `-Dagntos.test.crashes=50` for more.
class CrashIT {
    private static final int TRIES = Integer.getInteger("agntos.test.crashes", 3);
    private static final long SEED = 20261120;

    @TempDir
    Path folder;

    /// Talks without end, and prints each event when it is told.
    static final class Speaker {
        private Speaker() {}

        public static void main(String[] arguments) throws InterruptedException {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            TurnFixture fixture = new TurnFixture(Path.of(arguments[0]), Clock.systemUTC());
            Conversation conversation = fixture.conversations(
                            (_, _) -> new Judgement(Verdict.ALLOW, "", ""),
                            List.of(new EchoTool()),
                            (prompt, listener) -> {
                                for (int i = 0; i < 20; i++) {
                                    listener.text("word" + i + " ");
                                    listener.thinking("thought" + i + " ");
                                    LockSupport.parkNanos(2_000_000);
                                }
                                return TurnFixture.calls(new ToolCall(
                                        "c",
                                        "inspect",
                                        JsonNodeFactory.instance
                                                .objectNode()
                                                .put("n", prompt.messages().size())));
                            })
                    .start();
            conversation.subscribe(event -> out.println(AgentEventJson.write(event)));
            out.println("session " + conversation.sessionId());
            while (true) {
                if (!conversation.isBusy()) {
                    conversation.ask("talk");
                }
                LockSupport.parkNanos(5_000_000);
            }
        }
    }

    @Test
    void whateverWasShownIsThereAgain() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            Path home = folder.resolve("try-" + i);
            List<String> shown = talkUntilKilled(home, 20 + random.nextInt(200));
            String session = shown.removeFirst().substring("session ".length());
            try (TurnFixture fixture = new TurnFixture(home, Clock.systemUTC())) {
                List<String> stored = fixture.store().events(session);
                assertThat(stored).containsAll(shown);
                Conversation again = fixture.conversations(
                                (_, _) -> new Judgement(Verdict.ALLOW, "", ""),
                                List.of(new EchoTool()),
                                (_, listener) -> TurnFixture.say(listener, "back"))
                        .resume(session)
                        .orElseThrow();
                assertThat(again.history().getLast()).isInstanceOf(AgentEvent.TurnFinished.class);
                assertThat(TurnFixture.ask(again, "go on")).isEqualTo(new AgentEvent.End.Answered());
            }
        }
    }

    /// @return the session's line, and each event that was told
    private static List<String> talkUntilKilled(Path home, int lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Speaker.class.getName(),
                        home.toString())
                .redirectError(new File("/dev/null"))
                .start();
        List<String> told = new ArrayList<>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null && told.size() < lines; line = reader.readLine()) {
                told.add(line);
            }
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(told).hasSize(lines);
        return told;
    }
}
