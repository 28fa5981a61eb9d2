package org.agntos.core.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.nix.ModuleEditor;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionPath;
import org.agntos.core.nix.PackageLists;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// Turns one draft into files, against the tree as it was when the writer was made. A thing that some managed file
/// declares already is changed there, everything else gets a file of its own. For one draft and one thread.
final class DraftWriter {
    private static final OptionPath SYSTEM_PACKAGES = OptionPath.of("environment", "systemPackages");

    private final ConfigTree tree;
    private final Catalogue catalogue;
    private final SortedMap<TreePath, String> before;
    private final SortedMap<TreePath, String> now;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> alreadySo = new ArrayList<>();

    /// @param catalogue says which packages need a permission, which then is part of the change
    DraftWriter(ConfigTree tree, Catalogue catalogue) {
        this.tree = tree;
        this.catalogue = catalogue;
        this.before = tree.texts();
        this.now = new TreeMap<>(before);
    }

    /// What came of a draft.
    sealed interface Written {
        record Files(FileChanges changes) implements Written {}

        /// @param message says it per item
        record Nothing(String message) implements Written {}

        record Impossible(List<Problem> problems) implements Written {
            public Impossible {
                problems = List.copyOf(problems);
            }
        }
    }

    Written write(Draft draft) {
        draft.installPackages().forEach(this::install);
        draft.removePackages().forEach(this::remove);
        draft.options().forEach(this::set);
        draft.resetOptions().forEach(this::reset);
        draft.modules().forEach(this::module);
        if (!problems.isEmpty()) {
            return new Written.Impossible(problems);
        }
        Map<TreePath, String> writes = changed();
        if (!writes.isEmpty()) {
            now.putAll(new Grants(catalogue, now).missing(writes));
            writes = changed();
        }
        Set<TreePath> deletes = new TreeSet<>(before.keySet());
        deletes.removeAll(now.keySet());
        if (writes.isEmpty() && deletes.isEmpty()) {
            return new Written.Nothing(
                    alreadySo.isEmpty() ? "The request asks for no change." : String.join(" ", alreadySo));
        }
        return new Written.Files(TreeBase.of(tree, writes, deletes));
    }

    private Map<TreePath, String> changed() {
        Map<TreePath, String> writes = new TreeMap<>();
        now.forEach((path, text) -> {
            if (!text.equals(before.get(path))) {
                writes.put(path, text);
            }
        });
        return writes;
    }

    private void install(String name) {
        OptionPath attribute = OptionPath.parse(name).orElse(null);
        if (attribute == null) {
            refuse(
                    null,
                    "'" + name + "' is not the name of a package.",
                    "A package is named as below pkgs, such as htop.");
            return;
        }
        List<TreePath> declaring = declaring(name);
        if (!declaring.isEmpty()) {
            alreadySo.add(name + " is installed already: " + declaring.getFirst() + " declares it.");
            return;
        }
        NixValue list = new NixValue.ListOf(List.of(new NixValue.PackageReference(name)));
        define(ManagedUnit.ofPackage(attribute), SYSTEM_PACKAGES, list);
    }

    private List<TreePath> declaring(String attribute) {
        List<TreePath> found = new ArrayList<>();
        modules().forEach((path, module) -> {
            if (PackageLists.declared(module).contains(attribute)) {
                found.add(path);
            }
        });
        return found;
    }

    /// The files that are written as plain modules.
    private SortedMap<TreePath, ModuleText> modules() {
        SortedMap<TreePath, ModuleText> modules = new TreeMap<>();
        now.forEach((path, text) -> {
            if (ModuleText.read(text) instanceof ModuleText.Reading.Module(ModuleText module)) {
                modules.put(path, module);
            }
        });
        return modules;
    }

    private void remove(String name) {
        List<TreePath> declaring = declaring(name);
        if (declaring.isEmpty()) {
            refuse(
                    null,
                    "No managed file installs " + name + ".",
                    "It cannot be removed here: it is not installed, or it comes from a configuration of your own or"
                            + " with a service.");
        }
        declaring.forEach(path -> apply(path, ModuleEditor.removePackage(text(path), name)));
    }

    private String text(TreePath path) {
        return now.getOrDefault(path, "");
    }

    private void set(String option, NixValue value) {
        OptionPath path = OptionPath.parse(option).orElse(null);
        if (path == null) {
            refuse(null, "'" + option + "' is not the path of an option.", "Names that hold dots are quoted.");
            return;
        }
        List<TreePath> defining = defining(path);
        if (defining.size() > 1) {
            refuse(
                    defining.getFirst(),
                    "Several managed files define " + option + ": " + joined(defining) + ".",
                    "Which of them should change is for you to say: edit one of them, or reset the option first.");
            return;
        }
        TreePath file = defining.isEmpty() ? ManagedUnit.ofOption(path) : defining.getFirst();
        define(file, named(path, file), value);
    }

    /// How a file calls an option.
    private static OptionPath named(OptionPath path, TreePath file) {
        return file.value().startsWith("home/") ? ManagedUnit.inside(path) : path;
    }

    private static String joined(List<TreePath> paths) {
        return String.join(", ", paths.stream().map(TreePath::value).toList());
    }

    private List<TreePath> defining(OptionPath path) {
        List<TreePath> found = new ArrayList<>();
        String home = ManagedUnit.isOfHome(path) ? ManagedUnit.homeFolder(path) : "";
        modules().forEach((file, module) -> {
            // What stands in a home folder is an option of Home Manager, however it is called.
            boolean isInHome = file.value().startsWith("home/");
            boolean isOwn = !isInHome || (!home.isEmpty() && file.value().startsWith(home));
            if (isOwn && !module.definitionsOf(named(path, file)).isEmpty()) {
                found.add(file);
            }
        });
        return found;
    }

    private void define(TreePath file, OptionPath path, NixValue value) {
        switch (tree.read(file)) {
            case ConfigTree.Content.Unreadable(String reason) ->
                refuse(file, file + " cannot be changed: " + reason + ".", "Look at it and move it away.");
            case ConfigTree.Content.Absent _, ConfigTree.Content.Text _ -> {
                if (now.containsKey(file)) {
                    apply(file, edited(text(file), path, value));
                } else {
                    now.put(file, ModuleEditor.newModule(path, value));
                }
            }
        }
    }

    /// Where single entries of a set are defined, a set is merged into them entry by entry.
    private static ModuleEditor.Edit edited(String text, OptionPath path, NixValue value) {
        ModuleEditor.Edit whole = ModuleEditor.set(text, path, value);
        if (!(whole instanceof ModuleEditor.Edit.Unsafe) || !(value instanceof NixValue.Attributes set)) {
            return whole;
        }
        String merged = text;
        for (Map.Entry<String, NixValue> entry : set.entries().entrySet()) {
            if (entry.getKey().isEmpty()) {
                return whole;
            }
            switch (ModuleEditor.set(merged, path.append(OptionPath.of(entry.getKey())), entry.getValue())) {
                case ModuleEditor.Edit.Changed(String changed) -> merged = changed;
                case ModuleEditor.Edit.Unchanged _ -> {}
                case ModuleEditor.Edit.Emptied _, ModuleEditor.Edit.Unsafe _ -> {
                    return whole;
                }
            }
        }
        return merged.equals(text) ? new ModuleEditor.Edit.Unchanged() : new ModuleEditor.Edit.Changed(merged);
    }

    private void reset(String option) {
        OptionPath path = OptionPath.parse(option).orElse(null);
        List<TreePath> defining = path == null ? List.of() : defining(path);
        if (path == null || defining.isEmpty()) {
            refuse(
                    null,
                    "No managed file sets " + option + ".",
                    "It has its default, or a configuration of your own sets it.");
            return;
        }
        defining.forEach(file -> apply(file, ModuleEditor.remove(text(file), named(path, file))));
    }

    private void module(TreePath file, String text) {
        if (tree.read(file) instanceof ConfigTree.Content.Unreadable(String reason)) {
            refuse(file, file + " cannot be changed: " + reason + ".", "Look at it and move it away.");
        } else if (text.equals(now.put(file, text))) {
            alreadySo.add(file + " has this text already.");
        }
    }

    private void apply(TreePath file, ModuleEditor.Edit edit) {
        switch (edit) {
            case ModuleEditor.Edit.Changed(String text) -> now.put(file, text);
            case ModuleEditor.Edit.Emptied _ -> now.remove(file);
            case ModuleEditor.Edit.Unchanged _ -> alreadySo.add(file + " says so already.");
            case ModuleEditor.Edit.Unsafe(String reason) ->
                refuse(
                        file,
                        file + " cannot be edited safely: " + reason + ".",
                        "Nothing was changed in it. Edit it by hand, or give the whole file as a module.");
        }
    }

    private void refuse(@Nullable TreePath file, String message, String explanation) {
        problems.add(new Problem(file == null ? null : file.value(), 0, 0, message, explanation, List.of()));
    }
}
