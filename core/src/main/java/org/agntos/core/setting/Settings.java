package org.agntos.core.setting;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.machine.OwnConfiguration;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.NixRenderer;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionPath;
import org.agntos.core.nix.OptionSettings;
import org.agntos.helper.protocol.TreePath;

/// Reads what is set from the managed tree and from the person's own Nix files. What other modules set, and values that
/// have to be computed, only an evaluation can tell; those are left out or shown as they are written.
public final class Settings {

    private final ConfigTree tree;
    private final OwnConfiguration own;

    /// @param own the person's own files
    public Settings(ConfigTree tree, OwnConfiguration own) {
        this.tree = tree;
        this.own = own;
    }

    /// All definitions in all files that can be read, the managed ones first.
    public List<Setting> all() {
        List<Setting> found = new ArrayList<>();
        for (Map.Entry<TreePath, String> file : tree.texts().entrySet()) {
            collect(tree.file(file.getKey()), file.getValue(), true, found);
        }
        own.texts().forEach((file, text) -> collect(Path.of(file), text, false, found));
        return found;
    }

    private static void collect(Path file, String text, boolean isManaged, List<Setting> found) {
        for (ModuleText.Definition definition : OptionSettings.in(text)) {
            String value = text.substring(definition.valueStart(), definition.valueEnd())
                    .strip();
            // What a file that is being edited leaves open is no setting yet.
            if (!value.isEmpty()) {
                found.add(new Setting(definition.path().render(), value, file, definition.line(), isManaged));
                inside(definition.path(), definition.value(), file, definition.line(), isManaged, found);
            }
        }
    }

    /// `settings = { Port = 22; }` also sets `settings.Port`.
    private static void inside(
            OptionPath path, NixValue value, Path file, int line, boolean isManaged, List<Setting> found) {
        if (value instanceof NixValue.Attributes(Map<String, NixValue> entries)) {
            entries.forEach((name, inner) -> {
                OptionPath below = path.append(OptionPath.of(name));
                found.add(new Setting(below.render(), NixRenderer.render(inner), file, line, isManaged));
                inside(below, inner, file, line, isManaged, found);
            });
        }
    }

    /// What sets this option or something inside it. A path of the catalogue with `<name>` or `*` in it stands for
    /// every name in that place.
    public static List<Setting> of(String option, List<Setting> all) {
        List<String> wanted = OptionPath.parse(option.replaceAll("<[^>.]*>", "*"))
                .map(OptionPath::segments)
                .orElse(List.of());
        return wanted.isEmpty()
                ? List.of()
                : all.stream()
                        .filter(setting -> OptionPath.parse(setting.option())
                                .map(path -> isWithin(path.segments(), wanted))
                                .orElse(false))
                        .toList();
    }

    private static boolean isWithin(List<String> path, List<String> wanted) {
        if (path.size() < wanted.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).equals("*") && !wanted.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// The value of this very option, where exactly one definition tells it.
    public static Optional<String> value(String option, List<Setting> all) {
        List<String> values = of(option, all).stream()
                .filter(setting -> setting.option().equals(option))
                .map(Setting::value)
                .distinct()
                .toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
