package org.agntos.core.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The starter catalogue against the real lists of NixOS, where they are at hand (`AGNTOS_TEST_DATA`).
class StarterFactsTest {
    private static final StarterCatalogue CATALOGUE = StarterCatalogue.load();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Options newer than the list of February 2025; those moved since have their former name behind them.
    private static final Map<String, String> MOVED_OR_NEW = Map.ofEntries(
            Map.entry("programs.vscode.enable", ""),
            Map.entry("programs.zoom-us.enable", ""),
            Map.entry("services.desktopManager.cosmic.enable", ""),
            Map.entry("services.displayManager.cosmic-greeter.enable", ""),
            Map.entry("services.lact.enable", ""),
            Map.entry("services.desktopManager.gnome.", "services.xserver.desktopManager.gnome."),
            Map.entry("services.displayManager.gdm.", "services.xserver.displayManager.gdm."),
            Map.entry("services.gnome.core-apps.enable", "services.gnome.core-utilities.enable"));

    /// Sets that take names of one's own, whose names no list has.
    private static final Pattern INSIDE_A_SET = Pattern.compile(
            "nixpkgs\\.config\\..*|nix\\.settings\\..*|services\\.(logind|resolved|journald)\\.settings\\..*");

    /// Attributes that the list lacks because another attribute is the same package, or that are newer than it.
    private static final Set<String> NOT_LISTED = Set.of(
            "claude-code",
            "codex",
            "elixir",
            "erlang",
            "jdk21",
            "jre",
            "nextcloud32",
            "nodejs",
            "postgresql_17",
            "python3",
            "python312",
            "wireshark-cli");

    private static final Pattern NOT_LISTED_SET = Pattern.compile("linuxPackages.*|python3Packages\\..*");

    @Test
    void everyPackageExists() throws IOException {
        JsonNode real = read("nixpkgs-packages.json.gz");

        Set<String> unknown = CATALOGUE.packages().stream()
                .map(PackageEntry::attribute)
                .filter(attribute -> !real.has(attribute)
                        && !NOT_LISTED.contains(attribute)
                        && !NOT_LISTED_SET.matcher(attribute).matches())
                .collect(Collectors.toSet());

        assertThat(unknown).isEmpty();
    }

    @Test
    void everyOptionExistsWithItsType() throws IOException {
        JsonNode real = read("nixos-options-2025-02.json.gz");

        assertThat(CATALOGUE.options()).allSatisfy(option -> {
            JsonNode listed = real.path(formerName(option.path()));
            boolean isKnown = !listed.isMissingNode()
                    || INSIDE_A_SET.matcher(option.path()).matches()
                    || isNew(option.path());
            assertThat(isKnown).as(option.path()).isTrue();
            if (!listed.isMissingNode()) {
                assertThat(option.type())
                        .as(option.path())
                        .isEqualTo(listed.path("type")
                                .asText()
                                .replaceAll("\\s+", " ")
                                .strip());
            }
        });
    }

    @Test
    void noOptionHasANameThatWasGivenUp() throws IOException {
        JsonNode renames = JSON.readTree(Files.readAllBytes(data("option-renames-2025-2026.json")));

        for (JsonNode rename : renames) {
            String old = rename.path("old").asText();
            boolean isFamily = old.endsWith(".*");
            assertThat(CATALOGUE.options().stream().map(OptionEntry::path))
                    .noneMatch(
                            path -> isFamily ? path.startsWith(old.substring(0, old.length() - 1)) : path.equals(old));
        }
    }

    @Test
    void descriptionsAreOurOwn() throws IOException {
        JsonNode packages = read("nixpkgs-packages.json.gz");
        JsonNode options = read("nixos-options-2025-02.json.gz");

        assertThat(CATALOGUE.packages())
                .allSatisfy(entry -> assertThat(bare(entry.description()))
                        .isNotEqualTo(bare(packages.path(entry.attribute())
                                .path("meta")
                                .path("description")
                                .asText())));
        assertThat(CATALOGUE.options())
                .allSatisfy(option -> assertThat(bare(option.description()))
                        .isNotEqualTo(bare(
                                options.path(option.path()).path("description").asText())));
    }

    private static String bare(String text) {
        return text.toLowerCase(Locale.ROOT).strip().replaceAll("\\.$", "");
    }

    private static boolean isNew(String path) {
        return "".equals(MOVED_OR_NEW.get(path));
    }

    private static String formerName(String path) {
        for (Map.Entry<String, String> move : MOVED_OR_NEW.entrySet()) {
            if (!move.getValue().isEmpty() && path.startsWith(move.getKey())) {
                return move.getValue() + path.substring(move.getKey().length());
            }
        }
        return path;
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream stream = new GZIPInputStream(Files.newInputStream(data(name)))) {
            return JSON.readTree(stream);
        }
    }

    private static Path data(String name) {
        String folder = System.getenv("AGNTOS_TEST_DATA");
        Assumptions.assumeTrue(
                folder != null && Files.isRegularFile(Path.of(folder, name)),
                "skipped: " + name + " is not in AGNTOS_TEST_DATA (" + folder + ")");
        return Path.of(folder == null ? "." : folder, name);
    }
}
