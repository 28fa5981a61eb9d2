package org.agntos.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `agntctl search`, `option` and `index`, each a process of its own.
class IndexAndSearchIT {
    private static final String OPTIONS = """
            {"services.nginx.enable": {"declarations": ["nixos/modules/nginx.nix"], "default": {"text": "false"},
               "description": "Whether to enable Nginx.", "type": "boolean"},
             "networking.hostName": {"default": {"text": "\\"nixos\\""}, "description": "Name.", "type": "string"}}
            """;

    @TempDir
    Path home;

    private Ctl ctl;

    @BeforeEach
    void startFromAnEmptyHome() {
        ctl = new Ctl(home).with("AGNTOS_NIX", "none");
    }

    @Test
    void anIndexIsBuiltAndSearchedAndABadOneChangesNothing() throws IOException, InterruptedException {
        Path options = Files.writeString(home.resolve("options.json"), OPTIONS);
        Path packages = Files.writeString(
                home.resolve("packages.json"),
                "{\"nginx\": {\"meta\": {\"description\": \"Web server\"}, \"version\": \"1\"}}");
        assertThat(ctl.run("index", "status", "--json")
                        .hasStatus(0)
                        .json()
                        .get("built")
                        .asBoolean())
                .isFalse();

        JsonNode built = ctl.run(
                        "index", "build", "--options", options.toString(), "--packages", packages.toString(), "--json")
                .hasStatus(0)
                .json();
        assertThat(built.get("options").asInt()).isEqualTo(2);
        assertThat(built.get("packages").asInt()).isEqualTo(1);

        JsonNode hits = ctl.run("search", "web", "server", "--limit", "2", "--json")
                .hasStatus(0)
                .json();
        assertThat(hits).hasSize(2);
        assertThat(hits.get(0).fieldNames())
                .toIterable()
                .containsExactly("name", "kind", "type", "description", "default", "value", "score");
        assertThat(hits.get(0).get("name").asText()).isEqualTo("services.nginx.enable");
        assertThat(hits.get(0).get("kind").asText()).isEqualTo("option");
        assertThat(hits.get(1).get("name").asText()).isEqualTo("nginx");
        assertThat(hits.get(1).get("kind").asText()).isEqualTo("package");

        Path broken = Files.writeString(home.resolve("broken.json"), "{\"a\": {");
        assertThat(ctl.run("index", "build", "--options", broken.toString(), "--json")
                        .hasStatus(1)
                        .errorCode())
                .isEqualTo("index");
        assertThat(ctl.run("index", "--json").json().get("revision")).isEqualTo(built.get("revision"));
    }

    @Test
    void anOptionTellsWhatItIsSetToAndWhere() throws IOException, InterruptedException {
        Path tree = Files.createDirectories(home.resolve(".local/share/agntos/practice/etc/agntos/options"));
        Path file = Files.writeString(
                tree.resolve("networking.hostName.nix"), "{ ... }:\n{\n  networking.hostName = \"lab\";\n}\n");

        JsonNode option =
                ctl.run("option", "networking.hostName", "--json").hasStatus(0).json();
        assertThat(option.get("type").asText()).startsWith("string");
        assertThat(option.get("value").asText()).isEqualTo("\"lab\"");
        assertThat(option.get("set_in").get(0).get("file").asText()).isEqualTo(file.toString());
        assertThat(option.get("set_in").get(0).get("line").asInt()).isEqualTo(3);
        assertThat(ctl.run("option", "networking.hostName").output()).contains("set      networking.hostName", ":3");
        JsonNode hits =
                ctl.run("search", "options", "networking.hostName", "--json").json();
        assertThat(hits.get(0).get("value").asText()).isEqualTo("\"lab\"");

        Ctl.Ended unknown = ctl.run("option", "services.opensssh.enable").hasStatus(5);
        assertThat(unknown.messages()).contains("services.openssh.enable");
    }
}
