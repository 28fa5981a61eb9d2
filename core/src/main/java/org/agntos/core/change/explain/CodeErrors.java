package org.agntos.core.change.explain;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.change.Fix;
import org.agntos.core.nix.ModuleEditor;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.OptionPath;
import org.agntos.helper.protocol.TreePath;

/// Code that is no Nix or does not work out: syntax, names given twice, values of the wrong kind, circles (Nix
/// `src/libexpr/parser.y` and `eval.cc`, 2.8 to 2.34).
final class CodeErrors {
    private static final Pattern SYNTAX = Pattern.compile("syntax error, (.*)");
    private static final Pattern TWICE =
            Pattern.compile("(?:attribute '([^']+)' already defined at|duplicate formal function argument '([^']+)')");
    private static final Pattern KIND_OLD =
            Pattern.compile("value is (an? [^\\n]+?|null) while (an? \\w+) was expected");
    private static final Pattern KIND_NEW = Pattern.compile("expected (an? \\w+) but found (an? [^\\n:]+|null)");
    private static final Pattern COERCION = Pattern.compile("cannot coerce (an? [^:\\n]+|null) to a string");
    private static final Pattern ADD = Pattern.compile("cannot add (an? \\w+) to (an? \\w+)");
    private static final Pattern CALL =
            Pattern.compile("attempt to call something which is not a function but (an? [^:\\n]+)");
    private static final Pattern NO_MODULE =
            Pattern.compile("(?:[Mm]odule [`']?([^`'\\s]+)'? .*(?:does not look like a module|is a \\w+, but a module)"
                    + "|Module [`']([^`']+)' has an unsupported attribute [`']([^`']+)')");
    private static final Pattern CIRCLE_OPTION =
            Pattern.compile("(?m)^\\s*… while evaluating the option [`']([^`'\n]+)[`']");
    private static final Pattern CIRCLE_FILE =
            Pattern.compile("(?m)^\\s*… while evaluating definitions from [`']([^`'\n]+)[`']");
    private static final Pattern ABORTED =
            Pattern.compile("evaluation aborted with the following error message: '([^']*)'");

    private static final Pattern ASSERTION = Pattern.compile("assertion '(.+)' failed");
    private static final Pattern LAST_NAME = Pattern.compile("[\\w.'\"-]+\\s*$");

    private final Scene scene;

    CodeErrors(Scene scene) {
        this.scene = scene;
    }

    Optional<Told> tell(NixReport report) {
        String text = report.message();
        return OptionErrors.first(SYNTAX, text)
                .map(found -> syntax(found.group(1), report))
                .or(() -> OptionErrors.first(TWICE, text).map(found -> twice(found, report)))
                .or(() -> circle(report))
                .or(() -> OptionErrors.first(NO_MODULE, text).map(CodeErrors::noModule))
                .or(() -> kind(text))
                .or(() -> OptionErrors.first(ASSERTION, text)
                        .map(found -> Told.of(
                                ErrorFamily.ASSERTION,
                                "The code demands that " + found.group(1) + " holds, and it does not.")))
                .or(() -> OptionErrors.first(ABORTED, text).map(found -> ownWords(found.group(1))))
                .or(() -> report.text().contains("while calling the 'throw' builtin")
                        ? Optional.of(ownWords(text))
                        : Optional.empty());
    }

    private static Told ownWords(String words) {
        return Told.of(ErrorFamily.OWN_WORDS, "The configuration itself says: " + words);
    }

    private Told syntax(String words, NixReport report) {
        if (words.contains("expecting ';'")) {
            return Told.of(
                            ErrorFamily.SYNTAX,
                            "A semicolon is missing before this place, probably at the end of the line above.")
                    .fixedBy(semicolon(report));
        }
        String what = words.replaceFirst("^unexpected ", "").replaceFirst(", expecting .*", "");
        String expected = words.contains("expecting ") ? words.replaceFirst(".*expecting ", "") : "";
        boolean isEnd = what.contains("end of file") || what.contains("$end");
        String sentence = isEnd
                ? "The file ends too early: a bracket or a quote is not closed."
                : what.equals("invalid token") || what.contains("$undefined")
                        ? "There is a character here that Nix does not know."
                        : "Nix did not expect " + named(what) + " here"
                                + (expected.isEmpty() ? "." : " but " + named(expected) + ".");
        return Told.of(ErrorFamily.SYNTAX, sentence)
                .advising(
                        isEnd
                                ? "Close every {, [, ( and quote that is opened."
                                : "Look at this place and just before it: a bracket, a quote or a semicolon is likely"
                                        + " missing.");
    }

    private static String named(String token) {
        return token.replace("ID", "a name")
                .replace("INT", "a number")
                .replace("IND_STRING", "text")
                .replace("STR", "text");
    }

    /// After the last thing written before the place.
    private Fix semicolon(NixReport report) {
        String label = "End the definition with a semicolon.";
        for (NixReport.At at : report.ownPlaces()) {
            Optional<Map.Entry<TreePath, String>> file = scene.fileOf(at.file());
            int offset = file.map(found -> Fixes.offset(found.getValue(), at.line(), at.column()))
                    .orElse(-1);
            if (offset > 0) {
                String text = file.get().getValue();
                // Of two definitions run together Nix names the second one's sign.
                String before = text.startsWith("=", offset)
                        ? LAST_NAME.matcher(text.substring(0, offset)).replaceFirst("")
                        : text.substring(0, offset);
                int end = before.stripTrailing().length();
                return new Fix(label, Map.of(file.get().getKey(), text.substring(0, end) + ";" + text.substring(end)));
            }
        }
        return Fix.advice(label);
    }

    private Told twice(Matcher found, NixReport report) {
        String name = found.group(1) == null ? found.group(2) : found.group(1);
        OptionPath path = OptionPath.parse(name).orElse(null);
        Fix fix = Fix.advice("Keep one of them.");
        for (NixReport.At at : report.ownPlaces()) {
            Optional<Map.Entry<TreePath, String>> file = scene.fileOf(at.file());
            int offset = file.map(entry -> Fixes.offset(entry.getValue(), at.line(), at.column()))
                    .orElse(-1);
            int end = offset < 0 ? -1 : file.get().getValue().indexOf(';', offset);
            if (end > 0 && !file.get().getValue().substring(offset, end).contains("{")) {
                String text = file.get().getValue();
                fix = new Fix(
                        "Take the second one out.",
                        Map.of(file.get().getKey(), ModuleEditor.cut(text, offset, end + 1)));
                break;
            }
        }
        return Told.of(ErrorFamily.DEFINED_TWICE, name + " stands twice in one file.")
                .about(path)
                .fixedBy(fix);
    }

    private Optional<Told> circle(NixReport report) {
        boolean isDeep =
                report.message().contains("stack overflow") || report.message().contains("max-call-depth");
        if (!report.message().contains("infinite recursion encountered") && !isDeep) {
            return Optional.empty();
        }
        String option = "";
        Matcher named = CIRCLE_OPTION.matcher(report.text());
        while (named.find()) {
            option = named.group(1);
        }
        Optional<String> file = OptionErrors.first(CIRCLE_FILE, report.text()).map(found -> found.group(1));
        boolean isByImports = report.text().contains("you probably reference `config` in `imports`");
        if (isByImports) {
            return Optional.of(Told.of(
                            ErrorFamily.INFINITE_RECURSION,
                            "What a module imports depends on a setting, and settings are known only after importing.")
                    .advising("Do not use config in imports; import always and write lib.mkIf inside the module."));
        }
        option = option.isEmpty() ? ownCircle() : option;
        String what = option.isEmpty() ? "A value" : option;
        return Optional.of(Told.of(
                        ErrorFamily.INFINITE_RECURSION,
                        what + " depends on itself"
                                + file.map(name -> ", in " + name).orElse("") + ".")
                .about(OptionPath.parse(option).orElse(null))
                .advising("Look for config.… on the right side of its own option, or in a condition around it."));
    }

    /// What the change defines by itself, if that can be seen.
    private String ownCircle() {
        for (TreePath file : scene.written()) {
            String text = scene.texts().getOrDefault(file, "");
            if (scene.reading(text) instanceof ModuleText.Reading.Module(ModuleText module)) {
                for (ModuleText.Definition definition : module.leaves()) {
                    String code = text.substring(definition.valueStart(), definition.valueEnd());
                    if (code.contains("config." + definition.path().render())) {
                        return definition.path().render();
                    }
                }
            }
        }
        return "";
    }

    private static Told noModule(Matcher found) {
        if (found.group(2) != null) {
            return Told.of(
                            ErrorFamily.NOT_A_MODULE,
                            found.group(2) + " has a top-level config or options, so " + found.group(3)
                                    + " must stand inside config.")
                    .advising("Move " + found.group(3) + " into config = { … };");
        }
        return Told.of(
                        ErrorFamily.NOT_A_MODULE,
                        found.group(1) + " is no module: a module is a set in braces, or a function that gives one.")
                .advising("Write it as { … } or { pkgs, ... }: { … }.");
    }

    private static Optional<Told> kind(String text) {
        return OptionErrors.first(KIND_OLD, text)
                .map(found -> kind(found.group(2), found.group(1)))
                .or(() -> OptionErrors.first(KIND_NEW, text).map(found -> kind(found.group(1), found.group(2))))
                .or(() -> OptionErrors.first(COERCION, text)
                        .map(found -> Told.of(
                                        ErrorFamily.WRONG_KIND_OF_VALUE,
                                        "Text is wanted here, but " + words(found.group(1)) + " is given.")
                                .advising("Wrap it in toString ( … ), or write it in quotes.")))
                .or(() -> OptionErrors.first(ADD, text)
                        .map(found -> Told.of(
                                        ErrorFamily.WRONG_KIND_OF_VALUE,
                                        capital(words(found.group(1))) + " and " + words(found.group(2))
                                                + " cannot be added.")
                                .advising("Turn the number into text with toString, or drop the quotes.")))
                .or(() -> OptionErrors.first(CALL, text)
                        .map(found -> Told.of(
                                        ErrorFamily.WRONG_KIND_OF_VALUE,
                                        capital(words(found.group(1))) + " is used like a function here.")
                                .advising("A semicolon or an operator is probably missing before this place.")));
    }

    private static Told kind(String wanted, String given) {
        return Told.of(
                        ErrorFamily.WRONG_KIND_OF_VALUE,
                        "Here " + words(wanted) + " is wanted, but " + words(given) + " is given.")
                .advising("Write " + words(wanted) + ", such as " + sample(wanted) + ".");
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String sample(String kind) {
        return switch (kind.strip()) {
            case "a set" -> "{ name = value; }";
            case "a list" -> "[ value ]";
            case "an integer" -> "8080";
            case "a Boolean", "a boolean" -> "true";
            case "a function" -> "x: x";
            default -> "\"words\"";
        };
    }

    private static String words(String kind) {
        return switch (kind.strip()) {
            case "an integer" -> "a whole number";
            case "a Boolean", "a boolean" -> "true or false";
            case "a string", "a string with context" -> "a text";
            case "a float" -> "a number with a point";
            default -> kind.strip();
        };
    }
}
