package org.agntos.core.change.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what `nix-build --dry-run` and `nix build --dry-run` say they would do, in the wordings of Nix 2.8 (sizes in
/// MiB) to 2.34 (sizes in the unit that fits).
final class BuildPlan {
    private static final Pattern BUILT = Pattern.compile("(?:these|this) (?:(\\d+) )?derivations? will be built:");
    private static final Pattern FETCHED =
            Pattern.compile("(?:these|this) (?:(\\d+) )?paths? will be fetched \\((.+? download), (.+? unpacked)\\):");
    private static final Pattern UNKNOWN = Pattern.compile("don't know how to build these paths.*:");
    private static final Pattern STORE_PATH = Pattern.compile("\\s+\\S*/[0-9a-z]{32}-(\\S+)");
    private static final Pattern NO_CACHE = Pattern.compile(
            "unable to (?:download|connect)|disabling (?:binary cache|substituter)|Could(?:n't| not) resolve");
    private static final int MOST_NAMES = 20;

    private final List<String> built = new ArrayList<>();
    private final List<String> fetched = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private String sizes = "";

    private BuildPlan() {}

    static List<String> lines(String dryRun) {
        BuildPlan plan = new BuildPlan();
        plan.read(dryRun);
        return plan.lines(NO_CACHE.matcher(dryRun).find());
    }

    private void read(String dryRun) {
        List<String> names = new ArrayList<>();
        for (String line : dryRun.lines().toList()) {
            Matcher fetch = FETCHED.matcher(line.strip());
            Matcher path = STORE_PATH.matcher(line);
            if (BUILT.matcher(line.strip()).matches()) {
                names = built;
            } else if (fetch.matches()) {
                names = fetched;
                sizes = fetch.group(2) + ", " + fetch.group(3);
            } else if (UNKNOWN.matcher(line.strip()).matches()) {
                names = unknown;
            } else if (path.matches()) {
                names.add(path.group(1).replaceFirst("\\.drv$", ""));
            }
        }
    }

    private List<String> lines(boolean isOffline) {
        List<String> lines = new ArrayList<>();
        if (!fetched.isEmpty()) {
            lines.add("Fetched: " + fetched.size() + (fetched.size() == 1 ? " path (" : " paths (") + sizes + "): "
                    + listed(fetched));
        }
        built.stream().limit(MOST_NAMES).forEach(name -> lines.add("Built: " + name));
        if (built.size() > MOST_NAMES) {
            lines.add("Built: " + (built.size() - MOST_NAMES) + " more");
        }
        if (!unknown.isEmpty()) {
            lines.add("Unknown where these come from: " + listed(unknown));
        }
        if (isOffline) {
            lines.add("How much would be fetched instead of built: unknown (the binary cache does not answer).");
        } else if (lines.isEmpty()) {
            lines.add("Nothing has to be fetched or built.");
        }
        return lines;
    }

    private static String listed(List<String> names) {
        String shown = String.join(", ", names.stream().limit(MOST_NAMES).toList());
        return names.size() <= MOST_NAMES ? shown : shown + " and " + (names.size() - MOST_NAMES) + " more";
    }
}
