package org.agntos.core.nix.syntax;

import java.util.ArrayList;
import java.util.List;

/// The entry to this package: parses Nix. Pure; any thread. Time and memory grow with the length of the
/// text only, whatever is in it.
public final class NixSyntax {
    private NixSyntax() {}

    /// Only the tokens, in order, white space and comments among them: they lie side by side and cover the
    /// text.
    public static List<SyntaxToken> tokens(String text) {
        Tokens tokens = new Lexer(text, new Problems()).run();
        List<SyntaxToken> list = new ArrayList<>(tokens.count());
        for (int token = 0; token < tokens.count() - 1; token++) {
            list.add(new SyntaxToken(tokens.kind(token), tokens.start(token), tokens.end(token)));
        }
        return list;
    }

    /// As [Language#NEWEST] reads it.
    public static SyntaxTree parse(String text) {
        return parse(text, Language.NEWEST);
    }

    /// Never fails: what is wrong with the text is in [SyntaxTree#problems].
    public static SyntaxTree parse(String text, Language language) {
        Problems problems = new Problems();
        Lexer lexer = new Lexer(text, problems);
        Tokens tokens = lexer.run();
        Machine machine = new Machine(lexer.text(), tokens, problems);
        new Parser(machine, language).run();
        Source source = new Source(lexer.text(), tokens, machine.nodes);
        Numbers.check(source, problems);
        if (problems.isEmpty()) {
            Symbols symbols = new Symbols();
            SetBuilder sets = new SetBuilder(source, symbols, language, problems);
            sets.run();
            if (problems.isEmpty()) {
                new ScopeCheck(source, symbols, sets, problems).run(language);
            }
        }
        return new SyntaxTree(text, source, Suspects.refine(source, problems.sorted()));
    }
}
