package org.agntos.core.nix;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.agntos.core.nix.syntax.NixSyntax;
import org.agntos.core.nix.syntax.NodeKind;
import org.agntos.core.nix.syntax.SyntaxNode;
import org.jspecify.annotations.Nullable;

/// Writes new modules and changes single definitions of existing ones; all other text stays byte for byte. Pure; any
/// thread.
public final class ModuleEditor {
    private static final Set<String> ARGUMENTS = Set.of("pkgs", "lib", "config");

    private ModuleEditor() {}

    /// What came of an edit.
    public sealed interface Edit {
        record Changed(String text) implements Edit {}

        /// It says so already.
        record Unchanged() implements Edit {}

        /// Nothing would be left of the module.
        record Emptied() implements Edit {}

        /// The file cannot be edited without risk to what a person wrote. @param reason for people
        record Unsafe(String reason) implements Edit {}
    }

    /// A module of its own for one definition.
    public static String newModule(OptionPath path, NixValue value) {
        String definition = "  " + path.render() + " = " + NixRenderer.render(value, 2) + ";\n";
        return header(value) + "{\n" + definition + "}\n";
    }

    private static String header(NixValue value) {
        Set<String> names = neededNames(value);
        return names.isEmpty() ? "" : "{ " + String.join(", ", names) + ", ... }:\n\n";
    }

    /// Which arguments of a module the value names.
    private static SortedSet<String> neededNames(NixValue value) {
        return NixSyntax.parse("[ " + codeOf(value) + "\n]")
                .nodes()
                .filter(node -> node.is(NodeKind.VARIABLE) && ARGUMENTS.contains(node.text()))
                .map(SyntaxNode::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The parts of a value that are code, not text.
    private static String codeOf(NixValue value) {
        return switch (value) {
            case NixValue.Null _,
                    NixValue.Bool _,
                    NixValue.Int _,
                    NixValue.Decimal _,
                    NixValue.Text _,
                    NixValue.PathLiteral _ -> "";
            case NixValue.ListOf(List<NixValue> items) ->
                String.join(" ", items.stream().map(ModuleEditor::codeOf).toList());
            case NixValue.Attributes attributes ->
                String.join(
                        " ",
                        attributes.entries().values().stream()
                                .map(ModuleEditor::codeOf)
                                .toList());
            case NixValue.PackageReference _ -> "pkgs";
            case NixValue.Expression(String code) -> "(" + code + "\n)";
        };
    }

    /// Makes the module define `path` as `value`.
    public static Edit set(String text, OptionPath path, NixValue value) {
        return switch (ModuleText.read(text)) {
            case ModuleText.Reading.NotPlain notPlain -> unsafe(notPlain);
            case ModuleText.Reading.Module(ModuleText module) -> set(module, path, value);
        };
    }

    private static Edit set(ModuleText module, OptionPath path, NixValue value) {
        List<ModuleText.Definition> present = module.definitionsOf(path);
        if (present.size() > 1) {
            return new Edit.Unsafe("it defines " + path + " more than once");
        }
        String text = module.text();
        String edited;
        if (present.size() == 1) {
            ModuleText.Definition definition = present.getFirst();
            if (definition.value().equals(value)) {
                return new Edit.Unchanged();
            }
            edited = splice(
                    text,
                    definition.valueStart(),
                    definition.valueEnd(),
                    NixRenderer.render(value, indentOf(text, definition.start())));
        } else if (module.definitions().stream().anyMatch(other -> other.path().startsWith(path))) {
            return new Edit.Unsafe("it defines single parts of " + path);
        } else if (module.leaves().stream().anyMatch(other -> path.startsWith(other.path()))) {
            return new Edit.Unsafe("it defines what " + path + " is a part of by an expression");
        } else {
            edited = insert(module, path, value);
        }
        return checked(withHeader(edited, value), path);
    }

    /// Reads the result again: where the new text would mean something else, nothing is changed.
    private static Edit checked(Edit edit, OptionPath path) {
        boolean isSound = !(edit instanceof Edit.Changed(String text))
                || (ModuleText.read(text) instanceof ModuleText.Reading.Module(ModuleText module)
                        && module.definitionsOf(path).size() == 1);
        return isSound ? edit : new Edit.Unsafe("it is written in a way that is not understood");
    }

    private static String insert(ModuleText module, OptionPath path, NixValue value) {
        ModuleText.Definition around = module.innermostSet(path).orElse(null);
        ModuleText.BlockSpan block = around == null ? module.body() : blockOf(around);
        OptionPath rest =
                around == null ? path : path.from(around.path().segments().size());
        String text = module.text();
        int indent = indentOf(text, block.close()) + 2;
        String definition = rest.render() + " = " + NixRenderer.render(value, indent) + ";";
        int lineStart = text.lastIndexOf('\n', block.close() - 1) + 1;
        boolean isOwnLine = lineStart > block.open()
                && text.substring(lineStart, block.close()).isBlank();
        return isOwnLine
                ? splice(text, lineStart, lineStart, " ".repeat(indent) + definition + "\n")
                : splice(
                        text,
                        block.close(),
                        block.close(),
                        "\n" + " ".repeat(indent) + definition + "\n" + " ".repeat(indent - 2));
    }

    private static ModuleText.BlockSpan blockOf(ModuleText.Definition definition) {
        ModuleText.@Nullable BlockSpan nested = definition.nested();
        if (nested == null) {
            throw new IllegalArgumentException("not a set: " + definition.path());
        }
        return nested;
    }

    /// Adds the header a value needs to a module that has none; a header without the name it needs is left to the
    /// person, since its meaning is theirs.
    private static Edit withHeader(String text, NixValue value) {
        String header = header(value);
        if (header.isEmpty()) {
            return new Edit.Changed(text);
        }
        SyntaxNode expression = NixSyntax.parse(text).root().children().getFirst();
        if (!expression.is(NodeKind.LAMBDA)) {
            return new Edit.Changed(splice(text, expression.start(), expression.start(), header));
        }
        Set<String> present = expression.children().getFirst().children().stream()
                .map(formal -> formal.text().split("[\\s?]", 2)[0])
                .collect(Collectors.toSet());
        return present.containsAll(neededNames(value))
                ? new Edit.Changed(text)
                : new Edit.Unsafe("its first line does not name what the new value needs: " + header.strip());
    }

    /// Takes the definition of `path` out of the module.
    public static Edit remove(String text, OptionPath path) {
        return switch (ModuleText.read(text)) {
            case ModuleText.Reading.NotPlain notPlain -> unsafe(notPlain);
            case ModuleText.Reading.Module(ModuleText module) -> remove(module, path);
        };
    }

    private static Edit remove(ModuleText module, OptionPath path) {
        List<ModuleText.Definition> present = module.definitionsOf(path);
        if (present.isEmpty()) {
            return new Edit.Unchanged();
        }
        if (present.size() > 1) {
            return new Edit.Unsafe("it defines " + path + " more than once");
        }
        ModuleText.Definition definition = present.getFirst();
        String edited = cut(module.text(), definition.start(), definition.end());
        boolean isLast = module.leaves().stream()
                .allMatch(leaf -> leaf.start() >= definition.start() && leaf.end() <= definition.end());
        return isLast && !module.hasComments() ? new Edit.Emptied() : new Edit.Changed(edited);
    }

    /// Takes a package out of every list of `environment.systemPackages`.
    public static Edit removePackage(String text, String attribute) {
        return switch (ModuleText.read(text)) {
            case ModuleText.Reading.NotPlain notPlain -> unsafe(notPlain);
            case ModuleText.Reading.Module(ModuleText module) ->
                PackageLists.without(module, attribute).orElseGet(Edit.Unchanged::new);
        };
    }

    /// Cuts a span; a line that has nothing else goes whole.
    public static String cut(String text, int start, int end) {
        int lineStart = text.lastIndexOf('\n', start - 1) + 1;
        int lineEnd = text.indexOf('\n', end);
        boolean isWholeLine = text.substring(lineStart, start).isBlank()
                && lineEnd >= 0
                && text.substring(end, lineEnd).isBlank();
        return isWholeLine ? splice(text, lineStart, lineEnd + 1, "") : splice(text, start, end, "");
    }

    static String splice(String text, int start, int end, String replacement) {
        return text.substring(0, start) + replacement + text.substring(end);
    }

    private static int indentOf(String text, int offset) {
        int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        int indent = 0;
        while (lineStart + indent < text.length() && text.charAt(lineStart + indent) == ' ') {
            indent++;
        }
        return indent;
    }

    private static Edit unsafe(ModuleText.Reading.NotPlain notPlain) {
        return new Edit.Unsafe(
                "it is not a plain set of definitions (line " + notPlain.line() + ": " + notPlain.reason() + ")");
    }
}
