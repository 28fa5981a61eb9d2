package org.agntos.core.change.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.change.Fix;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionType;
import org.agntos.core.nix.NixText;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionPath;
import org.jspecify.annotations.Nullable;

/// What NixOS's own check of options says (nixpkgs, `lib/modules.nix` and `lib/options.nix`, 2019 to 2026).
final class OptionErrors {
    private static final String QUOTED = "[`'\u2018]([^'\u2019\\n]+)['\u2019]";
    private static final Pattern UNKNOWN = Pattern.compile("[Tt]he option " + QUOTED + "[^\\n]*does not exist");
    private static final Pattern WRONG_TYPE = Pattern.compile("(?:definition for option|option value) " + QUOTED
            + "(?: in " + QUOTED + ")? is not of type [`'\u2018](.+?)['\u2019](?:\\.|$)");
    private static final Pattern CONFLICT = Pattern.compile("[Tt]he option " + QUOTED + " has conflicting definition");
    private static final Pattern UNIQUE =
            Pattern.compile("[Tt]he (?:unique )?option " + QUOTED + " is defined multiple times");
    private static final Pattern READ_ONLY = Pattern.compile("[Tt]he option " + QUOTED + " is read-only");
    private static final Pattern NO_VALUE = Pattern.compile(
            "[Tt]he option " + QUOTED + " (?:is used but not defined|was accessed but has no value defined)");
    private static final Pattern REMOVED = Pattern.compile("(?s)[Tt]he option(?: definition)? " + QUOTED
            + "(?: in " + QUOTED + ")? (?:no longer has any effect; please remove it\\.|can no longer be used since"
            + " it's been removed\\.)\\s*(.*)");
    private static final Pattern RENAMED = Pattern.compile(
            "[Tt]he option " + QUOTED + "(?: defined in " + QUOTED + ")? has been renamed to " + QUOTED);
    private static final Pattern DEFINITION = Pattern.compile("(?m)^\\s*- In " + QUOTED + ":\\s*(\\S.*)$");
    private static final Pattern FILE_NAME = Pattern.compile("[`']([^`'\\n]*/[^`'\\n]*)'|(?m)^\\s*- (\\S*/\\S*?)\\.?$");
    private static final Pattern ITEM = Pattern.compile("\\.\"?\\[definition \\d+-entry (\\d+)]\"?");
    private static final int NEAREST = 3;

    private final Scene scene;
    private final Fixes fixes;

    OptionErrors(Scene scene) {
        this.scene = scene;
        this.fixes = new Fixes(scene);
    }

    Optional<Told> tell(NixReport report) {
        String text = report.message();
        return removed(text)
                .or(() -> first(UNKNOWN, text).map(found -> unknown(found.group(1))))
                .or(() -> first(WRONG_TYPE, text).map(found -> wrongType(found, report.block())))
                .or(() -> first(CONFLICT, text).map(found -> conflict(found.group(1), report.block())))
                .or(() -> first(UNIQUE, text).map(found -> conflict(found.group(1), report.block())))
                .or(() -> first(READ_ONLY, text).map(found -> readOnly(found.group(1))))
                .or(() -> first(NO_VALUE, text).map(found -> noValue(found.group(1))));
    }

    static Optional<Matcher> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }

    private Told unknown(String option) {
        OptionWords.Unknown told = new OptionWords(scene).unknown(option);
        return new Told(
                told.family(),
                told.sentence(),
                told.suggestions(),
                OptionPath.parse(option).orElse(null),
                told.fix(),
                "");
    }

    /// Also says what a warning about a renamed option is about.
    Optional<Told> renamed(String text) {
        return first(RENAMED, text).map(found -> {
            OptionPath from = OptionPath.parse(found.group(1)).orElse(null);
            Optional<OptionPath> to = OptionPath.parse(found.group(3));
            Fix fix = from != null && to.isPresent() ? fixes.rename(from, to.get()) : null;
            return Told.of(
                            ErrorFamily.RENAMED_OPTION,
                            found.group(1) + " is called " + found.group(3)
                                    + " now; the old name still works, but it will go.")
                    .suggesting(List.of(found.group(3)))
                    .about(from)
                    .fixedBy(fix);
        });
    }

    private Optional<Told> removed(String text) {
        return first(REMOVED, text).map(found -> {
            OptionPath path = OptionPath.parse(found.group(1)).orElse(null);
            String instruction = found.group(3).replaceAll("\\s+", " ").strip();
            return new Told(
                    ErrorFamily.REMOVED_OPTION,
                    found.group(1) + " no longer does anything." + (instruction.isEmpty() ? "" : " " + instruction),
                    List.of(),
                    path,
                    path == null ? null : fixes.remove(path),
                    "");
        });
    }

    private Told wrongType(Matcher found, String block) {
        Optional<Matcher> item = first(ITEM, found.group(1));
        String option = ITEM.matcher(found.group(1)).replaceAll("");
        OptionPath path = OptionPath.parse(option).orElse(null);
        OptionType type = OptionType.parse(found.group(3));
        Optional<NixValue> given = first(DEFINITION, block)
                .flatMap(line -> NixText.value(line.group(2)))
                .or(() -> item.isPresent() || path == null ? Optional.empty() : value(path));
        String shown =
                item.map(entry -> option + " (item " + entry.group(1) + ")").orElse(option);
        String sentence = given.filter(value -> type.fits(value).isPresent())
                .map(value -> TypeWords.sentence(shown, type, value))
                .orElseGet(() -> shown + " takes " + type.expected() + ".");
        return typed(option, path, sentence);
    }

    /// What the change gives it.
    private Optional<NixValue> value(OptionPath path) {
        return scene.defining(path).stream()
                .map(defined -> defined.definition().value())
                .findFirst();
    }

    private Told typed(String option, @Nullable OptionPath path, String sentence) {
        Optional<OptionEntry> entry = scene.catalogue().option(option);
        OptionType type = OptionType.parse(entry.map(OptionEntry::type).orElse(""));
        Optional<NixValue> meant = path == null
                ? Optional.empty()
                : value(path).flatMap(value -> TypeWords.meant(type, value, scene.catalogue()));
        String example = TypeWords.example(option, type, entry, meant);
        Told told = Told.of(ErrorFamily.WRONG_TYPE, sentence + (example.isEmpty() ? "" : " For example: " + example))
                .about(path);
        return path == null || meant.isEmpty() ? told : told.fixedBy(fixes.value(path, meant.get()));
    }

    private Told conflict(String option, String block) {
        OptionPath path = OptionPath.parse(option).orElse(null);
        List<String> sides = new ArrayList<>();
        Matcher definition = DEFINITION.matcher(block);
        while (definition.find() && sides.size() < NEAREST) {
            sides.add(definition.group(1) + " says " + definition.group(2).strip());
        }
        String who = sides.isEmpty() ? twoFiles(option, block) : String.join(", ", sides);
        return new Told(
                ErrorFamily.CONFLICT,
                (sides.isEmpty() ? "" : option + " is set twice: ") + who + "; Nix does not choose between them.",
                List.of(),
                path,
                path == null ? null : fixes.force(path),
                "");
    }

    /// The wording of 2019 names the files and not the values.
    private static String twoFiles(String option, String block) {
        List<String> files = FILE_NAME
                .matcher(block.substring(block.indexOf(option) + option.length() + 1))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .distinct()
                .toList();
        return files.size() < 2
                ? "Two files give " + option + " different values"
                : option + " is set twice, in " + String.join(" and in ", files);
    }

    private Told readOnly(String option) {
        OptionPath path = OptionPath.parse(option).orElse(null);
        return new Told(
                ErrorFamily.READ_ONLY_OPTION,
                option + " cannot be set: NixOS works it out by itself.",
                List.of(),
                path,
                path == null ? null : fixes.remove(path),
                "");
    }

    private Told noValue(String option) {
        OptionPath path = OptionPath.parse(option).orElse(null);
        Optional<OptionEntry> entry = scene.catalogue().option(option);
        String example = entry.map(
                        known -> TypeWords.example(option, OptionType.parse(known.type()), entry, Optional.empty()))
                .orElse("");
        return Told.of(ErrorFamily.NO_VALUE, option + " has no value, and something in the configuration needs one.")
                .about(path)
                .advising("Set it too" + (example.isEmpty() ? "." : ", for example: " + example));
    }
}
