package org.agntos.core.model.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.ModelProfile.KeySource;
import org.agntos.core.model.ModelProfile.ServerKind;
import org.agntos.core.model.Models.Task;
import org.agntos.core.model.Usage;
import org.agntos.core.model.settings.ModelsFile.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsFileTest {
    private static final Path FILE = Path.of("/etc/agntos/models.toml");
    private static final String GOOD = """
            # what answers
            [default]
            endpoint = "https://api.example.org/v1/chat/completions"  # with the old ending
            model = "big"
            api_key_env = "AGNTOS_API_KEY"
            max_tokens = 4096
            temperature = 0.2
            price_input = 2.5
            price_output = 10

            [profiles.near]
            endpoint = "http://localhost:11434"
            model = "qwen3:8b"
            timeout = 60
            context = 8192
            reasoning = "low"
            supports_tools = false

            [routing]
            chat = "default"   # talk
            watchdog = "near"
            """;

    private static ModelSettings good(String text) {
        Reading reading = ModelsFile.parse(FILE, text);
        assertThat(reading).isInstanceOf(Reading.Ok.class);
        return ((Reading.Ok) reading).settings();
    }

    @Test
    void aFileOfAgntosOneIsReadWithWhatIsNew() {
        ModelSettings settings = good(GOOD);
        assertThat(settings.profiles())
                .containsExactly(
                        new ModelProfile.Remote(
                                "default",
                                ServerKind.COMPATIBLE,
                                new ModelProfile.Access(
                                        URI.create("https://api.example.org/v1"),
                                        new KeySource.Variable("AGNTOS_API_KEY")),
                                "big",
                                new ModelProfile.Tuning(
                                        4096,
                                        0.2,
                                        Duration.ofSeconds(90),
                                        0,
                                        "",
                                        true,
                                        new ModelProfile.Price(2.5, 10))),
                        new ModelProfile.Remote(
                                "near",
                                ServerKind.OLLAMA,
                                new ModelProfile.Access(URI.create("http://localhost:11434"), new KeySource.None()),
                                "qwen3:8b",
                                new ModelProfile.Tuning(0, null, Duration.ofMinutes(1), 8192, "low", false, null)));
        assertThat(settings.routeOf(Task.WATCHDOG)).isEqualTo("near");
        assertThat(settings.routeOf(Task.MEMORY)).as("a task without a route").isEqualTo("default");
        assertThat(settings.profiles().getFirst().cost(new Usage(1_000_000, 100_000)))
                .hasValue(3.5);
        assertThat(settings.profiles().getFirst().cost(Usage.UNKNOWN)).isEmpty();
    }

    @Test
    void afterAServerOnThisComputerNoOtherComputerIsAsked() {
        ModelSettings settings = good(GOOD);
        assertThat(settings.chain(Task.CHAT).stream().map(ModelProfile.Remote::name))
                .containsExactly("default", "near");
        assertThat(settings.chain(Task.WATCHDOG).stream().map(ModelProfile.Remote::name))
                .containsExactly("near");
    }

    @Test
    void thePersonsFileGoesBeforeTheSystemsButCannotOpenIt() {
        ModelSettings system = good("local_only = true\n" + GOOD);
        ModelSettings own = good("""
                local_only = false
                [default]
                endpoint = "http://127.0.0.1:8080/v1"
                model = "mine"
                [routing]
                watchdog = "planner"
                """);
        ModelSettings both = system.with(own);
        assertThat(both.isLocalOnly()).isTrue();
        assertThat(both.named("default").orElseThrow().model()).isEqualTo("mine");
        assertThat(both.routeOf(Task.WATCHDOG)).isEqualTo("planner");
        assertThat(both.routeOf(Task.CHAT)).isEqualTo("default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[default]~endpont = 'x'~endpoint='http://a/v1'~model='m' | 2 | a profile has no 'endpont'; allowed are endpoint, model, kind",
                "[default]~endpoint = 'http://a/v1' | 1 | the profile 'default' lacks model.",
                "[default]~endpoint = 'ftp://a'~model = 'm' | 2 | 'ftp://a' is no address such as https://",
                "[default]~endpoint = 'http://u:pw@a/v1'~model = 'm' | 2 | neither a password nor a query",
                "[default]~endpoint = 'http://a/v1'~model = 'm'~api_key = 'sk-secretsecret1' | 4 | a key does not belong into this file",
                "[default]~endpoint = 'http://a/v1'~model = 'm'~api_key_env = 'sk-secretsecret1' | 4 | the name of an environment variable",
                "[default]~endpoint = 'http://a/v1'~model = 'm'~api_key_env = 'A'~api_key_file = 'b' | 4 | only one of",
                "[default]~endpoint = 'http://a/v1'~model = 'm'~temperature = 3 | 4 | temperature: 3 (expected: a number from 0 to 2)",
                "[default]~endpoint = 'http://a/v1'~model = 'm'~max_tokens = 'many' | 4 | max_tokens: \"many\" (expected: a whole number",
                "[default]~endpoint = 'http://a/v1'~model = 'm'~timeout = 0 | 4 | timeout: 0 (expected: a whole number from 1 to 3600)",
                "[default]~endpoint = 'http://a/v1'~model = 'm'~kind = 'olama' | 4 | there is no kind 'olama'; the kinds are openai, ollama, llama-cpp",
                "[default]~endpoint = 'http://a/v1'~model = 'm'~supports_tools = 'yes' | 4 | must be true or false",
                "[default]~endpoint = 'http://a/v1'~model = 'm'~price_input = 2 | 4 | prices come together",
                "[default]~endpoint = 'http://a/v1'~model = 5 | 3 | model must be a text in quotes",
                "[planner]~endpoint = 'http://a/v1'~model = 'm' | 1 | cannot be set",
                "[routing]~chatt = 'x' | 2 | there is no task 'chatt'; the tasks are chat, inspect",
                "[routing]~chat = 5 | 2 | must be a name in quotes",
                "endpoint = 'http://a/v1' | 1 | there is no setting 'endpoint' outside a profile",
                "local_only = 'yes' | 1 | local_only must be true or false",
                "[default]~endpoint = http | 2 | is not TOML",
                "[a]~[a] | 2 | is not TOML"
            })
    void aMistakeIsSaidWithItsLineAndWhatIsAllowed(String text, int line, String words) {
        Reading reading = ModelsFile.parse(FILE, text.replace('~', '\n'));
        assertThat(reading).isInstanceOf(Reading.Bad.class);
        List<ModelsFile.Problem> problems = ((Reading.Bad) reading).problems();
        assertThat(problems.getFirst().words()).contains(words).doesNotContain("secretsecret");
        assertThat(problems.getFirst().line()).isEqualTo(line);
        assertThat(problems.getFirst().text()).startsWith("/etc/agntos/models.toml:" + line + ": ");
    }

    @Test
    void anEditChangesItsLinesAndKeepsEveryComment(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sub").resolve("models.toml");
        ModelsFileEdit edit = new ModelsFileEdit(file);
        assertThat(edit.route(Task.CHAT, "planner")).isEqualTo(new ModelsFileEdit.Outcome.Saved());
        assertThat(Files.readString(file)).isEqualTo("[routing]\nchat = \"planner\"\n");
        Files.writeString(file, GOOD);
        assertThat(edit.route(Task.CHAT, "near")).isEqualTo(new ModelsFileEdit.Outcome.Saved());
        assertThat(edit.route(Task.MEMORY, "near")).isEqualTo(new ModelsFileEdit.Outcome.Saved());
        assertThat(Files.readString(file))
                .isEqualTo(
                        GOOD.replace("chat = \"default\"   # talk", "chat = \"near\"  # talk") + "memory = \"near\"\n");
        assertThat(edit.put("third", Map.of("endpoint", "http://localhost:1234/v1")))
                .as("a profile without a model")
                .isInstanceOf(ModelsFileEdit.Outcome.Refused.class);
        assertThat(edit.remove("near")).isEqualTo(new ModelsFileEdit.Outcome.Saved());
        assertThat(Files.readString(file))
                .contains("# what answers", "[default]")
                .doesNotContain("near", "qwen");
        assertThat(edit.remove("near")).isEqualTo(new ModelsFileEdit.Outcome.NotFound());
    }

    @Test
    void aFileWithAMistakeIsNotWrittenOver(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("models.toml");
        Files.writeString(file, "[default]\nendpont = 5\n");
        assertThat(new ModelsFileEdit(file).route(Task.CHAT, "planner"))
                .isInstanceOf(ModelsFileEdit.Outcome.Refused.class);
        assertThat(Files.readString(file)).isEqualTo("[default]\nendpont = 5\n");
    }
}
