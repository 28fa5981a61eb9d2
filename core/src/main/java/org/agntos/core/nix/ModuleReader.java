package org.agntos.core.nix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agntos.core.nix.syntax.LineMap;
import org.agntos.core.nix.syntax.NixSyntax;
import org.agntos.core.nix.syntax.NodeKind;
import org.agntos.core.nix.syntax.SyntaxNode;
import org.agntos.core.nix.syntax.SyntaxProblem;
import org.agntos.core.nix.syntax.SyntaxTree;
import org.jspecify.annotations.Nullable;

/// Reads the definitions of a module: `{ … }` or `{ pkgs, … }: { … }` around `path = value;`. For one thread.
final class ModuleReader {
    private static final int MAX_DEPTH = 60;

    private final SyntaxTree tree;
    private final List<ModuleText.Definition> found = new ArrayList<>();

    ModuleReader(String source) {
        this.tree = NixSyntax.parse(source);
    }

    /// Ends the reading of a module that is not plain.
    private static final class NotPlainException extends Exception {
        private final int offset;

        NotPlainException(String reason, int offset) {
            super(reason);
            this.offset = offset;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    ModuleText.Reading read() {
        try {
            checkGrammar();
            SyntaxNode body = body();
            ModuleText.BlockSpan span = span(body, 0);
            definitions(body, null, 0);
            return new ModuleText.Reading.Module(ModuleText.of(tree, found, span));
        } catch (NotPlainException e) {
            LineMap lines = tree.lines();
            return new ModuleText.Reading.NotPlain(e.reason(), lines.line(e.offset), lines.column(e.offset));
        }
    }

    private void checkGrammar() throws NotPlainException {
        for (SyntaxProblem problem : tree.problems()) {
            if (problem.kind().isGrammar()) {
                throw new NotPlainException(problem.message(), problem.offset());
            }
        }
    }

    /// The set that is the module, without a header such as `{ pkgs, ... }:`.
    private SyntaxNode body() throws NotPlainException {
        SyntaxNode expression = tree.root().children().getFirst();
        SyntaxNode body = expression.is(NodeKind.LAMBDA) ? expression.children().getLast() : expression;
        if (!body.is(NodeKind.SET)) {
            throw new NotPlainException("the module is not simply a set in braces", body.start());
        }
        return body;
    }

    private static ModuleText.BlockSpan span(SyntaxNode set, int depth) {
        return new ModuleText.BlockSpan(set.braceOffset(), set.end() - 1, depth);
    }

    private void definitions(SyntaxNode set, @Nullable OptionPath prefix, int depth) throws NotPlainException {
        if (depth > MAX_DEPTH) {
            throw new NotPlainException("sets are nested too deeply", set.start());
        }
        for (SyntaxNode child : set.children()) {
            if (!child.is(NodeKind.BINDING)) {
                throw new NotPlainException("it takes over names with 'inherit'", child.start());
            }
            definition(child, prefix, depth);
        }
    }

    private void definition(SyntaxNode binding, @Nullable OptionPath prefix, int depth) throws NotPlainException {
        SyntaxNode name = binding.children().getFirst();
        SyntaxNode value = binding.children().get(1);
        OptionPath path =
                path(name).orElseThrow(() -> new NotPlainException("this is not a plain option name", name.start()));
        OptionPath full = prefix == null ? withoutConfig(path) : prefix.append(path);
        boolean isConfig = prefix == null && path.segments().equals(List.of("config"));
        boolean isNested = isPlainSet(value);
        if (!isConfig || !isNested) {
            found.add(definition(binding, full, isNested ? span(value, depth + 1) : null));
        }
        if (isNested) {
            definitions(value, isConfig ? null : full, depth + 1);
        }
    }

    private static ModuleText.Definition definition(
            SyntaxNode binding, OptionPath path, ModuleText.@Nullable BlockSpan nested) {
        return ModuleText.Definition.of(binding, path, nested);
    }

    private static OptionPath withoutConfig(OptionPath path) {
        boolean isPrefixed =
                path.segments().size() > 1 && path.segments().getFirst().equals("config");
        return isPrefixed ? path.from(1) : path;
    }

    /// Empty where a name is computed, or is one that no option has.
    static Optional<OptionPath> path(SyntaxNode name) {
        return name.attributeNames()
                .filter(names -> names.stream().noneMatch(part -> part.isEmpty() || part.indexOf('\0') >= 0))
                .map(OptionPath::new);
    }

    /// A set and nothing else, whose content is definitions by plain names.
    private static boolean isPlainSet(SyntaxNode value) {
        return value.is(NodeKind.SET)
                && value.children().stream()
                        .allMatch(child -> child.is(NodeKind.BINDING)
                                && path(child.children().getFirst()).isPresent());
    }
}
