package org.agntos.core.change.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what `nix-build --dry-run` says it would do.
final class BuildPlan {
    private static final Pattern BUILT = Pattern.compile("(?:these|this) (?:(\\d+) )?derivations? will be built:");
    private static final Pattern FETCHED =
            Pattern.compile("(?:these|this) (?:(\\d+) )?paths? will be fetched \\(([^)]*)\\):");
    private static final Pattern STORE_PATH = Pattern.compile("\\s+\\S*/[0-9a-z]{32}-(\\S+)");
    private static final int MOST_NAMES = 20;

    private BuildPlan() {}

    static List<String> lines(String dryRun) {
        List<String> lines = new ArrayList<>();
        List<String> built = new ArrayList<>();
        boolean isBuilt = false;
        for (String line : dryRun.lines().toList()) {
            Matcher fetched = FETCHED.matcher(line.strip());
            Matcher path = STORE_PATH.matcher(line);
            if (BUILT.matcher(line.strip()).matches()) {
                isBuilt = true;
            } else if (fetched.matches()) {
                isBuilt = false;
                lines.add("Fetched: " + (fetched.group(1) == null ? "1" : fetched.group(1)) + " paths ("
                        + fetched.group(2) + ")");
            } else if (isBuilt && path.matches()) {
                built.add(path.group(1).replaceFirst("\\.drv$", ""));
            }
        }
        built.stream().limit(MOST_NAMES).forEach(name -> lines.add("Built: " + name));
        if (built.size() > MOST_NAMES) {
            lines.add("Built: " + (built.size() - MOST_NAMES) + " more");
        }
        if (lines.isEmpty()) {
            lines.add("Nothing has to be fetched or built.");
        }
        return lines;
    }
}
