package org.agntos.core.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.agntos.core.nix.NixValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The tables that the starter catalogue is read from.
class StarterTablesTest {
    private static final StarterCatalogue CATALOGUE = StarterCatalogue.load();

    @ParameterizedTest
    @ValueSource(strings = {"packages.tsv", "options.tsv"})
    void everyLineHasFiveColumnsAndTheFirstIsSortedAndUnique(String table) throws IOException {
        List<String> lines = lines(table);

        assertThat(lines.getFirst()).startsWith("# ");
        List<String[]> rows =
                lines.stream().skip(1).map(line -> line.split("\t", -1)).toList();
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(5));
        assertThat(rows.stream().map(row -> row[0]).toList()).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"packages.tsv", "options.tsv"})
    void everyCellIsTidy(String table) throws IOException {
        assertThat(lines(table).stream().skip(1)).allSatisfy(line -> {
            assertThat(line.split("\t", -1)).allSatisfy(cell -> assertThat(cell).isEqualTo(cell.strip()));
            assertThat(line.split("\t", -1)[3].split(",", -1))
                    .as(line)
                    .allSatisfy(word -> assertThat(word).isEqualTo(word.strip()))
                    .doesNotHaveDuplicates();
            assertThat(line.split("\t", -1)[4]).as(line).isNotEmpty().hasSizeLessThanOrEqualTo(100);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"packages.tsv", "options.tsv"})
    void everyLetterIsAsciiBecauseTheReaderTakesNoOther(String table) throws IOException {
        assertThat(lines(table)).allSatisfy(line -> assertThat(line).isASCII());
    }

    @Test
    void everyLineBecomesAnEntry() throws IOException {
        assertThat(CATALOGUE.packages()).hasSize(lines("packages.tsv").size() - 1);
        assertThat(CATALOGUE.options()).hasSize(lines("options.tsv").size() - 1);
    }

    @Test
    void thereIsEnoughToPractiseWith() {
        assertThat(CATALOGUE.packages()).hasSizeGreaterThanOrEqualTo(400);
        assertThat(CATALOGUE.options()).hasSizeGreaterThanOrEqualTo(250);
    }

    @Test
    void everyModuleOfAPackageIsAnOption() {
        assertThat(CATALOGUE.packages().stream()
                        .map(PackageEntry::module)
                        .filter(module -> !module.isEmpty())
                        .filter(module -> CATALOGUE
                                .option(module)
                                .filter(option -> option.type().equals("boolean"))
                                .isEmpty()))
                .isEmpty();
    }

    @Test
    void everySwitchTakesTrueAndEveryOptionIsFoundByItsOwnPath() {
        assertThat(CATALOGUE.options()).allSatisfy(option -> {
            assertThat(option.path()).doesNotContain("\"").doesNotContain("..");
            assertThat(CATALOGUE.option(option.path())).contains(option);
            if (option.path().endsWith(".enable")) {
                assertThat(OptionType.parse(option.type()).fits(new NixValue.Bool(true)))
                        .as(option.path())
                        .isEmpty();
            }
        });
    }

    @Test
    void everyPackageIsFoundByItsAttribute() {
        assertThat(CATALOGUE.packages()).allSatisfy(entry -> {
            assertThat(CATALOGUE.packageAt(entry.attribute())).contains(entry);
            assertThat(CATALOGUE.packageCalled(entry.attribute())).contains(entry);
        });
    }

    @Test
    void everyTypeIsUnderstoodExceptTheFewThatTakeAnything() {
        Set<String> open = CATALOGUE.options().stream()
                .map(OptionEntry::type)
                .filter(type -> OptionType.parse(type) instanceof OptionType.Anything)
                .collect(Collectors.toSet());

        assertThat(open).hasSizeLessThan(25);
        assertThat(open).doesNotContain("boolean", "string", "package", "path", "list of string");
    }

    private static List<String> lines(String table) throws IOException {
        var stream = Objects.requireNonNull(StarterCatalogue.class.getResourceAsStream("starter/" + table));
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
