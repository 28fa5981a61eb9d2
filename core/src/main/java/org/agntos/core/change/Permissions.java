package org.agntos.core.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.nix.ModuleEditor;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.NixRenderer;
import org.agntos.core.nix.NixText;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionPath;
import org.agntos.helper.protocol.TreePath;

/// Which packages a tree lets Nix install although they are not free or have known holes, and how it would let Nix
/// install one more and no other. Immutable; any thread.
public final class Permissions {
    private static final OptionPath ALL = OptionPath.of("nixpkgs", "config", "allowUnfree");
    private static final OptionPath PREDICATE = OptionPath.of("nixpkgs", "config", "allowUnfreePredicate");
    private static final OptionPath NAMES = OptionPath.of("nixpkgs", "config", "allowUnfreePackages");
    private static final OptionPath INSECURE = OptionPath.of("nixpkgs", "config", "permittedInsecurePackages");
    private static final Pattern LISTED =
            Pattern.compile("\\w+:\\s*builtins\\.elem\\s*\\(lib\\.getName \\w+\\)\\s*(\\[[^\\[\\]]*])");
    /// Packages that need more than one name allowed.
    private static final Map<String, List<String>> TOGETHER =
            Map.of("steam", List.of("steam", "steam-unwrapped", "steam-original", "steam-run"));

    private final boolean isForAll;
    private final List<String> allowing;
    private final List<String> insecure;

    private Permissions(boolean isForAll, List<String> allowing, List<String> insecure) {
        this.isForAll = isForAll;
        this.allowing = List.copyOf(allowing);
        this.insecure = List.copyOf(insecure);
    }

    /// What these modules allow; one that is not written plainly allows nothing that we know of.
    public static Permissions in(Collection<String> texts) {
        boolean isForAll = false;
        List<String> allowing = new ArrayList<>();
        List<String> insecure = new ArrayList<>();
        for (String text : texts) {
            if (text.contains("nixpkgs")
                    && ModuleText.read(text) instanceof ModuleText.Reading.Module(ModuleText module)) {
                isForAll |= module.definitionsOf(ALL).stream()
                        .anyMatch(definition -> definition.value().equals(new NixValue.Bool(true)));
                code(module, PREDICATE, allowing);
                code(module, NAMES, allowing);
                code(module, INSECURE, insecure);
            }
        }
        return new Permissions(isForAll, allowing, insecure);
    }

    private static void code(ModuleText module, OptionPath option, List<String> found) {
        module.definitionsOf(option)
                .forEach(definition ->
                        found.add(module.text().substring(definition.valueStart(), definition.valueEnd())));
    }

    /// Whether a package that is not free is allowed: by a permission for all, or because its name stands in one.
    public boolean allowsUnfree(String attribute) {
        return isForAll || isNamed(allowing, name(attribute));
    }

    /// Whether a package with known holes is allowed; without its version nobody can say, so it is not.
    public boolean allowsInsecure(PackageEntry entry) {
        return isNamed(insecure, versioned(entry));
    }

    private static boolean isNamed(List<String> codes, String name) {
        return codes.stream().anyMatch(code -> code.contains('"' + name + '"'));
    }

    private static String name(String attribute) {
        return attribute.substring(attribute.lastIndexOf('.') + 1);
    }

    /// As nixpkgs names it in its list of insecure packages, such as `openssl-1.1.1w`.
    public static String versioned(PackageEntry entry) {
        return name(entry.attribute()) + "-" + entry.facts().version();
    }

    /// The file with the permission for these packages and those it allowed before; empty if what stands there cannot
    /// be added to.
    public static Optional<Map.Entry<TreePath, String>> allowUnfree(
            Map<TreePath, String> texts, Collection<String> attributes) {
        Set<String> names = new LinkedHashSet<>();
        attributes.forEach(attribute -> names.addAll(TOGETHER.getOrDefault(name(attribute), List.of(name(attribute)))));
        return added(texts, PREDICATE, present -> predicate(present, names));
    }

    /// @param nameAndVersion such as `openssl-1.1.1w`
    public static Optional<Map.Entry<TreePath, String>> allowInsecure(
            Map<TreePath, String> texts, String nameAndVersion) {
        return added(texts, INSECURE, present -> {
            List<NixValue> items = new ArrayList<>(present instanceof NixValue.ListOf list ? list.items() : List.of());
            items.add(new NixValue.Text(nameAndVersion));
            return new NixValue.ListOf(items.stream().distinct().toList());
        });
    }

    private static NixValue predicate(NixValue present, Set<String> more) {
        Set<String> names = new LinkedHashSet<>();
        String otherwise = "";
        if (present instanceof NixValue.Expression(String code)) {
            Matcher listed = LISTED.matcher(code.strip());
            if (listed.matches()
                    && NixText.value(listed.group(1)).orElse(new NixValue.Null())
                            instanceof NixValue.ListOf(List<NixValue> items)) {
                items.forEach(item -> names.add(item instanceof NixValue.Text(String text) ? text : ""));
            } else {
                otherwise = "(" + code.strip() + ") pkg || ";
            }
        }
        names.addAll(more);
        names.remove("");
        String list = NixRenderer.render(
                new NixValue.ListOf(
                        names.stream().<NixValue>map(NixValue.Text::new).toList()),
                2);
        return new NixValue.Expression("pkg: " + otherwise + "builtins.elem (lib.getName pkg) " + list);
    }

    private interface Addition {
        NixValue to(NixValue present);
    }

    private static Optional<Map.Entry<TreePath, String>> added(
            Map<TreePath, String> texts, OptionPath option, Addition addition) {
        for (Map.Entry<TreePath, String> file : texts.entrySet()) {
            if (ModuleText.read(file.getValue()) instanceof ModuleText.Reading.Module(ModuleText module)
                    && !module.definitionsOf(option).isEmpty()) {
                NixValue present = module.definitionsOf(option).getFirst().value();
                return ModuleEditor.set(file.getValue(), option, addition.to(present))
                                instanceof ModuleEditor.Edit.Changed(String text)
                        ? Optional.of(Map.entry(file.getKey(), text))
                        : Optional.empty();
            }
        }
        TreePath file = ManagedUnit.ofOption(option);
        return texts.containsKey(file)
                ? Optional.empty()
                : Optional.of(Map.entry(file, ModuleEditor.newModule(option, addition.to(new NixValue.Null()))));
    }
}
