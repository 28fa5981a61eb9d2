package org.agntos.core.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.agntos.core.nix.NixValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionTypeTest {
    private static final String PORT = "16 bit unsigned integer; between 0 and 65535 (both inclusive)";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            boolean | true
            string | text
            non-empty string | text
            single-line string | text
            (optionally newline-terminated) single-line string | text
            strings concatenated with "\\n" | text
            string (with check: non-empty) | text
            signed integer | 8080
            unsigned integer, meaning >=0 | 8080
            positive integer, meaning >0 | 8080
            16 bit unsigned integer; between 0 and 65535 (both inclusive) | 8080
            integer between 300 and 9000 (both inclusive) | 8080
            floating point number | 0.5
            integer or floating point number between 0.0 and 1.0 (both inclusive) | 0.5
            path | path
            path | /text
            path, not containing newlines or colons | /text
            package | package
            path | package
            null or string | null
            null or string | text
            null or package or (path, not containing newlines or colons) | package
            list of string | list
            null or (list of string) | list
            list of (string or path) | list
            non-empty (list of string) | list
            one of "text", "other" | text
            null or one of "text", "other" | text
            value "text" (singular enum) | text
            one of "default", "all" or list of string | list
            string or (list of string) convertible to it | list
            attribute set | set
            attribute set of string | set
            lazy attribute set of string | set
            attribute set of (string or signed integer) | set
            attribute set of anything | set
            submodule | set
            attribute set of (null or string) | set
            section of an INI file (attrs of INI atom (null, bool, int, float or string)) | set
            null or string matching the pattern [a-z]+ | text
            list of string matching the pattern [[:alpha:]]+ | list
            YAML value | set
            anything | text
            unspecified value | null
            string, not containing newlines or colons | text
            """)
    void valueOfItsTypeFits(String type, String value) {
        assertThat(OptionType.parse(type).fits(value(value))).as(type).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            boolean | text | expected true or false, but this is the text "text"
            string | true | expected text, but this is true
            string | path | expected text, but this is the path /etc/hosts
            string | package | expected text, but this is the package htop
            non-empty string | blank | expected text that is not empty, but this is the text " "
            single-line string | lines | expected a single line of text, but this is the text "a b"
            signed integer | text | expected a whole number, but this is the text "text"
            unsigned integer, meaning >=0 | -1 | expected a whole number of at least 0, but this is the number -1
            positive integer, meaning >0 | 0 | expected a whole number of at least 1, but this is the number 0
            integer between 1 and 10 (both inclusive) | 11 | expected a whole number between 1 and 10, but this is the number 11
            integer between -20 and 19 (both inclusive) | -21 | expected a whole number between -20 and 19, but this is the number -21
            floating point number | 1 | expected a number with a decimal point, but this is the number 1
            integer or floating point number between 0.0 and 1.0 (both inclusive) | 2 | expected a number between 0.0 and 1.0, but this is the number 2
            path | text | expected an absolute path, but this is the text "text"
            package | text | expected a package, such as pkgs.hello, but this is the text "text"
            null or string | 1 | expected null or text, but this is the number 1
            list of string | text | expected a list, each item text, but this is the text "text"
            list of path | list | item 1: expected an absolute path, but this is the text "text"
            null or (list of path) | list | item 1: expected an absolute path, but this is the text "text"
            non-empty (list of string) | empty | expected a list that is not empty, each item text, but this is an empty list
            one of "a", "b" | text | expected one of "a", "b", but this is the text "text"
            null or one of "a", 1 | text | expected null or one of "a", 1, but this is the text "text"
            value "a" (singular enum) | text | expected "a", but this is the text "text"
            attribute set of signed integer | set | a: expected a whole number, but this is the text "b"
            attribute set of string | list | expected a set, each value text, but this is a list
            submodule | text | expected a set of options, but this is the text "text"
            list of string matching the pattern [0-9]+ | list | item 1: expected text of the form [0-9]+, but this is the text "text"
            """)
    void otherValueIsRefusedInWords(String type, String value, String problem) {
        assertThat(OptionType.parse(type).fits(value(value))).as(type).contains(problem);
    }

    @Test
    void portsAreCheckedOneByOne() {
        OptionType ports = OptionType.parse("list of " + PORT);

        NixValue list = new NixValue.ListOf(List.of(new NixValue.Int(22), new NixValue.Int(70_000)));

        assertThat(ports.fits(list))
                .contains("item 2: expected a whole number between 0 and 65535, but this is the number 70000");
        assertThat(ports.fits(new NixValue.ListOf(List.of()))).isEmpty();
    }

    @Test
    void codeFitsEveryTypeBecauseOnlyNixKnowsItsValue() {
        NixValue code = new NixValue.Expression("config.services.x.port");

        assertThat(OptionType.parse("boolean").fits(code)).isEmpty();
        assertThat(OptionType.parse("list of string").fits(new NixValue.ListOf(List.of(code))))
                .isEmpty();
        assertThat(OptionType.parse("null or one of \"a\", \"b\"").fits(code)).isEmpty();
    }

    @Test
    void textThatIsJoinedKnowsItsSeparator() {
        assertThat(OptionType.parse("strings concatenated with \"\\n\""))
                .isEqualTo(new OptionType.Text(OptionType.Text.Rule.ANY, "", "\n"));
    }

    @Test
    void alternativesAndBracketsAreUnderstood() {
        OptionType expected = new OptionType.Either(List.of(
                new OptionType.Nothing(),
                new OptionType.ListOf(
                        new OptionType.Either(
                                List.of(new OptionType.Bool(), new OptionType.Whole(Long.MIN_VALUE, Long.MAX_VALUE))),
                        false)));

        assertThat(OptionType.parse("null or (list of (boolean or signed integer))"))
                .isEqualTo(expected);
    }

    @Test
    void unknownWordsAcceptAnythingSoThatNothingRightIsRefused() {
        assertThat(OptionType.parse("Go duration (https://golang.org/pkg/time/#ParseDuration)"))
                .isEqualTo(new OptionType.Anything());
        assertThat(OptionType.parse("string or (raw elixir)")).isEqualTo(new OptionType.Anything());
        assertThat(OptionType.parse("one of <function>, x")).isEqualTo(new OptionType.Anything());
        assertThat(OptionType.parse("")).isEqualTo(new OptionType.Anything());
        assertThat(OptionType.parse("((broken")).isEqualTo(new OptionType.Anything());
    }

    private static NixValue value(String name) {
        return switch (name) {
            case "null" -> new NixValue.Null();
            case "true" -> new NixValue.Bool(true);
            case "text" -> new NixValue.Text("text");
            case "/text" -> new NixValue.Text("/text");
            case "blank" -> new NixValue.Text(" ");
            case "lines" -> new NixValue.Text("a\nb");
            case "path" -> new NixValue.PathLiteral("/etc/hosts");
            case "package" -> new NixValue.PackageReference("htop");
            case "list" -> new NixValue.ListOf(List.of(new NixValue.Text("text")));
            case "empty" -> new NixValue.ListOf(List.of());
            case "set" -> new NixValue.Attributes(Map.of("a", new NixValue.Text("b")));
            case "0.5" -> new NixValue.Decimal(new BigDecimal("0.5"));
            default -> new NixValue.Int(Long.parseLong(name));
        };
    }
}
