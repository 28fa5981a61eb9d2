package org.agntos.core.nix.syntax;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Texts at the edges of the language, tried with real Nix by [NixSyntaxIT] and without it by [NixSyntaxTest].
final class SyntaxCases {
    private SyntaxCases() {}

    /// Every Nix accepts these.
    static final List<String> ACCEPTED = List.of(
            "1",
            "1.5",
            ".5",
            "1.",
            "1.e3",
            "00",
            "9223372036854775807",
            "\"\"",
            "''''",
            "\"a\nb\"",
            "\"\\${x}\"",
            "\"$${x}\"",
            "''$${x}''",
            "''''${x}''",
            "'' ''$ ''",
            "'' ''' ''",
            "'' ''\\n ''",
            "'' $''",
            "'' ' ''",
            "\"a$\"",
            "\"${\"${\"a\"}\"}\"",
            "./a",
            "a/b",
            "../.",
            "/etc",
            "~/a",
            "<nixpkgs>",
            "<a/b>",
            "http://a.b/c?d=e",
            "x:y",
            "1/2",
            "./a${\"x\"}//b",
            "./${\"x\"}",
            "/${\"x\"}/y",
            "~/${\"x\"}",
            "./a${\"x\"}b/c.d",
            "{ }",
            "{ a = 1; }",
            "{ a.b.c = 1; }",
            "{ \"a b\" = 1; ${\"c\"} = 2; }",
            "{ a = 1; b.a = 2; b.c = 3; }",
            "{ a = { b = 1; }; a.c = 2; }",
            "{ a.b = 1; a = { c = 2; }; }",
            "{ or = 1; }",
            "{ a.or.b = 1; }",
            "{ inherit; }",
            "{ inherit (builtins); }",
            "{ inherit (builtins) map \"all\" or; }",
            "{ inherit map; }",
            "rec { a = 1; b = a; }",
            "rec { }",
            "let in 1",
            "let a = 1; in a",
            "let { body = 1; }",
            "[ let { body = 1; } ]",
            "x: x",
            "x:x",
            "{ }: 1",
            "{ }@x: x",
            "x@{ }: x",
            "{ a, b ? a, ... }@c: c",
            "{ a, }: a",
            "{ ... }: 1",
            "{ a ? 1, ... }: a",
            "x: y: x y",
            "with { }; a",
            "assert true; 1",
            "if true then 1 else 2",
            "with builtins; map",
            "x: x.a or x.b or x",
            "x: x.a.b.\"c\".${x}",
            "with { }; [ a or a.b or 1 a or ]",
            "x: x ? a.b.\"c\".${x} ? d",
            "x: -x ? a",
            "x: !x ? a",
            "x: !!x",
            "x: - - x",
            "x: -x.a",
            "x: !x && !x",
            "x: x - 1",
            "x: x -1",
            "1 + 2 * 3 - 4 / 5",
            "x: x ++ x ++ x",
            "x: x // x // x",
            "x: x -> x -> x",
            "x: x == x && x != x || x",
            "x: (x < 1) == (x > 2)",
            "x: x < 1 == x > 2",
            "x: !x == x",
            "[ 1 2 (3) [ ] { } ]",
            "[ (-1) ]",
            "__curPos",
            "x: \"${x}\"",
            "(((1)))",
            "# c\n1",
            "/* c */ 1 /**/",
            "/*/**/1",
            "1 # c",
            "1\r\n",
            "{ a = 1;\r\n b = 2; }",
            "{ ${toString 1} = 1; }",
            "x: { ${x} = 1; ${x} = 2; }",
            "{ a.${\"b\"} = 1; }",
            "let a.b = 1; a.c = 2; in a",
            "let \"a\" = 1; in a",
            "let inherit (builtins) map; in map",
            "rec { inherit (a) b; a = { }; }",
            "x: x.\"\"",
            "__add 1 2",
            "derivation",
            "true.a",
            "1 .5",
            "a: a.5",
            "x: with x; y: z",
            "{ a = x: x; b = with { }; y; }",
            "with { }; let a = b; in a",
            "{ \"\" = 1; }",
            "{ inherit (with { }; { inherit x; }) y; }",
            "\"${./a}\"",
            "'' ${1} ''",
            "x: x.or",
            "x: x.or or x",
            "-1.5",
            "{ a ? b, b }: a",
            "b: { a ? b }: a",
            "{ a, b ? c, c ? a }: b",
            "if 1 then x: x else y: y",
            "let a = a; in a",
            "rec { a.b = 1; c = a; }",
            "1 -> 2",
            "x: ''${x}''",
            "''\n  a\n  ''\n");

    /// Whatever Nix says to these, so must we: they depend on its release, or are only known by trying.
    static final List<String> AS_NIX_SAYS = List.of(
            "{ a = { b = { }; }; a = { b = { }; }; }",
            "{ a = { }; a = { ${x} = 1; }; }",
            "let inherit (x); in 1",
            "__warn",
            "break",
            "__convertHash",
            "fetchTree",
            "-a/b",
            "...a/b",
            "x: x or",
            "./a//b",
            "x: ./a//b${x}",
            "x: ./a//b//c${x}",
            "x: ./a/${x}//b//c",
            "x-1",
            "../..",
            "...",
            "a/b/",
            "x:",
            "1:2",
            "{ a = { inherit x; }; a.b = 1; }",
            "{ a.b = x; a = rec { x = 1; }; }",
            "{ a = rec { x = 1; }; a.b = x; }",
            "{ ${''a''} = 1; a = 2; }",
            "{ ${''a${\"\"}''} = 1; a = 2; }",
            "{ ${(\"a\")} = 1; a = 2; }",
            "{ ${''a$''} = 1; a = 2; }",
            "{ ${''''$''} = 1; \"$\" = 2; }",
            "{ ${x:y} = 1; \"x:y\" = 2; }",
            "{ \"${\"a\"}\" = 1; a = 2; }",
            "{ a = ({ b = 1; }); a.c = 2; }",
            "{ a = let { b = 1; }; a.c = 2; }",
            "{ a = rec { b = c; }; a.c = 2; }",
            "x: x.a or.b",
            "x: x or or",
            "x: or",
            "1.0e-310",
            "4.9e-324",
            "0.0e-400",
            "1e5",
            "1.5e",
            "{ a, a }: a",
            "a@{ a }: a",
            "{ ..., a }: a",
            "{ , }: 1",
            "{ a b }: 1",
            "x: x . a",
            "x: x ? \"a\" .b",
            "[ x: x ]",
            "[ 1 + 2 ]",
            "[ -1 ]",
            "x: x x: x",
            "1 + x: x",
            "1 + let a = 1; in a",
            "with 1; with 2; x",
            "\"${\"",
            "''${''",
            "'' ''\\",
            "\"\\",
            "<a/>",
            "< a>",
            "<a//b>",
            "~",
            "~x/y",
            "//a",
            "/ a",
            "./. /a",
            "a.b/c",
            "x: x.a/b",
            "{ a = 1; } // { }.a",
            "let a = 1; in a; 1",
            "\"a\"\"b\"",
            "1\"a\"",
            "x: x\"a\"",
            "a'b: a'b",
            "let x = 1; in ''${''${toString x}''}''",
            "rec { inherit x; x = 1; }",
            "x: rec { inherit x; }",
            "let inherit x; x = 1; in x",
            "{ a = b; b = 1; }",
            "let { b = a; a = 1; }",
            "{ x ? y }: let y = 1; in x",
            "\u00a01",
            "é",
            "{ é = 1; }",
            "\"é\"",
            "# é\n1",
            "\ufeff1",
            "1 \u000b",
            "1 \f",
            "#",
            "#\r1",
            "/* */",
            "/* *",
            "|",
            "&",
            "1 & 2",
            "1 | 2",
            "1 |> x",
            "$",
            "${1}",
            "^",
            "%",
            "`",
            "\\",
            "''\\''",
            "x: ${x}");

    /// Every Nix refuses these; each with where and what we say.
    static final Map<String, String> REFUSED = new LinkedHashMap<>();

    static {
        refuse("", "1:1: the file has no expression in it");
        refuse(" rec ", "1:2: '{' is missing here, after 'rec'");
        refuse("{ a = 1; b = 2 }", "1:15: a semicolon is missing here");
        refuse("{\n  a = 1\n  b = 2;\n}", "2:8: a semicolon is missing here");
        refuse("{ a = b c\n  d.e = 1; }", "1:10: a semicolon is missing here");
        refuse("{ a = [ 1 ]\n  \"d\" = 1; }", "1:12: a semicolon is missing here");
        refuse("let a = 1 in a", "1:10: a semicolon is missing here");
        refuse("with builtins map", "1:18: a semicolon is missing here, after the expression of 'with'");
        refuse("{ inherit a\n b = 1; }", "1:12: a semicolon is missing here, after the names of 'inherit'");
        refuse("{ a = 1;; }", "1:9: there is one ';' too many here");
        refuse("{\n  a = {\n    b = 1;\n  c = 2;\n}\n", "2:7: this '{' is never closed");
        refuse("{ a = 1;", "1:1: this '{' is never closed");
        refuse("{ a = [ 1 2; b = 3; }", "1:7: this '[' is never closed");
        refuse("{ a = (1; }", "1:7: this '(' is never closed");
        refuse("{ a = \"${1; }", "1:7: this text is never closed");
        refuse("{ a = 1; }}", "1:11: this '}' closes nothing: there is one '}' too many, or a '{' is missing");
        refuse(
                "{\n  a = \"foo;\n  b = \"bar\";\n}\n",
                "2:7: this text is not closed in its line; probably '\"' is missing there");
        refuse("{ a = ''foo; }", "1:7: this text that begins with '' is never closed");
        refuse("/* x", "1:1: this comment is never closed: '*/' is missing");
        refuse("let a = 1;", "1:1: this 'let' has no 'in'");
        refuse("{ a = ; }", "1:6: an expression is missing here, after '='");
        refuse("1 +", "1:4: an expression is missing here, after '+'");
        refuse("{ a b; }", "1:4: '=' is missing here, between the name and its value");
        refuse("{ a; }", "1:4: '=' and a value are missing here, after the name");
        refuse("{ a: 1; }", "1:4: ':' cannot stand here; expected: '='");
        refuse("{ if = 1; }", "1:3: 'if' is a word of the language; as a name it needs quotes");
        refuse("[ 1, 2 ]", "1:4: the items of a list have blanks between them, no ','");
        refuse("[ -1 ]", "1:3: a negative number in a list needs parentheses around it");
        refuse("if true then 1", "1:15: 'else' is missing here: every 'if' of Nix has a 'then' and an 'else'");
        refuse("1 ++ if true then 1 else 2", "1:6: 'if' must stand in parentheses here");
        refuse("1 == 2 == 3", "1:8: comparisons cannot be chained: put parentheses around one of them");
        refuse("1 < 2 <= 3", "1:7: comparisons cannot be chained: put parentheses around one of them");
        refuse("{ a b }: a", "1:4: '=' is missing here, between the name and its value");
        refuse("{ a, ..., b }: a", "1:9: '...' must be the last of the arguments");
        refuse("{ a, b } a", "1:9: ':' is missing here, between the arguments of a function and its body");
        refuse("./a/ b", "1:4: a path cannot end in '/'");
        refuse("{ a = 1; a = 2; }", "1:10: 'a' is defined twice; the other is in line 1");
        refuse("{\n  a.b = 1;\n  a = 2;\n}", "3:3: 'a' is defined twice; the other is in line 2");
        refuse("{ a = 1; a.b = 2; }", "1:10: 'a.b' is defined twice; the other is in line 1");
        refuse("{ a, b, a }: a", "1:9: the argument 'a' is named twice");
        refuse("a@{ a }: a", "1:5: the argument 'a' is named twice");
        refuse("let ${toString 1} = 1; in 1", "1:1: computed names are not allowed in 'let'");
        refuse("{ inherit ${toString 1}; }", "1:11: computed names are not allowed in 'inherit'");
        refuse("{ inherit __curPos; }", "1:11: the name '__curPos' is not defined here");
        refuse("{ a = x; }", "1:7: the name 'x' is not defined here");
        refuse("{ é = 1; }", "1:3: the character 'é' means nothing here; expected: a definition or '}'");
        refuse("# é\n\"é\" x", "2:6: the name 'x' is not defined here");
        refuse("99999999999999999999", "1:1: this number is too large; the largest is 9223372036854775807");
        refuse("1.0e999", "1:1: this number is too large or too small for Nix");
        refuse("1 |> 2", "1:3: '|>' needs the experimental feature 'pipe-operators'");
        refuse("{\r\n  a = 1;\r\n  b = 2\r\n}", "3:8: a semicolon is missing here");
    }

    private static void refuse(String text, String message) {
        REFUSED.put(text, message);
    }
}
