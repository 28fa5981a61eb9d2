package org.agntos.core.model.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.agntos.core.model.ChatModel;
import org.agntos.core.model.ChatModel.Message;
import org.agntos.core.model.ChatModel.Prompt;
import org.agntos.core.model.ChatModel.Reply;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.Models.Task;
import org.agntos.core.model.ReplyListener;
import org.agntos.core.model.Usage;
import org.agntos.core.model.key.ApiKeys;
import org.agntos.core.model.key.KeyRing;
import org.agntos.core.model.openai.OpenAiModel;
import org.agntos.core.model.openai.Pace;
import org.agntos.core.model.openai.Reach;
import org.agntos.core.model.openai.Surroundings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredModelsTest {
    @TempDir
    Path folder;

    private final List<String> heard = new ArrayList<>();
    private final ChatModel planner = new ChatModel() {
        @Override
        public String displayName() {
            return "Built-in planner";
        }

        @Override
        public Reply reply(Prompt prompt, ReplyListener listener) {
            listener.text("planned");
            return new Reply.Complete("planned", List.of(), Usage.NONE);
        }
    };
    private ConfiguredModels models = new ConfiguredModels(List.of(), this::model, planner);

    @BeforeEach
    void useTheFolder() {
        models = new ConfiguredModels(
                List.of(folder.resolve("system.toml"), folder.resolve("own.toml")), this::model, planner);
    }

    private OpenAiModel model(ModelProfile.Remote profile) {
        KeyRing none = new KeyRing() {
            @Override
            public Finding find(String label) {
                return new Finding.Absent();
            }

            @Override
            public Finding store(String label, String secret) {
                return new Finding.Absent();
            }
        };
        return new OpenAiModel(
                profile,
                new Surroundings(
                        new Reach(() -> models.state().settings().isLocalOnly(), InetAddress::getAllByName),
                        new ApiKeys(Map.of(), none),
                        new Pace(1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1)),
                        Clock.systemUTC(),
                        _ -> {},
                        RandomGenerator.getDefault()));
    }

    private void own(String text) throws IOException {
        Files.writeString(folder.resolve("own.toml"), text);
    }

    private Reply ask(ChatModel model) throws InterruptedException {
        return model.reply(new Prompt("", List.of(new Message.FromUser("hello")), List.of()), new ReplyListener() {
            @Override
            public void text(String piece) {
                heard.add("text " + piece);
            }

            @Override
            public void notice(String words) {
                heard.add("notice " + words);
            }
        });
    }

    @Test
    void withoutAFileThePlannerAnswersAndNothingIsSaid() throws InterruptedException {
        ask(models.forTask(Task.CHAT));
        assertThat(heard).containsExactly("text planned");
        assertThat(models.profiles()).containsExactly(new ModelProfile.Planner());
    }

    @Test
    void fromOneDeadEndpointToTheNextAndAtLastToThePlannerEachStepIsSaid() throws IOException, InterruptedException {
        own("""
                [default]
                endpoint = "http://127.0.0.1:1/v1"
                model = "one"
                [other]
                endpoint = "http://localhost:2/v1"
                model = "two"
                """);
        ChatModel model = models.forTask(Task.CHAT);
        assertThat(model.displayName()).isEqualTo("one (default)");
        ask(model);
        assertThat(heard)
                .containsExactly(
                        "notice Nothing answers at 127.0.0.1:1. Going on with two (other).",
                        "notice Nothing answers at localhost:2. Going on with the built-in planner.",
                        "text planned");
        assertThat(model.displayName()).isEqualTo("Built-in planner");
        heard.clear();
        ask(model);
        assertThat(heard).as("within the turn the dead are not asked again").containsExactly("text planned");
    }

    @Test
    void underLocalOnlyARemoteProfileIsPassedOver() throws IOException, InterruptedException {
        own("local_only = true\n[default]\nendpoint = \"https://api.example.org/v1\"\nmodel = \"m\"\n");
        ask(models.forTask(Task.CHAT));
        assertThat(heard.getFirst()).contains("Local only is on", "Going on with the built-in planner.");
        assertThat(heard.getLast()).isEqualTo("text planned");
    }

    @Test
    void aMistakeInTheFileIsSaidAndThePlannerAnswers() throws IOException, InterruptedException {
        own("[default]\nendpont = \"x\"\n");
        ask(models.forTask(Task.CHAT));
        assertThat(heard.getFirst())
                .startsWith("notice " + folder.resolve("own.toml") + ":2: a profile has no 'endpont'");
        assertThat(heard.getLast()).isEqualTo("text planned");
    }

    @Test
    void aRouteToNobodyIsSaid() throws IOException, InterruptedException {
        own("[routing]\nchat = \"gone\"\n");
        ask(models.forTask(Task.CHAT));
        assertThat(heard.getFirst()).contains("gives chat to 'gone', and there is no such profile.");
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        assertThat(models.profiles()).hasSize(1);
        own("[default]\nendpoint = \"http://localhost:1/v1\"\nmodel = \"m\"\n");
        assertThat(models.profiles()).hasSize(2);
    }

    @Test
    void aProfileThatIsChosenAnswersAloneOrFails() throws IOException, InterruptedException {
        own("[default]\nendpoint = \"http://127.0.0.1:1/v1\"\nmodel = \"one\"\n");
        assertThat(models.use("nobody")).isFalse();
        assertThat(models.use("default")).isTrue();
        assertThat(ask(models.forTask(Task.CHAT))).isInstanceOf(Reply.Failed.class);
        assertThat(models.use("planner")).isTrue();
        assertThat(ask(models.forTask(Task.CHAT))).isInstanceOf(Reply.Complete.class);
    }
}
