package org.agntos.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proposals with findings on the command line, without Nix, which takes its time.
class ProposalsIT {
    @TempDir
    Path home;

    private Ctl ctl;

    @BeforeEach
    void startFromAnEmptyHome() {
        ctl = new Ctl(home).with("AGNTOS_NIX", "none");
    }

    @Test
    void aFixIsPutIntoTheChangeAndVerified() throws IOException, InterruptedException {
        JsonNode wrong = ctl.run("propose", "--option", "services.openssh.enabel=true", "--json")
                .hasStatus(4)
                .json();
        String id = wrong.path("id").asText();
        JsonNode fixed = ctl.run("proposals", "fix", id, "--json").hasStatus(0).json();
        assertThat(fixed.path("files_to_write").toString()).contains("services.openssh.enable = true;");
        assertThat(fixed.path("verification").path(1).path("result").asText()).isEqualTo("passed");
        assertThat(ctl.run("proposals", "fix", id, "--json").hasStatus(5).errorCode())
                .isEqualTo("no_fix");
    }

    @Test
    void wordsBesideAFileNeedNotBeUnderstood() throws IOException, InterruptedException {
        Path module = home.resolve("nicer.nix");
        Files.writeString(module, "{ networking.hostName = \"box\"; }\n");
        JsonNode proposal = ctl.run("propose", "brighten the qwertz", "--file", module.toString(), "--json")
                .hasStatus(0)
                .json();
        assertThat(proposal.path("summary").asText()).isEqualTo("brighten the qwertz");
        assertThat(proposal.path("prompt").asText()).isEqualTo("brighten the qwertz");
        ctl.run("propose", "brighten the qwertz").hasStatus(2);
    }

    @Test
    void aControlCharacterIsRefusedAndNotLost() throws IOException, InterruptedException {
        assertThat(ctl.run("propose", "--option", "networking.hostName=bo\u0007x", "--json")
                        .hasStatus(2)
                        .errorCode())
                .isEqualTo("control_character");
    }

    @Test
    void thePermissionForAPackageIsPartOfTheChange() throws IOException, InterruptedException {
        JsonNode proposal =
                ctl.run("propose", "--package", "slack", "--json").hasStatus(0).json();
        assertThat(proposal.path("files_to_write").toString())
                .contains("allowUnfreePredicate")
                .contains("slack");
        assertThat(proposal.path("verification").path(1).path("result").asText())
                .isEqualTo("warned");
    }
}
