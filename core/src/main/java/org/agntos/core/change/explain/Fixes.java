package org.agntos.core.change.explain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.change.Fix;
import org.agntos.core.change.Permissions;
import org.agntos.core.nix.ModuleEditor;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.NixRenderer;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionPath;
import org.agntos.helper.protocol.TreePath;

/// Makes the one change that puts an error right. Where the file is not written so that it can be edited safely, the
/// fix is advice. Pure; any thread.
public final class Fixes {
    private final Scene scene;

    public Fixes(Scene scene) {
        this.scene = scene;
    }

    /// Another value for an option.
    public Fix value(OptionPath option, NixValue value) {
        String label = "Write " + option + " = " + NixRenderer.render(value) + ";";
        return edit(option, label, text -> ModuleEditor.set(text, option, value));
    }

    /// Lets the change win over whoever else sets the option.
    public Fix force(OptionPath option) {
        Optional<Scene.Defined> defined = scene.defining(option).stream().findFirst();
        if (defined.isEmpty()) {
            return Fix.advice("Keep one of the definitions, or write lib.mkForce before the value that should win.");
        }
        String code = defined.get()
                .text()
                .substring(
                        defined.get().definition().valueStart(),
                        defined.get().definition().valueEnd());
        boolean isOneWord = code.matches("[\\w.\"/+-]+|\"[^\"\\n]*\"|\\[[^\\n]*]|\\{[^\\n]*}");
        NixValue forced = new NixValue.Expression("lib.mkForce " + (isOneWord ? code : "(" + code + ")"));
        return edit(
                option,
                "Let this change win: write lib.mkForce before the value in "
                        + defined.get().file() + ".",
                text -> ModuleEditor.set(text, option, forced));
    }

    /// The same value under another name.
    public Fix rename(OptionPath from, OptionPath to) {
        String label = "Write " + to + " instead of " + from + ".";
        return scene.defining(from).stream()
                .findFirst()
                .map(defined -> edit(from, label, text -> renamed(text, defined, from, to)))
                .or(() -> begun(from, to, label))
                .orElseGet(() -> Fix.advice(label));
    }

    /// Where the name only begins those that stand in the change.
    private Optional<Fix> begun(OptionPath from, OptionPath to, String label) {
        for (TreePath file : scene.written()) {
            String text = scene.texts().getOrDefault(file, "");
            if (scene.reading(text) instanceof ModuleText.Reading.Module(ModuleText module)) {
                for (ModuleText.Definition definition : module.definitions().reversed()) {
                    int start = definition.start();
                    if (definition.path().startsWith(from) && text.startsWith(from.render() + ".", start)) {
                        text = text.substring(0, start)
                                + to.render()
                                + text.substring(start + from.render().length());
                    }
                }
                if (!text.equals(module.text())) {
                    return Optional.of(new Fix(label, Map.of(file, text)));
                }
            }
        }
        return Optional.empty();
    }

    /// Where the old name stands whole it is replaced there; else the value moves.
    private static ModuleEditor.Edit renamed(String text, Scene.Defined defined, OptionPath from, OptionPath to) {
        int start = defined.definition().start();
        if (text.startsWith(from.render(), start)) {
            return new ModuleEditor.Edit.Changed(text.substring(0, start)
                    + to.render()
                    + text.substring(start + from.render().length()));
        }
        NixValue value = defined.definition().value();
        return switch (ModuleEditor.remove(text, from)) {
            case ModuleEditor.Edit.Changed(String rest) -> ModuleEditor.set(rest, to, value);
            case ModuleEditor.Edit.Emptied _ -> new ModuleEditor.Edit.Changed(ModuleEditor.newModule(to, value));
            case ModuleEditor.Edit.Unchanged unchanged -> unchanged;
            case ModuleEditor.Edit.Unsafe unsafe -> unsafe;
        };
    }

    /// No definition of the option.
    public Fix remove(OptionPath option) {
        return edit(option, "Take " + option + " out of the change.", text -> ModuleEditor.remove(text, option));
    }

    private interface Edit {
        ModuleEditor.Edit of(String text);
    }

    private Fix edit(OptionPath option, String label, Edit edit) {
        return scene.defining(option).stream()
                .findFirst()
                .map(defined -> switch (edit.of(defined.text())) {
                    case ModuleEditor.Edit.Changed(String text) -> new Fix(label, Map.of(defined.file(), text));
                    case ModuleEditor.Edit.Emptied _ ->
                        scene.written().contains(defined.file())
                                ? new Fix(label, Map.of(), Set.of(defined.file()))
                                : Fix.advice(label);
                    case ModuleEditor.Edit.Unchanged _, ModuleEditor.Edit.Unsafe _ -> Fix.advice(label);
                })
                .orElseGet(() -> Fix.advice(label));
    }

    /// Other words at one place of a file.
    ///
    /// @param line from 1; @param column from 1, where `now` must stand
    public Fix words(String file, int line, int column, String now, String then, String label) {
        return scene.fileOf(file)
                .flatMap(found -> {
                    int offset = offset(found.getValue(), line, column);
                    return offset >= 0 && found.getValue().startsWith(now, offset)
                            ? Optional.of(new Fix(
                                    label,
                                    Map.of(
                                            found.getKey(),
                                            found.getValue().substring(0, offset)
                                                    + then
                                                    + found.getValue().substring(offset + now.length()))))
                            : Optional.empty();
                })
                .orElseGet(() -> Fix.advice(label));
    }

    /// The offset of a place, or -1 if the text does not reach so far.
    public static int offset(String text, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
            if (start == 0) {
                return -1;
            }
        }
        int offset = start;
        // Nix counts the bytes of UTF-8.
        for (int bytes = 1; bytes < column && offset < text.length(); ) {
            int point = text.codePointAt(offset);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            offset += Character.charCount(point);
        }
        return line > 0 && column > 0 ? offset : -1;
    }

    /// The permission for a package that is not free, and for no other.
    public Fix allowUnfree(String attribute) {
        String label = "Allow " + attribute + " alone, although it is not free.";
        return Permissions.allowUnfree(scene.texts(), List.of(attribute))
                .map(file -> new Fix(label, Map.of(file.getKey(), file.getValue())))
                .orElseGet(() -> Fix.advice(label));
    }

    /// @param nameAndVersion such as `openssl-1.1.1w`
    public Fix allowInsecure(String nameAndVersion) {
        String label = "Allow " + nameAndVersion + " alone, in spite of its known holes.";
        return Permissions.allowInsecure(scene.texts(), nameAndVersion)
                .map(file -> new Fix(label, Map.of(file.getKey(), file.getValue())))
                .orElseGet(() -> Fix.advice(label));
    }

    /// A text that stands somewhere in the change or the tree, such as a hash, replaced by another.
    public Fix everywhere(String now, String then, String label) {
        for (Map.Entry<TreePath, String> file : scene.texts().entrySet()) {
            if (file.getValue().contains(now)) {
                return new Fix(label, Map.of(file.getKey(), file.getValue().replace(now, then)));
            }
        }
        return Fix.advice(label);
    }
}
