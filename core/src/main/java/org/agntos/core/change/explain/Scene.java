package org.agntos.core.change.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.machine.OwnConfiguration;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.OptionPath;
import org.agntos.helper.protocol.TreePath;

/// What an error is explained against. Each text is read once. Safe for any thread.
public final class Scene {
    private final Catalogue catalogue;
    private final SortedMap<TreePath, String> texts;
    private final Set<TreePath> written;
    private final OwnConfiguration own;
    private final Map<String, ModuleText.Reading> readings = new ConcurrentHashMap<>();

    /// @param catalogue what exists on this machine
    /// @param texts the tree as it would be with the change
    /// @param written the files the change writes: what it brings in is sought there first
    /// @param own the person's own files
    public Scene(Catalogue catalogue, SortedMap<TreePath, String> texts, Set<TreePath> written, OwnConfiguration own) {
        this.catalogue = catalogue;
        this.texts = texts;
        this.written = written;
        this.own = own;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public SortedMap<TreePath, String> texts() {
        return texts;
    }

    public Set<TreePath> written() {
        return written;
    }

    public OwnConfiguration own() {
        return own;
    }

    /// A text as a module.
    public ModuleText.Reading reading(String text) {
        return readings.computeIfAbsent(text, ModuleText::read);
    }

    /// One definition in the tree.
    public record Defined(TreePath file, String text, ModuleText.Definition definition) {}

    /// Every plain definition of this option in the tree, those of the change first.
    public List<Defined> defining(OptionPath option) {
        List<Defined> found = new ArrayList<>();
        List<TreePath> files = new ArrayList<>(texts.keySet());
        files.sort((a, b) -> Boolean.compare(written.contains(b), written.contains(a)));
        for (TreePath file : files) {
            String text = texts.getOrDefault(file, "");
            definitions(text).stream()
                    .filter(definition -> definition.path().equals(option))
                    .forEach(definition -> found.add(new Defined(file, text, definition)));
        }
        return found;
    }

    /// The definition nearest to an option in one text: of it, of what is in it or of what it is in.
    Optional<ModuleText.Definition> nearest(String text, OptionPath option) {
        int wanted = option.segments().size();
        return definitions(text).stream()
                .filter(found -> found.path().startsWith(option) || option.startsWith(found.path()))
                .min((a, b) -> Integer.compare(
                        Math.abs(a.path().segments().size() - wanted),
                        Math.abs(b.path().segments().size() - wanted)));
    }

    private List<ModuleText.Definition> definitions(String text) {
        return reading(text) instanceof ModuleText.Reading.Module(ModuleText module) ? module.definitions() : List.of();
    }

    /// The text of a file as an error names it: in the tree, or one of the person's own.
    Optional<String> text(String file) {
        return TreePath.parse(file)
                .flatMap(path -> Optional.ofNullable(texts.get(path)))
                .or(() -> Optional.ofNullable(own.texts().get(file)));
    }

    /// Whether a file is in the tree or one of the person's own.
    boolean isTheirs(String file) {
        return TreePath.parse(file).isPresent() || own.texts().containsKey(file);
    }

    Optional<Map.Entry<TreePath, String>> fileOf(String file) {
        return TreePath.parse(file)
                .flatMap(path -> Optional.ofNullable(texts.get(path)).map(text -> Map.entry(path, text)));
    }
}
