package org.agntos.core.nix;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.agntos.core.nix.syntax.NixSyntax;
import org.agntos.core.nix.syntax.NodeKind;
import org.agntos.core.nix.syntax.SyntaxNode;

/// The packages that a module declares in `environment.systemPackages`.
public final class PackageLists {
    private static final OptionPath SYSTEM_PACKAGES = OptionPath.of("environment", "systemPackages");
    private static final Pattern ORDERED_LIST = Pattern.compile("(?:lib\\.)?mk(?:After|Before) \\[ \\S+ ]");

    private PackageLists() {}

    /// The attributes of all packages the module lists for the whole system; inside code those written
    /// `pkgs.x`.
    public static List<String> declared(ModuleText module) {
        return module.definitionsOf(SYSTEM_PACKAGES).stream()
                .flatMap(definition -> packages(definition.value()).stream())
                .toList();
    }

    private static List<String> packages(NixValue value) {
        return value instanceof NixValue.Attributes ? List.of() : named(value);
    }

    /// Every package a value names, also in sets; inside code those written `pkgs.x`.
    public static List<String> named(NixValue value) {
        return switch (value) {
            case NixValue.ListOf(List<NixValue> items) ->
                items.stream().flatMap(item -> named(item).stream()).toList();
            case NixValue.PackageReference(String attribute) -> List.of(attribute);
            case NixValue.Expression(String code) -> selections(code);
            case NixValue.Attributes set ->
                set.entries().values().stream()
                        .flatMap(item -> named(item).stream())
                        .toList();
            case NixValue.Null _,
                    NixValue.Bool _,
                    NixValue.Int _,
                    NixValue.Decimal _,
                    NixValue.Text _,
                    NixValue.PathLiteral _ -> List.of();
        };
    }

    /// Every `pkgs.x` in a piece of code.
    private static List<String> selections(String code) {
        return NixSyntax.parse(code)
                .nodes()
                .filter(node -> node.is(NodeKind.SELECT))
                .flatMap(node -> NixLiteral.packageName(node, false).stream())
                .toList();
    }

    /// The module without a package; empty if it does not list it.
    static Optional<ModuleEditor.Edit> without(ModuleText module, String attribute) {
        String text = module.text();
        List<ModuleText.Definition> lists = module.definitionsOf(SYSTEM_PACKAGES).stream()
                .filter(definition -> packages(definition.value()).contains(attribute))
                .toList();
        if (lists.isEmpty()) {
            return Optional.empty();
        }
        for (ModuleText.Definition list : lists.reversed()) {
            text = isOnly(list.value(), attribute)
                    ? ModuleEditor.cut(text, list.start(), list.end())
                    : withoutItem(text, list, attribute);
        }
        return Optional.of(checked(module, attribute, text));
    }

    private static boolean isOnly(NixValue value, String attribute) {
        return switch (value) {
            case NixValue.ListOf(List<NixValue> items) ->
                items.stream().allMatch(new NixValue.PackageReference(attribute)::equals);
            case NixValue.Expression(String code) ->
                ORDERED_LIST.matcher(code.replaceAll("\\s+", " ")).matches();
            case NixValue.Null _,
                    NixValue.Bool _,
                    NixValue.Int _,
                    NixValue.Decimal _,
                    NixValue.Text _,
                    NixValue.PathLiteral _,
                    NixValue.Attributes _,
                    NixValue.PackageReference _ -> false;
        };
    }

    /// Reads the result again: a list written in a way the cut did not foresee is left to the person.
    private static ModuleEditor.Edit checked(ModuleText before, String attribute, String text) {
        List<String> wanted = declared(before).stream()
                .filter(name -> !name.equals(attribute))
                .toList();
        if (!(ModuleText.read(text) instanceof ModuleText.Reading.Module(ModuleText rest))
                || !declared(rest).equals(wanted)) {
            return new ModuleEditor.Edit.Unsafe("its list of packages is written in a way that is not understood");
        }
        return rest.leaves().isEmpty() && !rest.hasComments()
                ? new ModuleEditor.Edit.Emptied()
                : new ModuleEditor.Edit.Changed(text);
    }

    /// Cuts `pkgs.<attribute>`, or the bare attribute after `with pkgs;`, out of a list, with its line if
    /// it has one.
    private static String withoutItem(String text, ModuleText.Definition list, String attribute) {
        String edited = text;
        for (SyntaxNode item : items(text, list).reversed()) {
            if (isNamed(item, attribute)) {
                edited = cutItem(edited, item.start(), item.end());
            }
        }
        return edited;
    }

    /// The items of all lists in a definition, in the order of the text.
    private static List<SyntaxNode> items(String text, ModuleText.Definition list) {
        return NixSyntax.parse(text)
                .nodes()
                .filter(node ->
                        node.is(NodeKind.LIST) && node.start() >= list.valueStart() && node.end() <= list.valueEnd())
                .flatMap(node -> node.children().stream())
                .sorted(Comparator.comparingInt(SyntaxNode::start))
                .toList();
    }

    private static boolean isNamed(SyntaxNode item, String attribute) {
        return switch (item.kind()) {
            case VARIABLE -> item.text().equals(attribute);
            case SELECT ->
                NixLiteral.packageName(item, true).filter(attribute::equals).isPresent();
            default -> false;
        };
    }

    private static String cutItem(String text, int start, int end) {
        String cut = ModuleEditor.cut(text, start, end);
        boolean leavesTwoBlanks = cut.length() == text.length() - (end - start)
                && start > 0
                && cut.charAt(start - 1) == ' '
                && start < cut.length()
                && cut.charAt(start) == ' ';
        return leavesTwoBlanks ? ModuleEditor.splice(cut, start, start + 1, "") : cut;
    }
}
