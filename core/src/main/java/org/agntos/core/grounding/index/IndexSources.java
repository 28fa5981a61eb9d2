package org.agntos.core.grounding.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files an index is built from.
///
/// @param options lists of NixOS options, at least one
/// @param homeOptions lists of Home Manager options
/// @param packages lists of packages
/// @param renames lists of renamed and removed names
public record IndexSources(List<Path> options, List<Path> homeOptions, List<Path> packages, List<Path> renames) {
    public IndexSources {
        options = List.copyOf(options);
        homeOptions = List.copyOf(homeOptions);
        packages = List.copyOf(packages);
        renames = List.copyOf(renames);
        if (options.isEmpty()) {
            throw new IllegalArgumentException("no list of options (expected: at least one)");
        }
    }

    List<Path> all() {
        List<Path> all = new ArrayList<>(options);
        all.addAll(homeOptions);
        all.addAll(packages);
        all.addAll(renames);
        return all;
    }

    /// The one given, if any, as a list.
    public static List<Path> listOf(Optional<Path> file) {
        return file.stream().toList();
    }
}
