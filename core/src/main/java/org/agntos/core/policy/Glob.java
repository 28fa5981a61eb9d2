package org.agntos.core.policy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Patterns of `policy.toml`, in which `*` stands for any text and everything else for itself.
final class Glob {
    private Glob() {}

    static Pattern of(String glob) {
        return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
    }

    /// For command lines: a `*` after a space at the end stands also for no arguments at all.
    static Pattern ofCommand(String glob) {
        return glob.endsWith(" *")
                ? Pattern.compile(of(glob.substring(0, glob.length() - 2)).pattern() + "(?: .*)?", Pattern.DOTALL)
                : of(glob);
    }

    /// One pattern for each name of an option's path.
    static List<Pattern> path(String path) {
        return Stream.of(path.split("\\.", -1)).map(Glob::of).toList();
    }
}
