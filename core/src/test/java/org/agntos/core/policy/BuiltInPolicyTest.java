package org.agntos.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInPolicyTest {
    private final TieredPolicy policy = TieredPolicy.builtIn();

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private Verdict judge(String tool, String arguments) {
        return policy.judge(tool, (ObjectNode) json(arguments)).verdict();
    }

    private Verdict judgeModule(String module) {
        ObjectNode arguments = new ObjectMapper().createObjectNode();
        arguments.putArray("modules").addObject().put("path", "options/x.nix").put("content", module);
        return policy.judge("propose", arguments).verdict();
    }

    @Test
    void anUnknownToolIsAsked() {
        assertThat(judge("fly", "{}")).isEqualTo(Verdict.ASK);
    }

    @Test
    void proposingIsAllowed() {
        assertThat(judge("propose", "{\"packages\":[\"htop\"]}")).isEqualTo(Verdict.ALLOW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    networking.firewall.enable                      | false
                    services.openssh.settings.PermitRootLogin       | "yes"
                    services.openssh.permitRootLogin                | "yes"
                    services.openssh.settings.PermitEmptyPasswords  | true
                    nix.settings.require-sigs                       | false
                    networking.firewall.enable                      | {"$nix":"false"}
                    networking.firewall                             | {"enable":false}
                    networking                                      | {"firewall.enable":false}
                    networking                                      | {"$nix":"{ firewall = { enable = false; }; }"}
                    networking.firewall.enable                      | {"$nix":"lib.mkForce false"}
                    networking.firewall.allowedTCPPortRanges        | [{"from":1,"to":65535}]
                    """)
    void theFloorsAreDenied(String path, String value) {
        assertThat(judge("propose", "{\"options\":[{\"path\":\"" + path + "\",\"value\":" + value + "}]}"))
                .isEqualTo(Verdict.DENY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ networking.firewall.enable = false; }",
                "{ networking = { hostName = \"x\"; firewall = { enable = false; }; }; }",
                "{ networking.firewall = { /* quiet */ enable = lib.mkForce false; }; }",
                "{ services.openssh.settings.PermitRootLogin = \"yes\"; }",
            })
    void aRawModuleIsLookedInto(String module) {
        assertThat(judgeModule(module)).isEqualTo(Verdict.DENY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ networking.firewall.enable = true; }",
                "{ services.foo = { enable = false; }; networking.hostName = \"x\"; }",
                "{ # networking.firewall.enable = false;\n}",
            })
    void aHarmlessModulePasses(String module) {
        assertThat(judgeModule(module)).isEqualTo(Verdict.ALLOW);
    }
}
