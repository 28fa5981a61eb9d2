package org.agntos.core.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.PackageLists;
import org.agntos.helper.protocol.TreePath;

/// Keeps what is said of a proposal true after its files were edited: where one name took the place of another, as when
/// a misspelt option is put right, the new one is named; what went is said to be gone.
final class EditedWords {
    private final List<String> gone = new ArrayList<>();
    private final List<String> came = new ArrayList<>();

    EditedWords(Map<TreePath, String> before, Map<TreePath, String> after) {
        SortedSet<String> old = names(before);
        SortedSet<String> now = names(after);
        old.stream().filter(name -> !now.contains(name)).forEach(gone::add);
        now.stream().filter(name -> !old.contains(name)).forEach(came::add);
    }

    /// Options and packages that the files set.
    private static SortedSet<String> names(Map<TreePath, String> files) {
        SortedSet<String> names = new TreeSet<>();
        for (String text : files.values()) {
            if (ModuleText.read(text) instanceof ModuleText.Reading.Module(ModuleText module)) {
                module.definitions()
                        .forEach(definition -> names.add(definition.path().render()));
                names.addAll(PackageLists.declared(module));
            }
        }
        return names;
    }

    /// One line, such as `Install htop`.
    String summary(String summary) {
        String renamed = renamed(summary);
        List<String> left = gone.stream().filter(name -> isIn(name, renamed)).toList();
        return left.isEmpty() ? renamed : renamed + " (edited: without " + String.join(", ", left) + ")";
    }

    /// The words with each old name that one new name took the place of exchanged for that.
    String renamed(String words) {
        if (gone.size() != 1 || came.size() != 1) {
            return words;
        }
        String old = gone.getFirst();
        String now = came.getFirst();
        String whole = exchanged(words, old, now);
        String[] oldParts = old.split("\\.", -1);
        String[] newParts = now.split("\\.", -1);
        if (!whole.equals(words) || oldParts.length != newParts.length) {
            return whole;
        }
        String some = words;
        for (int i = 0; i < oldParts.length; i++) {
            if (!oldParts[i].equals(newParts[i])) {
                some = exchanged(some, oldParts[i], newParts[i]);
            }
        }
        return some;
    }

    private static String exchanged(String words, String old, String now) {
        return name(old).matcher(words).replaceAll(Matcher.quoteReplacement(now));
    }

    private static boolean isIn(String name, String words) {
        return name(name).matcher(words).find();
    }

    /// The name, and not as a part of another.
    private static Pattern name(String name) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w-]|\\.\\w)");
    }
}
