package org.agntos.core.nix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real Nix evaluates what the renderer wrote, and gets the value it was given.
class NixRendererIT {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int VALUES = 150;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void evaluatingTheRenderedValueGivesItBack(long seed) throws Exception {
        NixTools nix = RealNix.in(directory);
        RandomNixValue random = new RandomNixValue(new Random(seed));
        List<NixValue> values = new ArrayList<>();
        for (int i = 0; i < VALUES; i++) {
            values.add(random.next(0));
        }
        String rendered = NixRenderer.render(new NixValue.ListOf(values));
        JsonNode evaluated = MAPPER.readTree(RealNix.evaluate(nix, rendered));
        for (int i = 0; i < VALUES; i++) {
            assertThat(same(values.get(i), evaluated.get(i)))
                    .as(
                            "%s\nrendered: %s\nevaluated: %s",
                            values.get(i), NixRenderer.render(values.get(i)), evaluated.get(i))
                    .isTrue();
        }
    }

    @Test
    void ourOwnReaderAgreesWithNixOnWhatIsWrittenOut() throws Exception {
        RandomNixValue random = new RandomNixValue(new Random(5));
        for (int i = 0; i < VALUES; i++) {
            NixValue text = new NixValue.Text(random.text());
            String rendered = NixRenderer.render(text);
            NixValue read = NixText.value(rendered).orElseThrow();
            assertThat(read instanceof NixValue.Expression ? text : read)
                    .as(rendered)
                    .isEqualTo(text);
        }
    }

    @Test
    void pathsWithOddCharactersAreThosePaths() throws Exception {
        NixTools nix = RealNix.in(directory);
        for (String path : List.of("/etc/hosts", "/a b", "/", "/x/${y}", "/x//y", "/trailing/")) {
            String rendered = NixRenderer.render(new NixValue.PathLiteral(path));
            String expected = path.equals("/") ? "/" : path.replace("//", "/").replaceAll("/$", "");
            assertThat(RealNix.evaluate(nix, "toString " + rendered).strip())
                    .isEqualTo(MAPPER.writeValueAsString(expected));
        }
    }

    @Test
    void everyKeywordWorksAsAName() throws Exception {
        NixTools nix = RealNix.in(directory);
        OptionPath path = OptionPath.of("if", "or", "in", "a.b", "${x}", "é", "ok-name'");
        String set = "{ " + path.render() + " = 1; }";
        assertThat(RealNix.evaluate(nix, "(" + set + ")." + path.render()).strip())
                .isEqualTo("1");
    }

    private static boolean same(NixValue value, JsonNode json) {
        return switch (value) {
            case NixValue.Null _ -> json.isNull();
            case NixValue.Bool(boolean flag) -> json.isBoolean() && json.booleanValue() == flag;
            case NixValue.Int(long number) -> json.isIntegralNumber() && json.longValue() == number;
            case NixValue.Decimal decimal ->
                json.isNumber() && json.doubleValue() == decimal.value().doubleValue();
            case NixValue.Text(String text) ->
                json.isTextual() && json.textValue().equals(text);
            case NixValue.ListOf(List<NixValue> items) -> {
                boolean isSame = json.isArray() && json.size() == items.size();
                for (int i = 0; isSame && i < items.size(); i++) {
                    isSame = same(items.get(i), json.get(i));
                }
                yield isSame;
            }
            case NixValue.Attributes attributes ->
                json.isObject()
                        && json.size() == attributes.entries().size()
                        && attributes.entries().entrySet().stream()
                                .allMatch(entry ->
                                        json.has(entry.getKey()) && same(entry.getValue(), json.get(entry.getKey())));
            case NixValue.PathLiteral _, NixValue.PackageReference _, NixValue.Expression _ -> false;
        };
    }
}
