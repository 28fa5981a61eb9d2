package org.agntos.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the part of the shell's language in which every word stands for itself: quotes, `|`, `&&`, `||`, `;`, and
/// output that is thrown away or joined. Whatever else the language has makes the line unclear. For one text.
final class CommandLineParser {
    private static final int LONGEST = 10_000;

    /// Words that are no programs, and programs of the shell that run or define others.
    private static final Set<String> NO_PROGRAMS = Set.of(
            "if",
            "then",
            "elif",
            "else",
            "fi",
            "for",
            "while",
            "until",
            "do",
            "done",
            "case",
            "esac",
            "in",
            "function",
            "select",
            "time",
            "coproc",
            "!",
            "[[",
            "{",
            "}",
            "eval",
            "source",
            ".",
            "exec",
            "command",
            "builtin",
            "trap",
            "alias",
            "unalias",
            "set",
            "shopt",
            "enable",
            "export",
            "declare",
            "typeset",
            "local",
            "readonly",
            "read",
            "mapfile",
            "readarray",
            "printf",
            "hash",
            "bind",
            "complete",
            "let",
            "unset",
            "ulimit",
            "umask",
            "fc",
            "history",
            "jobs",
            "bg",
            "fg",
            "disown",
            "suspend",
            "logout",
            "getopts");

    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "fish", "busybox");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?:\\[.*\\])?\\+?=.*", Pattern.DOTALL);

    /// Output that goes nowhere, or where the other output goes; input from nowhere.
    private static final Pattern HARMLESS_REDIRECTION = Pattern.compile(
            "(?:[12]?>&[12](?![0-9-])|(?:[12]|&)?>>?[ \\t]*/dev/null(?=[\\s;|&]|$)|<[ \\t]*/dev/null(?=[\\s;|&]|$))");

    private final String text;
    private int at;
    private final List<List<String>> programs = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean isInWord;
    private boolean isPattern;

    CommandLineParser(String text) {
        this.text = text;
    }

    /// Ends the reading. The message is a clause.
    private static final class Obscurity extends Exception {
        Obscurity(String why) {
            super(why, null, false, false);
        }
    }

    CommandLine parse() {
        try {
            check();
            while (at < text.length()) {
                next();
            }
            endProgram(false);
            return new CommandLine.Plain(programs);
        } catch (Obscurity e) {
            return new CommandLine.Unclear(String.valueOf(e.getMessage()));
        }
    }

    private void check() throws Obscurity {
        if (text.isBlank()) {
            throw new Obscurity("it is empty");
        }
        if (text.length() > LONGEST) {
            throw new Obscurity("it is longer than " + LONGEST + " characters");
        }
        if (text.codePoints().anyMatch(CommandLineParser::isHidden)) {
            throw new Obscurity("it has characters that cannot be seen");
        }
    }

    private static boolean isHidden(int point) {
        int type = Character.getType(point);
        boolean isControl = Character.isISOControl(point) && point != '\n' && point != '\t';
        boolean isOddSpace = point > 0x7F && (Character.isSpaceChar(point) || Character.isWhitespace(point));
        return isControl
                || isOddSpace
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED;
    }

    private void next() throws Obscurity {
        char c = text.charAt(at);
        switch (c) {
            case ' ', '\t' -> {
                endWord();
                at++;
            }
            case '\n', ';' -> endProgram(true);
            case '|', '&' -> operator(c);
            case '\'' -> singleQuotes();
            case '"' -> doubleQuotes();
            case '\\' -> escape();
            case '<', '>' -> redirection();
            case '$', '`' -> throw new Obscurity("it puts in what another command or a variable holds");
            case '(', ')' -> throw new Obscurity("it groups commands");
            case '{', '}' -> throw new Obscurity("it has braces, which the shell expands");
            case '#' -> {
                if (!isInWord) {
                    throw new Obscurity("it has a comment");
                }
                take(c);
            }
            case '*', '?', '[' -> {
                isPattern = true;
                take(c);
            }
            default -> take(c);
        }
    }

    private void take(char c) {
        word.append(c);
        isInWord = true;
        at++;
    }

    private void operator(char c) throws Obscurity {
        if (c == '&'
                && HARMLESS_REDIRECTION.matcher(text).region(at, text.length()).lookingAt()) {
            redirection();
            return;
        }
        boolean isDouble = at + 1 < text.length() && text.charAt(at + 1) == c;
        if (c == '&' && !isDouble) {
            throw new Obscurity("it leaves a command running in the background");
        }
        if (!isDouble && at + 1 < text.length() && text.charAt(at + 1) == '&') {
            throw new Obscurity("it joins outputs in a way that is not known here");
        }
        at += isDouble ? 1 : 0;
        endProgram(true);
        if (programs.isEmpty()) {
            throw new Obscurity("it begins with an operator");
        }
    }

    private void singleQuotes() throws Obscurity {
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
            throw new Obscurity("a quote is not closed");
        }
        word.append(text, at + 1, end);
        isInWord = true;
        at = end + 1;
    }

    private void doubleQuotes() throws Obscurity {
        isInWord = true;
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c == '$' || c == '`') {
                throw new Obscurity("it puts in what another command or a variable holds");
            }
            if (c == '\\' && at + 1 < text.length() && "\"\\$`".indexOf(text.charAt(at + 1)) >= 0) {
                at++;
            } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                throw new Obscurity("it has a broken line inside quotes");
            }
            word.append(text.charAt(at));
            at++;
        }
        if (at >= text.length()) {
            throw new Obscurity("a quote is not closed");
        }
        at++;
    }

    private void escape() throws Obscurity {
        if (at + 1 >= text.length() || text.charAt(at + 1) == '\n') {
            throw new Obscurity("it has a broken line");
        }
        at++;
        take(text.charAt(at));
    }

    private void redirection() throws Obscurity {
        int start = at;
        if (isInWord && word.toString().matches("[12]") && text.charAt(at) == '>') {
            start = at - 1;
        } else if (isInWord && word.toString().matches("\\d+")) {
            throw new Obscurity("it opens another file");
        }
        var harmless = HARMLESS_REDIRECTION.matcher(text).region(start, text.length());
        if (!harmless.lookingAt()) {
            throw new Obscurity(
                    text.charAt(at) == '<' ? "it reads from a file or another text" : "it writes to a file");
        }
        if (start < at) {
            word.setLength(0);
            isInWord = false;
        } else {
            endWord();
        }
        at = harmless.end();
    }

    private void endWord() throws Obscurity {
        if (!isInWord) {
            return;
        }
        String done = word.toString();
        if (words.isEmpty()) {
            requireProgram(done);
        } else if (isShell(words.getFirst()) && done.startsWith("-") && done.contains("c")) {
            throw new Obscurity("it runs another shell");
        }
        words.add(done);
        word.setLength(0);
        isInWord = false;
        isPattern = false;
    }

    private static boolean isShell(String program) {
        return SHELLS.contains(program.substring(program.lastIndexOf('/') + 1));
    }

    private void requireProgram(String name) throws Obscurity {
        if (isPattern) {
            throw new Obscurity("the name of its program is a pattern");
        }
        if (ASSIGNMENT.matcher(name).matches()) {
            throw new Obscurity("it sets a variable");
        }
        if (NO_PROGRAMS.contains(name) || name.isEmpty()) {
            throw new Obscurity("`" + name + "` is part of the shell's own language");
        }
    }

    /// @param isAtOperator whether one stands here, to be passed over
    private void endProgram(boolean isAtOperator) throws Obscurity {
        endWord();
        boolean isLineEnd = !isAtOperator || text.charAt(at) == '\n' || text.charAt(at) == ';';
        if (words.isEmpty() && !isLineEnd) {
            throw new Obscurity("an operator has no command before it");
        }
        if (!words.isEmpty()) {
            programs.add(words);
            words = new ArrayList<>();
        } else if (!isAtOperator && endsWithOperator()) {
            throw new Obscurity("an operator has no command after it");
        }
        at += isAtOperator ? 1 : 0;
    }

    private boolean endsWithOperator() {
        String end = text.stripTrailing();
        return end.endsWith("|") || end.endsWith("&");
    }
}
