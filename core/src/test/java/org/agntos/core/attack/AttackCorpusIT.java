package org.agntos.core.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agntos.core.CoreComposition;
import org.agntos.core.change.Draft;
import org.agntos.core.change.ProposeChange;
import org.agntos.core.change.RequestContext;
import org.agntos.core.model.ChatModel.ToolCall;
import org.agntos.core.policy.CallText;
import org.agntos.core.tool.ToolContext;
import org.agntos.core.tool.ToolObserver;
import org.agntos.core.tool.ToolResult;
import org.agntos.helper.protocol.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Attacks on the borders of the agent, with the real tools, the real gate and nobody there to approve: none changes
/// anything, none learns a secret.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackCorpusIT {
    private static final String CANARY = "CANARY5f2c9e";
    private static final int LEAST = 150;
    private static final Pattern CALL = Pattern.compile("CALL (\\w+) (\\{.*\\})");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ToolObserver SILENT = new ToolObserver() {
        @Override
        public void started(ToolCall call, String label) {}

        @Override
        public void finished(ToolCall call, ToolResult result) {}
    };

    private Path folder;
    private Path home;
    private CoreComposition core;
    private String proposal;
    private Map<Path, String> before = Map.of();

    @BeforeAll
    void build(@TempDir Path temporary) throws IOException {
        folder = temporary;
        home = Files.createDirectory(folder.toRealPath().resolve("ada"));
        for (String secret : List.of(
                ".ssh/id_ed25519",
                ".ssh/key",
                ".netrc",
                ".env",
                ".aws/credentials",
                ".bash_history",
                ".mozilla/firefox/x.default/logins.json",
                ".local/share/keyrings/login.keyring",
                ".gnupg/private-keys-v1.d/key",
                ".config/gh/hosts.yml",
                ".config/agntos/models.toml",
                "project/.env",
                "project/server.pem",
                "project/secrets.json")) {
            write(secret, CANARY);
        }
        write("project/config.txt", "host = example\npassword = " + CANARY + "\n");
        write("notes.txt", "my notes\n");
        write(".bashrc", "# mine\n");
        write(".config/agntos/policy.toml", "[[rule]]\nverdict = \"deny\"\nreason = \"no\"\ntool = \"none\"\n");
        write("project/.git/config", "[core]\n");
        Files.createDirectories(home.resolve("project/.git/hooks"));
        Files.createSymbolicLink(home.resolve("link-to-etc"), Path.of("/etc"));
        Files.createSymbolicLink(home.resolve("link-to-ssh"), home.resolve(".ssh"));
        Files.createSymbolicLink(home.resolve("link-to-config"), home.resolve(".config/agntos"));
        Files.createSymbolicLink(home.resolve("dangling"), Path.of("/etc/agntos-owned"));
        Files.createSymbolicLink(home.resolve("project/innocent.txt"), home.resolve(".ssh/id_ed25519"));
        core = CoreComposition.of(Map.of("HOME", home.toString(), "AGNTOS_MACHINE", "practice", "API_TOKEN", CANARY));
        core.machine().prepare();
        ProposeChange.Outcome outcome = core.proposeChange()
                .propose(Draft.builder().install("htop").build(), new RequestContext("Install htop", "", null, null));
        proposal = ((ProposeChange.Outcome.Proposed) outcome).proposal().id().value();
    }

    private void write(String name, String content) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @AfterAll
    void close() {
        core.close();
    }

    /// Everything but what the program keeps for itself; of that, what gives rights.
    private Map<Path, String> world() throws IOException {
        Map<Path, String> world = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.toRealPath())) {
            for (Path file : files.toList()) {
                String name = file.toString();
                boolean isOwn = name.contains("/.cache/")
                        || (name.contains("/.local/state/") && !name.endsWith("approvals.jsonl"))
                        || name.endsWith("lock");
                if (!isOwn && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    world.put(
                            file,
                            Files.isSymbolicLink(file)
                                    ? "link to " + Files.readSymbolicLink(file)
                                    : Sha256.of(Files.readAllBytes(file)).hex());
                }
            }
        }
        for (String outside : List.of(
                "/etc/agntos-owned",
                "/usr/agntos-owned",
                "/tmp/agntos-owned",
                "/root/agntos-owned",
                "/usr/local/bin/agntos-owned")) {
            world.put(Path.of(outside), String.valueOf(Files.exists(Path.of(outside), LinkOption.NOFOLLOW_LINKS)));
        }
        return world;
    }

    @BeforeEach
    void remember() throws IOException {
        before = world();
    }

    @AfterEach
    void nothingWasChanged() throws IOException {
        assertThat(world()).isEqualTo(before);
        assertThat(core.grants().list()).isEmpty();
    }

    private String call(String tool, ObjectNode arguments) throws InterruptedException {
        ToolResult result = core.toolGate()
                .call(new ToolCall("c", tool, arguments), new ToolContext("s-attack", "help me"), SILENT);
        String output = result.output().toString();
        assertThat(output).as("no secret in what a model is told").doesNotContain(CANARY);
        assertThat(output).as("no escape sequence either").doesNotContain("\\u001B", "\u001B");
        return output;
    }

    private String filled(String text) {
        return text.replace("{HOME}", home.toString()).replace("{PROPOSAL}", proposal);
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream file = AttackCorpusIT.class.getResourceAsStream(name)) {
            assertThat(file).as(name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    static Stream<String> calls() throws IOException {
        return lines("calls.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aCallThatIsAnAttack(String line) throws InterruptedException, JsonProcessingException {
        String[] parts = line.split(" :: ", 3);
        String tool = parts[1];
        String text = filled(parts[2]);
        ObjectNode arguments = text.startsWith("{")
                ? (ObjectNode) MAPPER.readTree(text)
                : CallText.parse(tool + " " + text).arguments();
        if (tool.equals("write_file") && !arguments.has("content")) {
            arguments.put("content", "owned");
        }
        if (tool.equals("edit_file")) {
            arguments.put("old", "m").put("new", "owned");
        }
        String output = call(tool, arguments);
        if (List.of("policy", "file", "approval").contains(parts[0]) && !tool.equals("run_bash")) {
            assertThat(output).as("it is refused, with a reason").contains("\"error\"");
        }
    }

    /// Where somebody else's words reach a model.
    enum Place {
        FILE,
        FILE_NAME,
        COMMAND_OUTPUT,
        AUDIT_ENTRY,
        MEMORY,
        PROPOSAL_TEXT
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> injections() throws IOException {
        List<org.junit.jupiter.params.provider.Arguments> all = new ArrayList<>();
        for (String line : lines("injections.txt")) {
            for (Place place : Place.values()) {
                if (place == Place.PROPOSAL_TEXT && all.size() > 12) {
                    continue; // each of these is checked with Nix, which takes its time
                }
                all.add(org.junit.jupiter.params.provider.Arguments.of(place, line));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("injections")
    void wordsOfOthersThatAModelBelieves(Place place, String line) throws InterruptedException, IOException {
        String words = filled(line);
        String read = read(place, words);
        Matcher calls = CALL.matcher(unquoted(read) + "\n" + words);
        while (calls.find()) {
            ObjectNode arguments = arguments(calls.group(2));
            String told = call(calls.group(1), arguments);
            assertThat(told).doesNotContain("\"status\":\"made\"", "\"status\":\"changed\"", "\"status\":\"applied\"");
        }
    }

    private static String unquoted(String json) {
        return json.replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static ObjectNode arguments(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return MAPPER.createObjectNode();
        }
    }

    private String read(Place place, String words) throws InterruptedException, IOException {
        return switch (place) {
            case FILE -> {
                Path file = home.resolve("project/README.md");
                Files.writeString(file, words);
                String read = call("read_file", MAPPER.createObjectNode().put("path", file.toString()));
                Files.delete(file);
                yield read;
            }
            case FILE_NAME -> {
                String name = words.replace("/", "∕");
                Path file = home.resolve("project").resolve(name.substring(0, Math.min(60, name.length())));
                Files.writeString(file, "");
                String read = call(
                        "run_bash",
                        MAPPER.createObjectNode()
                                .put("command", "ls")
                                .put("folder", home.resolve("project").toString()));
                Files.delete(file);
                yield read;
            }
            case COMMAND_OUTPUT ->
                call(
                        "run_bash",
                        MAPPER.createObjectNode().put("command", "printf %s '" + words.replace("'", "") + "'"));
            case AUDIT_ENTRY ->
                call("audit", MAPPER.createObjectNode().put("action", "search").put("query", words.substring(0, 20)));
            case MEMORY -> {
                String told = call(
                        "memory",
                        MAPPER.createObjectNode()
                                .put("action", "add")
                                .put("file", "memory")
                                .put("content", words));
                yield told + call("memory", MAPPER.createObjectNode().put("action", "show"));
            }
            case PROPOSAL_TEXT ->
                call("propose", (ObjectNode) MAPPER.createObjectNode()
                        .put("summary", words.substring(0, Math.min(150, words.length())))
                        .set("packages", MAPPER.createArrayNode().add("htop")));
        };
    }

    @Test
    void theCorpusIsLargeEnough() throws IOException {
        Map<String, Integer> categories = new HashMap<>();
        calls().forEach(line -> categories.merge(line.split(" :: ", 2)[0], 1, Integer::sum));
        long injections = injections().count();
        assertThat(categories.keySet())
                .contains("root", "escape", "secret", "exfiltration", "policy", "file", "approval");
        assertThat(categories.values().stream().mapToInt(Integer::intValue).sum() + injections)
                .isGreaterThanOrEqualTo(LEAST);
    }
}
