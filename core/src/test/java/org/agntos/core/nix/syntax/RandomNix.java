package org.agntos.core.nix.syntax;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes Nix by its grammar, with a liking for what is easily read wrongly, and spoils it.
final class RandomNix {
    private static final List<String> NAMES =
            List.of("a", "b", "c", "x-y", "a'", "_z", "or", "builtins", "true", "__curPos", "map", "b1");
    private static final List<String> LEAVES = List.of(
            "1",
            "0",
            "007",
            "1.5",
            ".5",
            "1.",
            "1.e3",
            "1.5E-3",
            "0.0",
            "9223372036854775807",
            "9223372036854775808",
            "1.0e400",
            "./a",
            "../b/c",
            "/e/f",
            "a/b",
            "~/x",
            "<nixpkgs>",
            "<a/b>",
            "http://x.y/z?a=b",
            "x:y",
            "a.b/c",
            "./a/${b}/c",
            "./a${b}c",
            "/${a}",
            "~/${b}",
            "./a/",
            "null",
            "false",
            "./a${b}//c",
            "\"\"",
            "''''");
    private static final List<String> OPERATORS = List.of(
            "+", "-", "*", "/", "++", "//", "==", "!=", "<", ">", "<=", ">=", "&&", "||", "->", " + ", " - ", " / ",
            " ? a.", " ? ");
    private static final List<String> TEXTS = List.of(
            "t", " ", "\n", "$", "$$", "\\n", "\\\\", "\\${", "'", "{", "}", "é", "😀", "#", "/*", "\t", "\r\n", "\\$",
            "$${", "a b");
    private static final List<String> INDENTED = List.of(
            "t", " ", "\n", "  ", "$", "$$", "''$", "'''", "''\\n", "''\\", "''${", "'", "{", "}", "\"", "é", "\n    ",
            "$${", "\t");
    private static final List<String> SPOILS = List.of(
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            ";",
            "=",
            "==",
            ".",
            ",",
            "\"",
            "''",
            "${",
            "$",
            "\\",
            " or ",
            " inherit ",
            " let ",
            " in ",
            " rec ",
            " with ",
            " if ",
            " then ",
            " else ",
            "?",
            "@",
            "...",
            ":",
            " a",
            "1",
            "./a",
            "/",
            "//",
            "++",
            "->",
            "!",
            "-",
            "<",
            ">",
            "~",
            "#",
            "/*",
            "*/",
            "\n",
            "&",
            "|",
            "é",
            "€",
            "\r",
            ".5",
            "e5");

    private final RandomGenerator random;
    private final StringBuilder out = new StringBuilder();

    private RandomNix(RandomGenerator random) {
        this.random = random;
    }

    /// A whole file.
    static String file(RandomGenerator random) {
        RandomNix nix = new RandomNix(random);
        if (random.nextInt(3) > 0) {
            nix.out.append("{ a, b ? 1, c ? { }, ... }: ");
        }
        nix.expression(0);
        return nix.out.toString();
    }

    /// The file with a few characters or words taken away, added, doubled or moved.
    static String spoiled(RandomGenerator random, String file) {
        StringBuilder text = new StringBuilder(file);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(1, 12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, pick(random, SPOILS));
                case 2 -> text.insert(at, text.substring(at, end));
                case 3 -> text.replace(at, Math.min(text.length(), at + 1), pick(random, SPOILS));
                default -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
            }
        }
        // Half a surrogate pair cannot be written to a file.
        return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String pick(RandomGenerator random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String pick(List<String> list) {
        return pick(random, list);
    }

    private void blank() {
        switch (random.nextInt(12)) {
            case 0 -> out.append("\n  ");
            case 1 -> out.append(" # c\n");
            case 2 -> out.append(" /* c **/ ");
            case 3 -> out.append('\t');
            default -> out.append(' ');
        }
    }

    private void expression(int depth) {
        int choice = depth > 5 ? 9 : random.nextInt(16);
        switch (choice) {
            case 0 -> lambda(depth);
            case 1 -> {
                out.append("let");
                bindings(depth + 1);
                out.append("in ");
                expression(depth + 1);
            }
            case 2 -> {
                out.append("if ");
                expression(depth + 1);
                out.append(" then ");
                expression(depth + 1);
                out.append(" else ");
                expression(depth + 1);
            }
            case 3, 4 -> {
                out.append(choice == 3 ? "with " : "assert ");
                expression(depth + 1);
                out.append(';');
                blank();
                expression(depth + 1);
            }
            case 5, 6, 7 -> operators(depth);
            default -> application(depth);
        }
    }

    private void lambda(int depth) {
        List<String> formals = new ArrayList<>();
        switch (random.nextInt(4)) {
            case 0 -> out.append(pick(NAMES)).append(": ");
            case 1 -> out.append("{ a, b ? a, ... }@args: ");
            case 2 -> out.append("args@{ ").append(pick(NAMES)).append(" }: ");
            default -> {
                for (int i = random.nextInt(4); i > 0; i--) {
                    formals.add(pick(NAMES) + (random.nextInt(3) == 0 ? " ? " + pick(LEAVES) : ""));
                }
                if (random.nextBoolean()) {
                    formals.add(random.nextBoolean() ? "..." : "");
                }
                out.append("{ ").append(String.join(", ", formals)).append(" }: ");
            }
        }
        expression(depth + 1);
    }

    private void operators(int depth) {
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            if (random.nextInt(5) == 0) {
                out.append(random.nextBoolean() ? "!" : "-");
            }
            application(depth + 1);
            out.append(pick(OPERATORS));
        }
        if (random.nextInt(6) == 0) {
            out.append('a');
        }
        application(depth + 1);
    }

    private void application(int depth) {
        selection(depth);
        for (int i = random.nextInt(6) - 3; i > 0; i--) {
            blank();
            selection(depth);
        }
    }

    private void selection(int depth) {
        simple(depth);
        if (random.nextInt(5) == 0) {
            out.append('.');
            path(depth);
            if (random.nextInt(3) == 0) {
                out.append(" or ");
                selection(depth + 1);
            }
        } else if (random.nextInt(20) == 0) {
            out.append(" or");
        }
    }

    private void simple(int depth) {
        switch (depth > 6 ? random.nextInt(4) : random.nextInt(12)) {
            case 0, 1 -> out.append(pick(NAMES));
            case 2, 3 -> out.append(pick(LEAVES));
            case 4 -> {
                out.append('(');
                expression(depth + 1);
                out.append(')');
            }
            case 5, 6 -> {
                out.append(random.nextInt(3) == 0 ? "rec {" : "{");
                bindings(depth + 1);
                out.append('}');
            }
            case 7 -> {
                out.append("let {");
                bindings(depth + 1);
                out.append('}');
            }
            case 8 -> {
                out.append('[');
                for (int i = random.nextInt(4); i > 0; i--) {
                    blank();
                    selection(depth + 1);
                }
                out.append(" ]");
            }
            case 9 -> text("\"", TEXTS, depth);
            case 10 -> text("''", INDENTED, depth);
            default -> out.append("builtins");
        }
    }

    private void text(String quote, List<String> pieces, int depth) {
        out.append(quote);
        for (int i = random.nextInt(6); i > 0; i--) {
            if (random.nextInt(5) == 0) {
                interpolation(depth);
            } else {
                out.append(pick(pieces));
            }
        }
        out.append(quote);
    }

    private void interpolation(int depth) {
        out.append("${");
        expression(depth + 2);
        out.append('}');
    }

    private void bindings(int depth) {
        for (int i = random.nextInt(5); i > 0; i--) {
            blank();
            if (random.nextInt(6) == 0) {
                inherit(depth);
            } else {
                path(depth);
                out.append(" = ");
                expression(depth + 1);
                out.append(';');
            }
        }
        blank();
    }

    private void inherit(int depth) {
        out.append("inherit ");
        if (random.nextBoolean()) {
            out.append('(');
            expression(depth + 1);
            out.append(") ");
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            name(depth);
            out.append(' ');
        }
        out.append(';');
    }

    private void path(int depth) {
        name(depth);
        for (int i = random.nextInt(5) - 2; i > 0; i--) {
            out.append('.');
            name(depth);
        }
    }

    private void name(int depth) {
        switch (random.nextInt(14)) {
            case 0 -> out.append("\"a\"");
            case 1 -> out.append("\"a b\"");
            case 2 -> text("\"", TEXTS, depth);
            case 3 -> out.append("${\"a\"}");
            case 4 -> out.append("${''a''}");
            case 5 -> interpolation(depth);
            default -> out.append(pick(NAMES)).append(random.nextInt(3) == 0 ? "" : String.valueOf(random.nextInt(9)));
        }
    }
}
