package org.agntos.core.nix;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.nix.syntax.NixSyntax;
import org.agntos.core.nix.syntax.NodeKind;
import org.agntos.core.nix.syntax.SyntaxNode;
import org.agntos.core.nix.syntax.TokenKind;
import org.jspecify.annotations.Nullable;

/// Finds what a module sets however it is written: also inside `mkIf`, `mkMerge`, `let … in`, `with`, `if`
/// and `//`, and in files that do not parse everywhere. Computed names are left out. Pure; any thread.
public final class OptionSettings {
    private static final Set<String> TRANSPARENT = Set.of(
            "mkIf", "mkMerge", "mkForce", "mkDefault", "mkOverride", "mkBefore", "mkAfter", "mkOrder", "optionalAttrs");

    /// What a module has at its root besides options.
    private static final Set<String> STRUCTURE =
            Set.of("imports", "options", "disabledModules", "meta", "_file", "key");

    /// Longer paths and values are not read: each copies its text, and files can be made to nest them.
    private static final int DEEPEST = 60;

    private static final int LONGEST = 100_000;

    private final boolean isEverything;
    private final List<ModuleText.Definition> found = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();

    private OptionSettings(boolean isEverything) {
        this.isEverything = isEverything;
    }

    /// An expression to look into. @param prefix the option it is the value of; null for the module itself
    private record Open(SyntaxNode node, @Nullable OptionPath prefix) {}

    /// Every option the module gives a value, in the order of the text. A set is given by what is in it; an
    /// empty one, and one that is an item of a list, is a value itself.
    public static List<ModuleText.Definition> in(String module) {
        return new OptionSettings(false).read(module);
    }

    /// The same, and besides everything that looks like it: in lists, in arguments of any function, in the
    /// bodies of functions. For whoever must rather see too much.
    public static List<ModuleText.Definition> anywhereIn(String module) {
        return new OptionSettings(true).read(module);
    }

    private List<ModuleText.Definition> read(String module) {
        look(NixSyntax.parse(module).root(), null);
        while (!open.isEmpty()) {
            Open next = open.pop();
            expression(next.node(), next.prefix());
        }
        found.sort(Comparator.comparingInt(ModuleText.Definition::start));
        return List.copyOf(found);
    }

    private void look(SyntaxNode node, @Nullable OptionPath prefix) {
        open.push(new Open(node, prefix));
    }

    private void expression(SyntaxNode node, @Nullable OptionPath prefix) {
        switch (node.kind()) {
            case BINDING -> binding(node, prefix);
            case LET -> let(node, prefix);
            case LAMBDA, WITH, ASSERT -> last(node, prefix);
            case IF -> {
                look(node.children().get(1), prefix);
                look(node.children().get(2), prefix);
            }
            default -> {
                if (isEverything || leadsOn(node)) {
                    node.children().forEach(child -> look(child, prefix));
                }
            }
        }
    }

    private void last(SyntaxNode node, @Nullable OptionPath prefix) {
        List<SyntaxNode> children = node.children();
        for (int i = isEverything ? 0 : children.size() - 1; i < children.size(); i++) {
            look(children.get(i), prefix);
        }
    }

    /// What `let` names is no option, but may hold some.
    private void let(SyntaxNode node, @Nullable OptionPath prefix) {
        List<SyntaxNode> children = node.children();
        look(children.getLast(), prefix);
        for (SyntaxNode binding : children.subList(0, children.size() - 1)) {
            if (isEverything && binding.is(NodeKind.BINDING)) {
                look(binding.children().get(1), null);
            }
        }
    }

    /// Whether what is inside sets the same options as if it stood here.
    private static boolean leadsOn(SyntaxNode node) {
        return switch (node.kind()) {
            case ROOT, PARENTHESES, SET, RECURSIVE_SET -> true;
            case BINARY -> node.operator() == TokenKind.UPDATE;
            case APPLY -> isTransparent(node.children().getFirst());
            case LIST -> true;
            default -> false;
        };
    }

    private static boolean isTransparent(SyntaxNode function) {
        String text = function.text();
        return TRANSPARENT.contains(text.substring(text.lastIndexOf('.') + 1));
    }

    private void binding(SyntaxNode binding, @Nullable OptionPath prefix) {
        SyntaxNode value = binding.children().get(1);
        Optional<OptionPath> name = ModuleReader.path(binding.children().getFirst());
        if (name.isEmpty()) {
            if (isEverything) {
                look(value, null);
            }
            return;
        }
        int length = name.get().segments().size()
                + (prefix == null ? 0 : prefix.segments().size());
        if (length > DEEPEST) {
            // No option has such a name; what is inside may still be looked for.
            if (isEverything) {
                look(value, null);
            }
            return;
        }
        boolean isStructure =
                prefix == null && STRUCTURE.contains(name.get().segments().getFirst());
        if (isStructure && !isEverything) {
            return;
        }
        Optional<OptionPath> path = full(prefix, name.get());
        if (path.isEmpty()) {
            look(value, null);
            return;
        }
        boolean isGroup = hasDefinitions(value);
        if (!isGroup) {
            NixValue read =
                    value.end() - value.start() > LONGEST ? new NixValue.Expression("…") : NixLiteral.read(value);
            found.add(ModuleText.Definition.of(binding, path.get(), read, null));
        }
        if (isGroup || isEverything) {
            look(value, path.get());
        }
    }

    /// Without the `config` at the root of a module; empty where that is all.
    private static Optional<OptionPath> full(@Nullable OptionPath prefix, OptionPath name) {
        if (prefix != null) {
            return Optional.of(prefix.append(name));
        }
        boolean isConfig = name.segments().getFirst().equals("config");
        if (!isConfig) {
            return Optional.of(name);
        }
        return name.segments().size() > 1 ? Optional.of(name.from(1)) : Optional.empty();
    }

    /// Whether a value is a set with something in it, also inside `mkIf` and its like.
    private static boolean hasDefinitions(SyntaxNode value) {
        Deque<SyntaxNode> inside = new ArrayDeque<>(List.of(value));
        while (!inside.isEmpty()) {
            SyntaxNode node = inside.pop();
            if (node.is(NodeKind.SET) || node.is(NodeKind.RECURSIVE_SET)) {
                if (!node.children().isEmpty()) {
                    return true;
                }
            } else if (node.is(NodeKind.LET) || node.is(NodeKind.WITH) || node.is(NodeKind.ASSERT)) {
                inside.push(node.children().getLast());
            } else if (node.is(NodeKind.APPLY) && leadsOn(node)) {
                addArguments(node, inside);
            } else if (node.is(NodeKind.PARENTHESES) || (node.is(NodeKind.BINARY) && leadsOn(node))) {
                inside.addAll(node.children());
            }
        }
        return false;
    }

    /// The arguments, and of `mkMerge` what is in its list.
    private static void addArguments(SyntaxNode apply, Deque<SyntaxNode> inside) {
        List<SyntaxNode> parts = apply.children();
        for (SyntaxNode argument : parts.subList(1, parts.size())) {
            boolean isMerged =
                    argument.is(NodeKind.LIST) && parts.getFirst().text().endsWith("mkMerge");
            inside.addAll(isMerged ? argument.children() : List.of(argument));
        }
    }
}
