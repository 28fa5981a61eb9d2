package org.agntos.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agntos.core.nix.NixPrograms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `agntctl doctor` on a practice machine, and on the small NixOS of the helper's tests, where nothing is practice.
class DoctorIT {
    private static final Path NAMESPACE =
            Path.of("../privileged-helper/src/test/resources/org/agntos/helper/nixos/namespace.sh");

    @TempDir
    Path home;

    private static Map<String, String> states(JsonNode findings) {
        Map<String, String> states = new TreeMap<>();
        findings.forEach(finding ->
                states.put(finding.path("id").asText(), finding.path("state").asText()));
        return states;
    }

    @Test
    void practiceMachineIsWell() throws IOException, InterruptedException {
        Ctl ctl = new Ctl(home).with("AGNTOS_NIX", "none");

        Map<String, String> states =
                states(ctl.run("doctor", "--json").hasStatus(0).json());

        assertThat(states)
                .containsEntry("machine", "ok")
                .containsEntry("nix", "warn")
                .containsEntry("helper", "ok")
                .containsEntry("generations", "ok")
                .containsKeys("disk-practice", "units");
        assertThat(ctl.run("doctor").hasStatus(0).output()).contains("Practice machine");
    }

    /// Runs `agntctl` inside, as root, without `--practice`.
    private static String agntctl(long init, int status, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "nsenter",
                "--target",
                Long.toString(init),
                "--mount",
                "--pid",
                "--",
                "/usr/bin/env",
                "-i",
                "HOME=/root/agntos-test",
                "PATH=/run/current-system/sw/bin:/usr/bin:/bin",
                "LANG=C.UTF-8",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.agntos.core.cli.Agntctl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(status);
        return output;
    }

    @ParameterizedTest
    @CsvSource({"nixos-channel, bash", "nixos-flake, ng"})
    void nixosIsExplained(String kind, String rebuild) throws IOException, InterruptedException {
        boolean isRoot = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        boolean isPossible = isRoot && NixPrograms.find(System.getenv()).isPresent();
        assertThat(isPossible || !"true".equals(System.getenv("CI")))
                .as("CI is root and has Nix")
                .isTrue();
        assumeTrue(isPossible, "this needs root and Nix");
        Process holder = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "--pid",
                        "--fork",
                        "--kill-child",
                        "--mount-proc",
                        "--propagation",
                        "private",
                        "sh",
                        NAMESPACE.toAbsolutePath().normalize().toString(),
                        kind,
                        rebuild,
                        "without")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = holder.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isEqualTo("ready");
            long init = holder.children().findFirst().orElseThrow().pid();
            ObjectMapper mapper = new ObjectMapper();

            // There is no bus and no polkit in the namespace, and the doctor must say so.
            Map<String, String> states = states(mapper.readTree(agntctl(init, 1, "doctor", "--json")));
            assertThat(states)
                    .containsEntry("polkit", "problem")
                    .containsEntry("machine", "ok")
                    .containsEntry("setup", "ok")
                    .containsEntry("wiring", "ok")
                    .containsEntry("nixos-rebuild", "ok")
                    .containsEntry("configuration-owner", "ok")
                    .containsEntry("generations", "ok")
                    .containsEntry("helper", "ok")
                    .containsKeys("disk-nix", "disk-etc", "units");
            assertThat(agntctl(init, 1, "doctor"))
                    .contains("NixOS with " + (rebuild.equals("ng") ? "the flake" : "channels"));

            Path inside = Path.of("/proc/" + init + "/root/etc/agntos/machine.toml");
            Files.writeString(inside, Files.readString(inside) + "local_rebuild = false\n");
            String id = mapper.readTree(agntctl(init, 0, "propose", "install htop", "--json"))
                    .path("id")
                    .asText();
            assertThat(agntctl(init, 0, "proposals", "diff", id, "--patch"))
                    .startsWith("diff --git a/packages/htop.nix b/packages/htop.nix\nnew file mode 100644\n")
                    .contains("+++ b/packages/htop.nix\n@@ -0,0 +1,");
            assertThat(agntctl(init, 3, "apply", id, "--yes", "--json")).contains("--patch");

            Files.delete(inside);
            Map<String, String> bare = states(mapper.readTree(agntctl(init, 1, "doctor", "--json")));
            assertThat(bare).containsEntry("setup", "problem").doesNotContainKey("wiring");
        } finally {
            holder.getOutputStream().close();
            assertThat(holder.waitFor()).isZero();
        }
    }
}
