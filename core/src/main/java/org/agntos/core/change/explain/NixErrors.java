package org.agntos.core.change.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.change.Problem;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionType;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.OptionPath;
import org.agntos.helper.protocol.TreePath;

/// Turns what Nix says into findings with a place in the proposed file, a plain explanation and what to do. Knows the
/// wordings of Nix 2.8 to 2.34 and of NixOS old and new. Pure; any thread.
public final class NixErrors {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern PLACE = Pattern.compile("(?m)^\\s*(?:… )?at ([^\\n]+?):(\\d+):(\\d+):");
    private static final Pattern DEFINED_IN =
            Pattern.compile("(?:- In |defined in )[`'\u2018]([^'\u2019\\n]+)['\u2019]");
    private static final Pattern NO_OPTION =
            Pattern.compile("[Tt]he option [`'\u2018]([^'\u2019]+)['\u2019].*does not exist");
    private static final Pattern WRONG_TYPE = Pattern.compile(
            "(?:definition for option|option value) [`'\u2018]([^'\u2019]+)['\u2019].*is not of type [`'\u2018](.+?)['\u2019](?:\\.|$)");
    private static final Pattern CONFLICT =
            Pattern.compile("[Tt]he option [`'\u2018]([^'\u2019]+)['\u2019] has conflicting definition");
    private static final Pattern MISSING = Pattern.compile("attribute '([^']+)' missing");
    private static final Pattern UNDEFINED = Pattern.compile("undefined variable '([^']+)'");
    private static final Pattern TWICE = Pattern.compile("attribute '([^']+)'.* already defined");
    private static final Pattern UNFREE =
            Pattern.compile("[Pp]ackage [\u2018'`]([^\u2019']+)[\u2019'].*unfree license");
    private static final int NEAREST = 3;
    private static final int LONGEST = 2_000;

    private final Catalogue catalogue;
    private final Map<TreePath, String> texts;

    /// @param texts the tree as it would be
    public NixErrors(Catalogue catalogue, Map<TreePath, String> texts) {
        this.catalogue = catalogue;
        this.texts = texts;
    }

    private record Place(String file, int line, int column) {}

    /// What a person makes of it.
    private record Reading(String explanation, List<String> suggestions, Optional<OptionPath> option) {
        Reading(String explanation, List<String> suggestions) {
            this(explanation, suggestions, Optional.empty());
        }
    }

    /// @param output standard error, with files named as in the tree
    public Problem problem(String output) {
        String text = COLOUR.matcher(output).replaceAll("");
        int last = lastError(text);
        String block = text.substring(last);
        String message = message(block);
        Reading reading = read(message);
        Place place = place(block, text, reading.option());
        return new Problem(
                place.file().isEmpty() ? null : place.file(),
                place.line(),
                place.column(),
                message,
                reading.explanation(),
                reading.suggestions());
    }

    /// Newer programs print a trace first; the last `error:` is the one that matters.
    private static int lastError(String text) {
        int last = Math.max(text.lastIndexOf("\nerror:"), text.lastIndexOf("\n       error:"));
        return last < 0 ? Math.max(0, text.indexOf("error:")) : last + 1;
    }

    /// The first lines of a block, up to the place or an empty line; indented lines of NixOS's own belong to it.
    private static String message(String block) {
        List<String> lines = new ArrayList<>();
        for (String line : block.strip().lines().toList()) {
            boolean isEnd = PLACE.matcher(line).find() || line.startsWith("(use '--show-trace'");
            if (isEnd || (line.isBlank() && !lines.isEmpty())) {
                break;
            }
            lines.add(line.strip());
        }
        String joined = String.join("\n", lines).replaceFirst("^error:\\s*", "");
        if (joined.isBlank()) {
            return "Nix failed without saying why.";
        }
        return joined.length() <= LONGEST ? joined : joined.substring(0, LONGEST) + "…";
    }

    private Place place(String block, String whole, Optional<OptionPath> option) {
        return placeIn(block)
                .or(() -> definition(whole, option))
                .or(() -> placeIn(whole))
                .orElse(new Place("", 0, 0));
    }

    /// The first place that lies in the tree.
    private Optional<Place> placeIn(String text) {
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            String file = place.group(1).strip();
            if (TreePath.parse(file).isPresent()) {
                return Optional.of(new Place(file, number(place.group(2)), number(place.group(3))));
            }
        }
        return Optional.empty();
    }

    private static int number(String digits) {
        return digits.length() < 9 ? Integer.parseInt(digits) : 0;
    }

    /// Where a file that the message names defines the option; the file alone if that cannot be found.
    private Optional<Place> definition(String text, Optional<OptionPath> option) {
        Matcher defined = DEFINED_IN.matcher(text);
        Optional<Place> fileOnly = Optional.empty();
        while (defined.find()) {
            Optional<TreePath> file = TreePath.parse(defined.group(1));
            if (file.isEmpty()) {
                continue;
            }
            Optional<Place> exact = option.flatMap(path -> definition(file.get(), path));
            if (exact.isPresent()) {
                return exact;
            }
            fileOnly = fileOnly.or(() -> Optional.of(new Place(file.get().value(), 0, 0)));
        }
        return fileOnly;
    }

    private Optional<Place> definition(TreePath file, OptionPath option) {
        if (!(ModuleText.read(texts.getOrDefault(file, "")) instanceof ModuleText.Reading.Module(ModuleText module))) {
            return Optional.empty();
        }
        return module.definitions().stream()
                .filter(found -> found.path().startsWith(option) || option.startsWith(found.path()))
                .max((a, b) -> Integer.compare(closeness(a.path(), option), closeness(b.path(), option)))
                .map(found -> new Place(file.value(), found.line(), found.column()));
    }

    private static int closeness(OptionPath path, OptionPath option) {
        return -Math.abs(path.segments().size() - option.segments().size());
    }

    private Reading read(String message) {
        Matcher found = NO_OPTION.matcher(message);
        if (found.find()) {
            return noOption(found.group(1));
        }
        found = WRONG_TYPE.matcher(message);
        if (found.find()) {
            return new Reading(
                    found.group(1) + " takes "
                            + OptionType.parse(found.group(2)).expected() + ".",
                    List.of(),
                    OptionPath.parse(found.group(1)));
        }
        found = CONFLICT.matcher(message);
        if (found.find()) {
            return new Reading(
                    "Two files give " + found.group(1) + " different values, and Nix does not choose between them.",
                    List.of("Keep one of the definitions.", "Or wrap the one that should win in lib.mkForce."),
                    OptionPath.parse(found.group(1)));
        }
        return readOther(message);
    }

    private Reading noOption(String option) {
        return new Reading(
                "There is no option called " + option + " on this machine.",
                catalogue.nearestOptions(option, NEAREST),
                OptionPath.parse(option));
    }

    private Reading readOther(String message) {
        Matcher found = MISSING.matcher(message);
        if (found.find()) {
            return new Reading(
                    "There is nothing called " + found.group(1) + " here; if it should be a package, no package has"
                            + " that name on this machine.",
                    catalogue.nearestPackages(found.group(1), NEAREST));
        }
        found = UNDEFINED.matcher(message);
        if (found.find()) {
            return new Reading(
                    "The name " + found.group(1) + " means nothing here.",
                    List.of(
                            "If it should be text, put it in quotes: \"" + found.group(1) + "\".",
                            "If it is a package, write pkgs." + found.group(1) + "."));
        }
        found = UNFREE.matcher(message);
        if (found.find()) {
            return new Reading(
                    found.group(1) + " is not free software, and this machine does not allow such packages yet.",
                    List.of("Allow this one package with nixpkgs.config.allowUnfreePredicate."));
        }
        found = TWICE.matcher(message);
        if (found.find()) {
            return new Reading(
                    "One file defines " + found.group(1) + " twice.", List.of("Keep one of the definitions."));
        }
        return readGeneral(message);
    }

    private static Reading readGeneral(String message) {
        if (message.contains("syntax error")) {
            boolean lacksSemicolon = message.contains("expecting ';'");
            return lacksSemicolon
                    ? new Reading(
                            "A semicolon is missing, probably at the end of the line before.",
                            List.of("End every definition with ;"))
                    : new Reading("The file is not written as Nix wants it at this place.", List.of());
        }
        if (message.contains("infinite recursion")) {
            return new Reading(
                    "A value depends on itself.", List.of("Look for config.… on the right side of its own option."));
        }
        if (message.contains("Failed assertions")) {
            return new Reading("The settings contradict each other, as the message says.", List.of());
        }
        return new Reading("Nix could not work out this configuration.", List.of());
    }
}
