package org.agntos.core.nix;

import java.util.List;
import java.util.Optional;

/// The packages that a module declares in `environment.systemPackages`.
public final class PackageLists {
    private static final OptionPath SYSTEM_PACKAGES = OptionPath.of("environment", "systemPackages");

    private PackageLists() {}

    /// The attributes of all packages the module lists for the whole system.
    public static List<String> declared(ModuleText module) {
        return module.definitionsOf(SYSTEM_PACKAGES).stream()
                .flatMap(definition -> items(definition.value()).stream())
                .map(NixValue.PackageReference::attribute)
                .toList();
    }

    private static List<NixValue.PackageReference> items(NixValue value) {
        return value instanceof NixValue.ListOf(List<NixValue> items)
                ? items.stream()
                        .filter(NixValue.PackageReference.class::isInstance)
                        .map(NixValue.PackageReference.class::cast)
                        .toList()
                : List.of();
    }

    /// The module without a package; empty if it does not list it.
    static Optional<ModuleEditor.Edit> without(ModuleText module, String attribute) {
        NixValue wanted = new NixValue.PackageReference(attribute);
        String text = module.text();
        List<ModuleText.Definition> lists = module.definitionsOf(SYSTEM_PACKAGES).stream()
                .filter(definition ->
                        definition.value() instanceof NixValue.ListOf(List<NixValue> items) && items.contains(wanted))
                .toList();
        if (lists.isEmpty()) {
            return Optional.empty();
        }
        for (ModuleText.Definition list : lists.reversed()) {
            boolean isOnly = list.value() instanceof NixValue.ListOf(List<NixValue> items)
                    && items.stream().allMatch(wanted::equals);
            text = isOnly
                    ? ModuleEditor.cut(text, list.start(), list.end())
                    : withoutItem(text, list.valueStart(), list.valueEnd(), attribute);
        }
        return Optional.of(checked(module, attribute, text));
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

    /// Cuts `pkgs.<attribute>`, or the bare attribute after `with pkgs;`, out of a list, with its line if it has one.
    private static String withoutItem(String text, int from, int to, String attribute) {
        List<NixToken> tokens = NixLexer.tokens(text.substring(0, to)).stream()
                .filter(token -> token.start() >= from && token.kind() != NixToken.Kind.COMMENT)
                .toList();
        String edited = text;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            int end = itemEnd(text, tokens, i);
            int start = tokens.get(i).start();
            String item = text.substring(start, tokens.get(end).end()).replaceAll("\\s+", "");
            boolean isStart = i == 0 || !tokens.get(i - 1).is(text, ".");
            if (isStart && (item.equals("pkgs." + attribute) || item.equals(attribute))) {
                edited = cutItem(edited, start, tokens.get(end).end());
            }
        }
        return edited;
    }

    private static int itemEnd(String text, List<NixToken> tokens, int first) {
        int end = first;
        while (end + 2 < tokens.size() && tokens.get(end + 1).is(text, ".")) {
            end += 2;
        }
        return end;
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
