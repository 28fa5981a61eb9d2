package org.agntos.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @ParameterizedTest
    @CsvSource(delimiterString = " ==> ", quoteCharacter = '\u0001', textBlock = """
            ls ==> [[ls]]
            ls -l /etc ==> [[ls, -l, /etc]]
            grep 'a b' file ==> [[grep, a b, file]]
            grep "a \\"b\\" \\\\ c" file ==> [[grep, a "b" \\ c, file]]
            echo a\\ b ==> [[echo, a b]]
            echo a'b'"c"d ==> [[echo, abcd]]
            echo '' ==> [[echo, ]]
            a | b | c ==> [[a], [b], [c]]
            a && b || c; d ==> [[a], [b], [c], [d]]
            a;b ==> [[a], [b]]
            ls 2>/dev/null ==> [[ls]]
            ls > /dev/null 2>&1 ==> [[ls]]
            ls &>/dev/null | wc -l ==> [[ls], [wc, -l]]
            ls < /dev/null ==> [[ls]]
            find . -name '*.nix' ==> [[find, ., -name, *.nix]]
            ls *.nix ==> [[ls, *.nix]]
            echo '$(id)' ==> [[echo, $(id)]]
            echo \\$HOME ==> [[echo, $HOME]]
            echo a#b ==> [[echo, a#b]]
            echo 1>&2 ==> [[echo]]
            echo 12 ==> [[echo, 12]]
            git log --format=%H ==> [[git, log, --format=%H]]
            echo ~ ==> [[echo, ~]]
            """)
    void plainCommandsAreReadAsTheShellWould(String text, String programs) {
        assertThat(CommandLine.of(text))
                .isInstanceOfSatisfying(
                        CommandLine.Plain.class,
                        plain -> assertThat(plain.programs().toString()).isEqualTo(programs));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "echo $(id)",
                "echo `id`",
                "echo $HOME",
                "echo \"$(id)\"",
                "echo \"`id`\"",
                "echo ${IFS}",
                "echo $'a'",
                "ls > file",
                "ls >> file",
                "ls >| file",
                "ls 2> file",
                "ls >/dev/nullx",
                "ls > /dev/null/../sda",
                "cat < file",
                "cat <<EOF",
                "cat <<< text",
                "cat <(ls)",
                "ls >&file",
                "ls 3>&1",
                "ls &> file",
                "a & b",
                "a &",
                "a |& b",
                "a || ",
                "a &&",
                "| a",
                "&& a",
                "a || || b",
                "(ls)",
                "{ ls; }",
                "ls {a,b}",
                "f() { ls; }",
                "if true; then ls; fi",
                "for x in a; do ls; done",
                "while true; do ls; done",
                "[[ -e x ]]",
                "! ls",
                "time ls",
                "eval ls",
                "source x",
                ". x",
                "exec ls",
                "command ls",
                "builtin cd",
                "trap ls EXIT",
                "alias ls=rm",
                "export PATH=x",
                "PATH=x ls",
                "LD_PRELOAD=./x.so ls",
                "a+=1",
                "ls # comment",
                "'unclosed",
                "\"unclosed",
                "ls \\",
                "ls \\\n-l",
                "/usr/bin/su?o ls",
                "/b*/sh",
                "sh -c ls",
                "bash -lc ls",
                "/bin/bash -c 'ls'",
                "ls\u0000",
                "ls\u001b[2J",
                "ls\u200b",
                "ls\u00a0-l",
                "ls \u202e",
                "ls\u3000x",
                "printf -v x y",
            })
    void whateverElseTheShellHasIsUnclear(String text) {
        assertThat(CommandLine.of(text)).isInstanceOf(CommandLine.Unclear.class);
    }

    @Test
    void aVeryLongLineIsUnclear() {
        assertThat(CommandLine.of("echo " + "a".repeat(20_000))).isInstanceOf(CommandLine.Unclear.class);
    }

    @Test
    void linesAreCommandsOfTheirOwn() {
        assertThat(CommandLine.of("ls\nid")).isEqualTo(new CommandLine.Plain(List.of(List.of("ls"), List.of("id"))));
    }
}
