package org.agntos.app.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NixHighlighterTest {
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "${",
            "''",
            "\"",
            "\\",
            "$",
            "$$",
            "'",
            "=",
            ".",
            ";",
            "\n",
            " ",
            "\t",
            "a",
            "let",
            "in",
            "true",
            "1",
            "2.5",
            "./x",
            "/",
            "//",
            "#",
            "/*",
            "*/",
            "<",
            ">",
            "<nixpkgs>",
            "~/",
            "é",
            "😀",
            "\u202e",
            "\r\n",
            "services.foo",
            "with pkgs",
            "''\\",
            "''$",
            "'''",
            "http://x.y/z?a=b",
            "...",
            "==",
            "\u0000");

    private final NixHighlighter highlighter = new NixHighlighter();

    @Test
    void spansFollowEachOtherAndAddUpToTheText() {
        for (int seed = 0; seed < 4_000; seed++) {
            String text = randomText(new Random(seed));
            int at = 0;
            for (Span span : highlighter.spans(text)) {
                assertThat(span.start()).as("gap in seed %d", seed).isEqualTo(at);
                at = span.end();
            }
            assertThat(at).as("end in seed %d", seed).isEqualTo(text.length());
        }
    }

    @Test
    void surrogatePairsAreNotTornApart() {
        for (int seed = 0; seed < 2_000; seed++) {
            String text = randomText(new Random(seed));
            for (Span span : highlighter.spans(text)) {
                assertThat(Character.isLowSurrogate(text.charAt(span.start())))
                        .as("seed %d at %d", seed, span.start())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+", "a-", "((", "${", "\"${", "''${", "/a", "./", "a.b=", "<a", "=", "#", "\"\"="})
    @Timeout(30)
    void longRepetitionsTakeLinearTime(String piece) {
        assertThat(highlighter.spans(piece.repeat(400_000))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x # whole comment          | # whole comment      | COMMENT
            /* a ⏎ b */ x              | /* a ⏎ b */          | COMMENT
            let x = 1; in x            | let                  | KEYWORD
            let x = 1; in x            | in                   | KEYWORD
            let x = 1; in x            | 1                    | NUMBER
            a = 1.5e-3;                | 1.5e-3               | NUMBER
            a = true;                  | true                 | LITERAL
            services.openssh.enable = true; | services       | ATTRIBUTE
            services.openssh.enable = true; | enable         | ATTRIBUTE
            users."my user".x = 1;     | users                | ATTRIBUTE
            users."my user".x = 1;     | "my user"            | STRING
            x == y                     | ==                   | OPERATOR
            x == y                     | x                    | PLAIN
            imports = [ ./hw.nix ];    | ./hw.nix             | PATH
            imports = [ ../a/b.nix ];  | ../a/b.nix           | PATH
            x = <nixpkgs/nixos>;       | <nixpkgs/nixos>      | PATH
            x = ~/config;              | ~/config             | PATH
            x = /etc/nixos;            | /etc/nixos           | PATH
            x = a // b;                | //                   | OPERATOR
            x < y                      | <                    | OPERATOR
            x = https://nixos.org/x;   | https://nixos.org/x  | STRING
            "a${b}c"                   | ${                   | INTERPOLATION
            "a${b}c"                   | }                    | INTERPOLATION
            "a${b}c"                   | b                    | PLAIN
            "a\\${b}c"                 | \\$                  | ESCAPE
            ''a ''${b} c''             | ''$                  | ESCAPE
            ''a $${b} c''              | ''a $${b} c''        | STRING
            "${{a = 1;}.a}"            | a                    | ATTRIBUTE
            ./a/${b}/c                 | /c                   | PATH
            """)
    void kinds(String text, String piece, SpanKind kind) {
        String real = text.replace('⏎', '\n');
        String wanted = piece.replace('⏎', '\n');
        assertThat(highlighter.spans(real)).anySatisfy(span -> {
            assertThat(real.substring(span.start(), span.end()).strip()).isEqualTo(wanted.strip());
            assertThat(span.kind()).isEqualTo(kind);
        });
    }

    @Test
    void bracesInsideInterpolationDoNotEndIt() {
        String text = "\"${f { a = \"x\"; }}\" + 1";
        assertThat(highlighter.spans(text).getLast().kind()).isEqualTo(SpanKind.NUMBER);
    }

    @Test
    void unclosedStringRunsToTheEnd() {
        String text = "a = \"never closed;\nb = 2;";
        Span last = highlighter.spans(text).getLast();
        assertThat(text.substring(last.start(), last.end())).isEqualTo("\"never closed;\nb = 2;");
    }

    private static String randomText(Random random) {
        List<String> pieces = new ArrayList<>();
        int count = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            pieces.add(PIECES.get(random.nextInt(PIECES.size())));
        }
        return String.join("", pieces);
    }
}
