package org.agntos.core.change.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.change.Problem;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.OptionPath;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;

/// Turns what Nix says into findings: a plain sentence, the place in the person's own files, one fix, and all that Nix
/// said for those who want it. Knows the wordings of Nix 2.8 to 2.34 and of NixOS old and new. What it does not know it
/// shows as it is and says so. Pure; any thread.
public final class ErrorExplainer {
    private static final Pattern DEFINED_IN =
            Pattern.compile("(?:- In |defined in |definitions? from |' in )[`'\u2018]([^'\u2019\\n]+)['\u2019]");
    private static final Pattern ASSERTIONS = Pattern.compile("(?s)Failed assertions:\\s*(.*)");
    private static final Pattern WARNING = Pattern.compile(
            "(?m)^(?:trace: )?(?:evaluation )?warning:\\s*(.+(?:\\n(?!\\S*(?:trace|warning|error|evaluation)\\b)[ \\t]+\\S.*)*)");
    private static final int LONGEST_TRACE = 12_000;
    private static final int MOST = 20;

    private final Scene scene;
    private final OptionErrors options;
    private final PackageErrors packages;
    private final NameErrors names;
    private final CodeErrors code;
    private final OutsideErrors outside;

    public ErrorExplainer(Scene scene) {
        this.scene = scene;
        this.options = new OptionErrors(scene);
        this.packages = new PackageErrors(scene);
        this.names = new NameErrors(scene);
        this.code = new CodeErrors(scene);
        this.outside = new OutsideErrors(scene);
    }

    /// An error and what kind it is.
    public record Explained(ErrorFamily family, Problem problem) {}

    private record Where(String file, int line, int column) {}

    /// At least one finding.
    ///
    /// @param output standard error, with files of the tree named as in the tree
    public List<Problem> problems(String output) {
        return explain(output).stream().map(Explained::problem).toList();
    }

    /// The same with their kinds; several failed assertions are one finding each.
    public List<Explained> explain(String output) {
        NixReport report = NixReport.parse(output);
        if (report.text().isBlank()) {
            return List.of(new Explained(
                    ErrorFamily.UNRECOGNISED,
                    new Problem(
                            null,
                            0,
                            0,
                            "Nix failed without saying why.",
                            "Nothing was checked. Try it again.",
                            List.of())));
        }
        List<Explained> found = new ArrayList<>();
        Matcher assertions = ASSERTIONS.matcher(report.block());
        if (assertions.find()) {
            for (String assertion : assertions(assertions.group(1))) {
                found.add(explained(report, assertion, assertion(report, assertion)));
            }
        }
        return found.isEmpty() ? List.of(explained(report, report.message(), tell(report))) : found;
    }

    /// What Nix warned of while it succeeded.
    public List<Problem> warnings(String output) {
        NixReport whole = NixReport.parse(output);
        List<Problem> found = new ArrayList<>();
        Matcher warning = WARNING.matcher(whole.text());
        while (warning.find() && found.size() < MOST) {
            String words = warning.group(1).strip().replaceAll("\\s*\\n\\s*", " ");
            options.renamed(words).ifPresent(told -> {
                NixReport report = new NixReport(words, words, words);
                Problem problem = explained(report, words, told).problem();
                if (problem.file() != null && !found.contains(problem)) {
                    found.add(problem);
                }
            });
        }
        return found;
    }

    private Told tell(NixReport report) {
        return options.tell(report)
                .or(() -> packages.tell(report))
                .or(() -> names.tell(report))
                .or(() -> code.tell(report))
                .or(() -> outside.tell(report))
                .orElseGet(() -> Told.of(
                        ErrorFamily.UNRECOGNISED,
                        "This error is not one that can be explained here, so it is shown as Nix says it."));
    }

    private Told assertion(NixReport report, String words) {
        NixReport one = new NixReport(report.text(), words, words);
        return options.tell(one)
                .or(() -> options.renamed(words))
                .orElseGet(() -> Told.of(ErrorFamily.ASSERTION, "The settings do not go together: " + words));
    }

    /// Each begins with a dash; lines that follow belong to it.
    private static List<String> assertions(String text) {
        List<String> found = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String words = line.strip();
            if (words.startsWith("(use '--show-trace'") || words.startsWith("at ")) {
                break;
            }
            if (words.startsWith("- ")) {
                found.add(words.substring(2).strip());
            } else if (!words.isEmpty() && !found.isEmpty()) {
                found.set(found.size() - 1, found.getLast() + " " + words);
            }
        }
        return found.subList(0, Math.min(found.size(), MOST));
    }

    private Explained explained(NixReport report, String message, Told told) {
        Where where = place(report, message, told);
        return new Explained(
                told.family(),
                new Problem(
                        where.file().isEmpty() ? null : where.file(),
                        where.line(),
                        where.column(),
                        message,
                        told.sentence(),
                        told.suggestions(),
                        told.fix(),
                        trace(report.text())));
    }

    private static String trace(String text) {
        String whole = text.strip();
        int half = LONGEST_TRACE / 2;
        return whole.length() <= LONGEST_TRACE
                ? whole
                : whole.substring(0, half) + "\n… " + (whole.length() - LONGEST_TRACE) + " characters left out …\n"
                        + whole.substring(whole.length() - half);
    }

    /// A place the error itself names in one of their files, else where the option stands in a file it names, else the
    /// nearest place of the trace.
    private Where place(NixReport report, String message, Told told) {
        OptionPath option = told.option();
        return first(report.ownPlaces())
                .or(() -> definition(message, option))
                .or(() -> definition(report.block(), option))
                .or(() -> first(report.places()))
                .or(() -> definition(report.text(), option))
                .or(() -> written(option))
                .or(() -> named(told.word()))
                .orElse(new Where("", 0, 0));
    }

    private Optional<Where> first(List<NixReport.At> places) {
        return places.stream()
                .filter(at -> scene.isTheirs(at.file()))
                .findFirst()
                .map(at -> new Where(at.file(), at.line(), at.column()));
    }

    private Optional<Where> definition(String text, @Nullable OptionPath option) {
        Matcher defined = DEFINED_IN.matcher(text);
        List<Where> found = new ArrayList<>();
        while (defined.find()) {
            String file = defined.group(1);
            if (!scene.isTheirs(file)) {
                continue;
            }
            Optional<ModuleText.Definition> exact = option == null
                    ? Optional.empty()
                    : scene.text(file).flatMap(module -> scene.nearest(module, option));
            found.add(exact.map(at -> new Where(file, at.line(), at.column())).orElseGet(() -> new Where(file, 0, 0)));
        }
        return found.stream()
                .filter(at -> isWritten(at.file()))
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private boolean isWritten(String file) {
        return TreePath.parse(file).map(scene.written()::contains).orElse(false);
    }

    /// Where a word stands in the change.
    private Optional<Where> named(String word) {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        Pattern whole = Pattern.compile("(?<![\\w'-])" + Pattern.quote(word) + "(?![\\w'-])");
        for (TreePath file : scene.written()) {
            String text = scene.texts().getOrDefault(file, "");
            Matcher found = whole.matcher(text);
            if (found.find()) {
                int start = text.lastIndexOf('\n', found.start() - 1) + 1;
                int line = (int) text.substring(0, start).lines().count() + 1;
                return Optional.of(new Where(file.value(), line, found.start() - start + 1));
            }
        }
        return Optional.empty();
    }

    /// Where the change sets the option, if no word of the error says it.
    private Optional<Where> written(@Nullable OptionPath option) {
        return option == null
                ? Optional.empty()
                : scene.defining(option).stream()
                        .findFirst()
                        .map(defined -> new Where(
                                defined.file().value(),
                                defined.definition().line(),
                                defined.definition().column()));
    }
}
