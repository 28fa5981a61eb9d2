package org.agntos.helper.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agntos.helper.policy.AdminPolicy.Origin;
import org.agntos.helper.protocol.Failure;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The policy as an attacker meets it: nearly every module of `evasions.txt` would break a floor if Nix read
/// it, and the rest are no modules.
class AdminPolicyTest {
    private static final String ADMIN = """
            [[rule]]
            verdict = "deny"
            reason = "No desktops here"
            option = "services.xserver"

            [[rule]]
            verdict = "deny"
            reason = "Not bought"
            package = "steam*"

            [[rule]]
            verdict = "deny"
            reason = "Ada's own"
            path = "home/ada/*"

            [[rule]]
            verdict = "ask"
            reason = "Look twice"
            option = "services.nginx"
            """;

    @TempDir
    Path folder;

    private static Stream<String> modules(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(AdminPolicyTest.class.getResourceAsStream(name))) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(all.split("(?m)^----\n", -1));
        }
    }

    static Stream<String> evasions() throws IOException {
        return modules("evasions.txt");
    }

    static Stream<String> harmless() throws IOException {
        return modules("harmless.txt");
    }

    private static Optional<Failure> judge(AdminPolicy policy, String path, String module, Origin origin) {
        TreeMap<TreePath, Optional<byte[]>> files = new TreeMap<>();
        files.put(new TreePath(path), Optional.of(module.getBytes(StandardCharsets.UTF_8)));
        try {
            policy.requireAllowed(files, origin);
            return Optional.empty();
        } catch (Failure e) {
            return Optional.of(e);
        }
    }

    private static Optional<Failure> judge(AdminPolicy policy, String path, String module) {
        return judge(policy, path, module, Origin.CALLER);
    }

    private AdminPolicy floors() throws IOException {
        return AdminPolicy.read(folder.resolve("policy.toml"));
    }

    @ParameterizedTest
    @MethodSource("evasions")
    void noModuleGetsUnderTheFloors(String module) throws IOException {
        assertThat(judge(floors(), "options/x.nix", module)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void whatIsPlainAndBreaksNothingIsAllowed(String module) throws IOException {
        assertThat(judge(floors(), "options/x.nix", module)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services/x.nix|{ services.xserver.enable = true; }",
                "services/x.nix|{ services = { xserver.enable = true; }; }",
                "packages/x.nix|{ pkgs, ... }: { environment.systemPackages = [ pkgs.steam-run ]; }",
                "packages/x.nix|{ pkgs, ... }: { environment.systemPackages = with pkgs; [ htop steam ]; }",
                "packages/x.nix|{ pkgs, ... }: { a = [ pkgs.\"steam\" ]; }",
                "packages/x.nix|{ pkgs, ... }: { a = [ (builtins.getAttr \"x\" pkgs) ]; }",
                "packages/x.nix|{ pkgs, ... }: { a = [ pkgs.${\"ste\" + \"am\"} ]; }",
                "home/ada/x.nix|{ }"
            })
    void whatTheAdministratorDeniesIsRefused(String file) throws IOException {
        AdminPolicy policy = AdminPolicy.parse(ADMIN.getBytes(StandardCharsets.UTF_8));
        String[] parts = file.split("\\|", 2);

        assertThat(judge(policy, parts[0], parts[1])).isPresent();
    }

    @Test
    void theAdministratorsReasonIsTold() throws IOException {
        AdminPolicy policy = AdminPolicy.parse(ADMIN.getBytes(StandardCharsets.UTF_8));

        assertThat(judge(policy, "services/x.nix", "{ services.xserver.enable = true; }"))
                .hasValueSatisfying(found -> assertThat(found.message()).contains("No desktops here"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "home/bob/x.nix|{ }",
                "services/nginx.nix|{ services.nginx.enable = true; }",
                "packages/x.nix|{ pkgs, ... }: { environment.systemPackages = [ pkgs.htop ]; }"
            })
    void whatIsAskedOrNotNamedIsAllowed(String file) throws IOException {
        AdminPolicy policy = AdminPolicy.parse(ADMIN.getBytes(StandardCharsets.UTF_8));
        String[] parts = file.split("\\|", 2);

        assertThat(judge(policy, parts[0], parts[1])).isEmpty();
    }

    @Test
    void whatIsRestoredNeedNotBePlainButMayBreakNoFloor() throws IOException {
        String computed = "{ lib, ... }: lib.mkIf true { }";
        String open = "{ networking.firewall.enable = false; }";

        assertThat(judge(floors(), "options/x.nix", computed, Origin.CALLER)).isPresent();
        assertThat(judge(floors(), "options/x.nix", computed, Origin.SNAPSHOT)).isEmpty();
        assertThat(judge(floors(), "options/x.nix", open, Origin.SNAPSHOT)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rule = 1\nx = 2",
                "rule = 1",
                "[[rule]]\nverdict = \"deny\"",
                "[[rule]]\nverdict = \"never\"\nreason = \"x\"",
                "[[rule]]\nverdict = \"deny\"\nreason = \"x\"\nopton = \"a\"",
                "[[rule]]\nverdict = \"deny\"\nreason = \"x\"",
                "[[rule]]\nverdict = \"deny\"\nreason = \"x\"\noption = 1",
                "[[rule",
                "\u0000"
            })
    void fileThatIsNotAsDocumentedIsNotGuessedAt(String toml) {
        assertThatThrownBy(() -> AdminPolicy.parse(toml.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Failure.class);
    }

    @Test
    void folderInPlaceOfTheFileAllowsNothing() throws IOException {
        Path file = Files.createDirectory(folder.resolve("policy.toml"));

        assertThatThrownBy(() -> AdminPolicy.read(file)).isInstanceOf(Failure.class);
    }

    @Test
    void linkThatLeadsNowhereAllowsNothing() throws IOException {
        Path file = Files.createSymbolicLink(folder.resolve("policy.toml"), folder.resolve("gone"));

        assertThatThrownBy(() -> AdminPolicy.read(file)).isInstanceOf(Failure.class);
    }

    /// A text is read in time that grows with its length, however it is nested.
    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[", "(", "\"${", "''${", "let ", "a = ", "/*", "/* ", "a.", "\"a\\", "with ", "inherit "})
    void hostileNestingEndsInAnAnswer(String piece) throws IOException {
        assertThat(judge(floors(), "options/x.nix", piece.repeat(100_000))).isPresent();
    }
}
