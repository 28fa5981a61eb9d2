package org.agntos.core.nix.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NixSyntaxTest {
    private static final int DEEP = 100_000;
    private static final int MEGABYTE = 1_000_000;

    static List<String> accepted() {
        return SyntaxCases.ACCEPTED;
    }

    static Stream<Map.Entry<String, String>> refused() {
        return SyntaxCases.REFUSED.entrySet().stream();
    }

    static Stream<String> all() {
        return Stream.of(SyntaxCases.ACCEPTED, SyntaxCases.AS_NIX_SAYS, SyntaxCases.REFUSED.keySet())
                .flatMap(java.util.Collection::stream);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void whatIsNixHasNoProblem(String text) {
        assertThat(NixSyntax.parse(text).problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void theFirstProblemIsSaidPlainlyAndWhereItIs(Map.Entry<String, String> refused) {
        SyntaxTree tree = NixSyntax.parse(refused.getKey());
        assertThat(tree.problems()).isNotEmpty();
        SyntaxProblem first = tree.problems().getFirst();
        LineMap lines = tree.lines();
        assertThat(lines.line(first.offset()) + ":" + lines.column(first.offset()) + ": " + first.message())
                .isEqualTo(refused.getValue());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theTreeGivesEveryCharacterBack(String text) {
        assertThat(NixSyntax.parse(text).text()).isEqualTo(text);
    }

    @Test
    void tokensLieSideBySideAndNodesInsideTheirParents() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            String file = RandomNix.file(random);
            check(file);
            check(RandomNix.spoiled(random, file));
            check(rubbish(random));
        }
    }

    private static void check(String text) {
        int at = 0;
        for (SyntaxToken token : NixSyntax.tokens(text)) {
            assertThat(token.start()).isEqualTo(at);
            assertThat(token.end()).isGreaterThan(at);
            at = token.end();
        }
        assertThat(at).as(text).isEqualTo(text.length());
        SyntaxTree tree = NixSyntax.parse(text);
        assertThat(tree.text()).isEqualTo(text);
        tree.problems().forEach(problem -> {
            assertThat(problem.offset()).isBetween(0, text.length());
            assertThat(problem.end()).isBetween(problem.offset(), text.length());
        });
        tree.nodes().forEach(node -> {
            int end = node.start();
            for (SyntaxNode child : node.children()) {
                assertThat(child.start()).as(text).isGreaterThanOrEqualTo(Math.min(end, node.start()));
                assertThat(child.end()).as(text).isLessThanOrEqualTo(Math.max(node.end(), child.start()));
                end = child.end();
            }
        });
        assertThat(tree.root().children()).as(text).isNotEmpty();
    }

    private static String rubbish(Random random) {
        String characters = "{}[]()=;:,.'\"$#/*\\\n ab1-?@<>!&|~+\r\t\u00e9\u0000";
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(60); length > 0; length--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`(`|`1`|`)`",
                "`[`|`1`|`]`",
                "`{a=`|`1`|`;}`",
                "`rec{a=`|`1`|`;}`",
                "`\"${`|`1`|`}\"`",
                "`''${`|`1`|`}''`",
                "`{${`|`\"a\"`|`}=1;}`",
                "`a: `|`1`|``",
                "`{}:`|`1`|``",
                "`{a?`|`1`|`}:a`",
                "`!`|`1`|``",
                "`-`|`1`|``",
                "`1->`|`1`|``",
                "`1++`|`1`|``",
                "`with 1;`|`1`|``",
                "`assert 1;`|`1`|``",
                "`let a=1;in `|`1`|``",
                "`let a=`|`1`|`;in 1`",
                "`let{body=`|`1`|`;}`",
                "`if 1 then `|`1`|` else 1`",
                "`if 1 then 1 else `|`1`|``",
                "`{}.a or `|`1`|``",
                "{inherit({a=|1|;})a;}",
                "./a${|1|}",
                "`1+`|`1`|``"
            })
    @Timeout(60)
    void anyDepthIsParsed(String before, String middle, String after) {
        String text = before.repeat(DEEP) + middle + after.repeat(DEEP);
        SyntaxTree tree = NixSyntax.parse(text);
        assertThat(tree.problems()).isEmpty();
        assertThat(tree.text()).isEqualTo(text);
        assertThat(NixSyntax.parse(before.repeat(DEEP)).problems()).isNotEmpty();
        assertThat(NixSyntax.parse(after.repeat(DEEP) + "1").text()).endsWith("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a ", "a.b.", "a+", "a-", "1.", "((", "))", "${", "\"${", "''${", "/a", "./", "a.b=", "a=1;", "<a", "=",
                "#", "\"\"=", "a:", "a,", "{a", "inherit ", "let ", "if ", "a/", "'", "''", "$", "\\", "a@", "{a,",
                        "[;",
                "({", "})", "\"a\".", "or ", "x:y ", "a?", "\u20ac", "\"", "/*", "then ", "in ", ";}", "{a={"
            })
    @Timeout(60)
    void aLineOfOneMegabyteTakesNoLongerThanItsLength(String piece) {
        String text = piece.repeat(MEGABYTE / piece.length());
        assertThat(NixSyntax.parse(text).text()).isEqualTo(text);
        String inSet = "{ a = " + text;
        assertThat(NixSyntax.parse(inSet).text()).isEqualTo(inSet);
    }

    @Test
    void pipesAreAnExpressionWhereTheyAreSwitchedOn() {
        Language pipes = Language.NEWEST.withPipes();
        assertThat(NixSyntax.parse("x: x |> x |> x", pipes).problems()).isEmpty();
        assertThat(NixSyntax.parse("x: x <| x <| x", pipes).problems()).isEmpty();
        assertThat(NixSyntax.parse("x: x -> x |> !x", pipes).problems()).isEmpty();
        assertThat(NixSyntax.parse("x: x |> x <| x", pipes).problems()).hasSize(1);
        assertThat(NixSyntax.parse("x: x <| x |> x", pipes).problems()).hasSize(1);
        assertThat(NixSyntax.parse("x: x |> y: y", pipes).problems()).isNotEmpty();
        assertThat(NixSyntax.parse("x: x |> x").problems()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ a = { b = { }; }; a = { b = { }; }; }|8|false",
                "{ a = { b = { }; }; a = { b = { }; }; }|26|true",
                "{ a = { b = 1; }; a = { b = { }; }; }|26|false",
                "{ a = { }; a = { ${x} = 1; }; }|8|true",
                "{ a = { }; a = { ${x} = 1; }; }|17|false",
                "{ inherit (x); }|8|true",
                "{ inherit (x); }|21|false",
                "__warn|8|false",
                "__warn|34|true",
            })
    void releasesDifferAsTheyDo(String text, int minor, boolean isAccepted) {
        assertThat(NixSyntax.parse(text, new Language(minor, false)).problems().isEmpty())
                .isEqualTo(isAccepted);
    }

    @ParameterizedTest
    @CsvSource({"nix-instantiate (Nix) 2.8.0,8", "nix (Nix) 2.34.1,34", "nothing,34", "3.1,34"})
    void theReleaseIsReadFromWhatNixSaysOfItself(String said, int minor) {
        assertThat(Language.ofProgram(said).minor()).isEqualTo(minor);
    }

    @Test
    void columnsAreBytesAndEveryLineEndCounts() {
        LineMap lines = new LineMap("aé€😀b\r\nc\rd\ne");
        assertThat(lines.lines()).isEqualTo(4);
        assertThat(List.of(lines.column(1), lines.column(2), lines.column(3), lines.column(5)))
                .containsExactly(2, 4, 7, 11);
        assertThat(List.of(lines.line(6), lines.line(8), lines.line(10), lines.line(12)))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void theTreeHasTheShapeOfTheText() {
        SyntaxNode lambda = NixSyntax.parse("{ a ? 1, ... }@b: { x.\"y z\" = [ a.b or 2 ]; inherit (b) c; }")
                .root()
                .children()
                .getFirst();
        assertThat(lambda.kind()).isEqualTo(NodeKind.LAMBDA);
        assertThat(kinds(lambda)).containsExactly(NodeKind.PATTERN, NodeKind.SET);
        assertThat(kinds(lambda.children().getFirst())).containsExactly(NodeKind.FORMAL, NodeKind.PARAMETER);
        SyntaxNode binding = lambda.children().getLast().children().getFirst();
        assertThat(kinds(binding)).containsExactly(NodeKind.ATTRIBUTE_PATH, NodeKind.LIST);
        assertThat(binding.children().getFirst().attributeNames()).contains(List.of("x", "y z"));
        assertThat(kinds(binding.children().getLast().children().getFirst()))
                .containsExactly(NodeKind.VARIABLE, NodeKind.ATTRIBUTE_PATH, NodeKind.INTEGER);
        assertThat(kinds(lambda.children().getLast().children().getLast()))
                .containsExactly(NodeKind.INHERIT_FROM, NodeKind.NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "1 + 2 * 3,1|2 * 3", "1 * 2 + 3,1 * 2|3", "1 - 2 - 3,1 - 2|3", "1 ++ 2 ++ 3,1|2 ++ 3", "1 // 2 // 3,1|2 // 3",
        "!1 == 2,!1|2", "1 -> 2 -> 3,1|2 -> 3", "1 && 2 || 3,1 && 2|3", "-1 + 2,-1|2", "1 + 2 == 3,1 + 2|3",
        "1 == 2 && 3,1 == 2|3", "1 2 + 3,1 2|3", "1 ? a + 2,1 ? a|2", "1 + 2 ? a,1|2 ? a", "1 // 2 + 3,1|2 + 3",
        "1 ++ 2 * 3,1 ++ 2|3"
    })
    void operatorsBindAsTightlyAsInNix(String text, String parts) {
        SyntaxNode binary = NixSyntax.parse(text).root().children().getFirst();
        assertThat(binary.kind()).isEqualTo(NodeKind.BINARY);
        assertThat(binary.children().stream().map(SyntaxNode::text).toList()).containsExactly(parts.split("\\|"));
    }

    private static List<NodeKind> kinds(SyntaxNode node) {
        List<NodeKind> kinds = new ArrayList<>();
        node.children().forEach(child -> kinds.add(child.kind()));
        return kinds;
    }
}
