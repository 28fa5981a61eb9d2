package org.agntos.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.agntos.core.model.ChatModel.ToolSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every model is told about the tools, with every call.
class ToolBudgetIT {
    private static final double CHARACTERS_A_TOKEN = 3.5;
    private static final int MOST_TOKENS = 2_500;

    @TempDir
    Path home;

    @Test
    void theDefinitionsOfAllToolsStaySmall() {
        try (CoreComposition core = CoreComposition.of(Map.of("HOME", home.toString(), "AGNTOS_MACHINE", "practice"))) {
            List<ToolSpec> specs = core.toolGate().specs();
            int characters = specs.stream()
                    .mapToInt(spec -> spec.name().length()
                            + spec.description().length()
                            + spec.schema().toString().length()
                            + "{\"type\":\"function\",\"function\":{\"name\":,\"description\":,\"parameters\":}}"
                                    .length())
                    .sum();

            assertThat(specs)
                    .extracting(ToolSpec::name)
                    .containsExactlyInAnyOrder(
                            "inspect",
                            "propose",
                            "apply",
                            "rollback",
                            "audit",
                            "memory",
                            "read_file",
                            "write_file",
                            "edit_file",
                            "run_bash",
                            "search");
            assertThat(characters / CHARACTERS_A_TOKEN)
                    .as("tokens, rather too many")
                    .isLessThan(MOST_TOKENS);
        }
    }
}
