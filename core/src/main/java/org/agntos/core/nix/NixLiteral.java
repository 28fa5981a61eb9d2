package org.agntos.core.nix;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.nix.syntax.NodeKind;
import org.agntos.core.nix.syntax.SyntaxNode;
import org.agntos.core.nix.syntax.TokenKind;

/// Reads a value that is written out, without evaluating anything: numbers, strings, lists, sets, `pkgs.x`
/// and `with pkgs; [ x ]`. Everything else is [NixValue.Expression]. Pure; any thread.
final class NixLiteral {
    private static final int MAX_DEPTH = 100;
    private static final String PACKAGES = "pkgs";

    private final boolean isWithPkgs;

    private NixLiteral(boolean isWithPkgs) {
        this.isWithPkgs = isWithPkgs;
    }

    /// The value an expression spells; where it is not written out, its text.
    static NixValue read(SyntaxNode node) {
        return value(node).orElseGet(() -> new NixValue.Expression(node.text()));
    }

    private static Optional<NixValue> value(SyntaxNode node) {
        if (node.is(NodeKind.WITH)) {
            List<SyntaxNode> parts = node.children();
            boolean isList = isPkgs(parts.getFirst()) && parts.getLast().is(NodeKind.LIST);
            return isList ? new NixLiteral(true).value(parts.getLast(), 0) : Optional.empty();
        }
        return new NixLiteral(false).value(node, 0);
    }

    private static boolean isPkgs(SyntaxNode node) {
        return node.is(NodeKind.VARIABLE) && node.text().equals(PACKAGES);
    }

    private Optional<NixValue> value(SyntaxNode node, int depth) {
        if (depth > MAX_DEPTH) {
            return Optional.empty();
        }
        return switch (node.kind()) {
            case INTEGER, FLOAT -> number(node);
            case STRING, INDENTED_STRING -> node.stringValue().map(NixValue.Text::new);
            case URI -> Optional.of(new NixValue.Text(node.text()));
            case PATH -> path(node);
            case VARIABLE -> word(node.text());
            case SELECT -> selection(node);
            case UNARY -> negative(node, depth);
            case PARENTHESES -> value(node.children().getFirst(), depth + 1);
            case LIST -> list(node, depth);
            case SET -> attributes(node, depth);
            default -> Optional.empty();
        };
    }

    private static Optional<NixValue> number(SyntaxNode node) {
        try {
            return Optional.of(
                    node.is(NodeKind.INTEGER)
                            ? new NixValue.Int(Long.parseLong(node.text()))
                            : new NixValue.Decimal(new BigDecimal(node.text())));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<NixValue> path(SyntaxNode node) {
        boolean isPlain = node.children().isEmpty() && node.text().startsWith("/");
        return isPlain ? Optional.of(new NixValue.PathLiteral(node.text())) : Optional.empty();
    }

    private Optional<NixValue> word(String text) {
        return switch (text) {
            case "true" -> Optional.of(new NixValue.Bool(true));
            case "false" -> Optional.of(new NixValue.Bool(false));
            case "null" -> Optional.of(new NixValue.Null());
            case PACKAGES -> Optional.empty();
            default -> isWithPkgs ? Optional.of(new NixValue.PackageReference(text)) : Optional.empty();
        };
    }

    private Optional<NixValue> selection(SyntaxNode node) {
        return packageName(node, isWithPkgs).map(NixValue.PackageReference::new);
    }

    /// `a.b` of `pkgs.a.b`, and with `isWithPkgs` of a plain `a.b`; names in quotes keep them.
    static Optional<String> packageName(SyntaxNode select, boolean isWithPkgs) {
        List<SyntaxNode> parts = select.children();
        boolean isPlain = parts.size() == 2
                && parts.getFirst().is(NodeKind.VARIABLE)
                && parts.get(1).children().stream()
                        .allMatch(name -> name.is(NodeKind.NAME) || (name.is(NodeKind.STRING) && isStatic(name)));
        if (!isPlain) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        if (!isPkgs(parts.getFirst())) {
            if (!isWithPkgs) {
                return Optional.empty();
            }
            names.add(parts.getFirst().text());
        }
        parts.get(1).children().forEach(name -> names.add(name.text()));
        return Optional.of(String.join(".", names));
    }

    private static boolean isStatic(SyntaxNode name) {
        return name.stringValue().isPresent();
    }

    private Optional<NixValue> negative(SyntaxNode node, int depth) {
        if (node.operator() != TokenKind.MINUS) {
            return Optional.empty();
        }
        return value(node.children().getFirst(), depth + 1).flatMap(value -> switch (value) {
            case NixValue.Int(long number) -> Optional.of(new NixValue.Int(-number));
            case NixValue.Decimal(BigDecimal number) -> Optional.of(new NixValue.Decimal(number.negate()));
            case NixValue.Null _,
                    NixValue.Bool _,
                    NixValue.Text _,
                    NixValue.PathLiteral _,
                    NixValue.ListOf _,
                    NixValue.Attributes _,
                    NixValue.PackageReference _,
                    NixValue.Expression _ -> Optional.empty();
        });
    }

    private Optional<NixValue> list(SyntaxNode node, int depth) {
        List<NixValue> items = new ArrayList<>();
        for (SyntaxNode child : node.children()) {
            Optional<NixValue> item = value(child, depth + 1);
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
        }
        return Optional.of(new NixValue.ListOf(items));
    }

    /// A set of single names; dotted ones are left to Nix.
    private Optional<NixValue> attributes(SyntaxNode node, int depth) {
        Map<String, NixValue> entries = new LinkedHashMap<>();
        for (SyntaxNode binding : node.children()) {
            List<SyntaxNode> parts = binding.children();
            Optional<List<String>> names = binding.is(NodeKind.BINDING)
                    ? parts.getFirst().attributeNames().filter(path -> path.size() == 1)
                    : Optional.empty();
            Optional<NixValue> value = names.flatMap(_ -> value(parts.get(1), depth + 1));
            if (value.isEmpty() || entries.put(names.get().getFirst(), value.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new NixValue.Attributes(entries));
    }
}
