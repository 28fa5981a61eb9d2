package org.agntos.core.nix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agntos.core.nix.syntax.SyntaxNode;
import org.agntos.core.nix.syntax.SyntaxTree;
import org.jspecify.annotations.Nullable;

/// The text of one Nix module, read far enough to find its definitions and to change one of them without touching
/// anything else. Immutable; any thread.
public final class ModuleText {
    private final SyntaxTree tree;
    private final List<Definition> definitions;
    private final BlockSpan body;

    private ModuleText(SyntaxTree tree, List<Definition> definitions, BlockSpan body) {
        this.tree = tree;
        this.definitions = List.copyOf(definitions);
        this.body = body;
    }

    /// What came of reading a text.
    public sealed interface Reading {
        record Module(ModuleText module) implements Reading {}

        /// Nix may well accept it, but it is not written as a plain set of definitions.
        ///
        /// @param line from 1; @param column from 1
        record NotPlain(String reason, int line, int column) implements Reading {}
    }

    /// One definition `path = value;`. A nested set gives one of its own and one for each definition inside.
    ///
    /// @param path from the root of the module, without a leading `config`
    /// @param value an [NixValue.Expression] where it is not written out
    /// @param line of the path, from 1; @param column from 1
    /// @param valueLine of the value, from 1; @param valueColumn from 1
    /// @param start offset of the path; @param end offset after the semicolon
    /// @param valueStart offset of the value; @param valueEnd offset after it
    /// @param nested where the value is a plain set of definitions, else null
    public record Definition(
            OptionPath path,
            NixValue value,
            int line,
            int column,
            int valueLine,
            int valueColumn,
            int start,
            int end,
            int valueStart,
            int valueEnd,
            @Nullable BlockSpan nested) {
        /// Of a BINDING that parsed.
        static Definition of(SyntaxNode binding, OptionPath path, @Nullable BlockSpan nested) {
            return of(binding, path, NixLiteral.read(binding.children().get(1)), nested);
        }

        static Definition of(SyntaxNode binding, OptionPath path, NixValue read, @Nullable BlockSpan nested) {
            SyntaxNode value = binding.children().get(1);
            return new Definition(
                    path,
                    read,
                    binding.line(),
                    binding.column(),
                    value.line(),
                    value.column(),
                    binding.start(),
                    binding.end(),
                    value.start(),
                    value.end(),
                    nested);
        }
    }

    /// A set of definitions. @param open offset of `{`; @param close offset of `}`; @param depth 0 for the module
    /// itself
    public record BlockSpan(int open, int close, int depth) {}

    public static Reading read(String text) {
        return new ModuleReader(text).read();
    }

    static ModuleText of(SyntaxTree tree, List<Definition> definitions, BlockSpan body) {
        return new ModuleText(tree, definitions, body);
    }

    public String text() {
        return tree.text();
    }

    SyntaxTree tree() {
        return tree;
    }

    /// All definitions, in the order of the text; a set before what is in it.
    public List<Definition> definitions() {
        return definitions;
    }

    /// Those that hold a value, not only further definitions.
    public List<Definition> leaves() {
        return definitions.stream()
                .filter(definition -> definition.nested() == null)
                .toList();
    }

    public List<Definition> definitionsOf(OptionPath path) {
        return definitions.stream()
                .filter(definition -> definition.path().equals(path))
                .toList();
    }

    public boolean hasComments() {
        return tree.hasComments();
    }

    BlockSpan body() {
        return body;
    }

    /// The innermost set of definitions whose path begins `path`.
    Optional<Definition> innermostSet(OptionPath path) {
        List<Definition> around = new ArrayList<>();
        for (Definition definition : definitions) {
            if (definition.nested() != null && path.startsWith(definition.path()) && !path.equals(definition.path())) {
                around.add(definition);
            }
        }
        return around.stream()
                .max((a, b) -> Integer.compare(
                        a.path().segments().size(), b.path().segments().size()));
    }
}
