package org.agntos.core.nix.syntax;

/// The entry to this package: parses Nix. Pure; any thread. Time and memory grow with the length of the text only,
/// whatever is in it.
public final class NixSyntax {
    private NixSyntax() {}

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
        return new SyntaxTree(text, source, problems.sorted());
    }
}
