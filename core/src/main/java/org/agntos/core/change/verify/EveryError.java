package org.agntos.core.change.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.change.Problem;
import org.agntos.core.change.explain.ErrorExplainer;
import org.agntos.core.change.explain.ErrorFamily;
import org.agntos.core.change.explain.Fixes;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.process.RunResult;
import org.agntos.helper.protocol.TreePath;

/// Finds more than the first error, at which Nix stops: what is wrong is blanked out in a copy, place by place, and
/// Nix is asked again. For one change and one thread.
final class EveryError {
    private static final Set<ErrorFamily> OF_ONE_PLACE = EnumSet.of(
            ErrorFamily.UNKNOWN_OPTION,
            ErrorFamily.REMOVED_OPTION,
            ErrorFamily.RENAMED_OPTION,
            ErrorFamily.READ_ONLY_OPTION,
            ErrorFamily.WRONG_TYPE,
            ErrorFamily.CONFLICT,
            ErrorFamily.UNKNOWN_PACKAGE,
            ErrorFamily.MISSING_ATTRIBUTE,
            ErrorFamily.UNDEFINED_VARIABLE,
            ErrorFamily.WRONG_KIND_OF_VALUE);
    private static final Pattern SELECTION = Pattern.compile("[\\w'-]+(?:\\.[\\w'\"-]+)*");

    private final Configuration configuration;
    private final ErrorExplainer errors;
    private final ScratchTree copy;
    private final Map<TreePath, String> texts;
    private final int mostRounds;

    /// @param copy the tree with the change, which this changes further
    /// @param mostRounds how often Nix may be asked again
    EveryError(
            Configuration configuration,
            ErrorExplainer errors,
            ScratchTree copy,
            Map<TreePath, String> writes,
            int mostRounds) {
        this.configuration = configuration;
        this.errors = errors;
        this.copy = copy;
        this.texts = new TreeMap<>(writes);
        this.mostRounds = mostRounds;
    }

    /// @param output what Nix said of the whole change
    List<Problem> all(String output) throws InterruptedException, IOException {
        List<Problem> found = new ArrayList<>();
        List<ErrorExplainer.Explained> told = errors.explain(output);
        told.forEach(one -> found.add(one.problem()));
        for (int round = 0; round < mostRounds; round++) {
            boolean isBlanked = false;
            for (ErrorExplainer.Explained one : told) {
                isBlanked |= OF_ONE_PLACE.contains(one.family()) && blank(one.problem());
            }
            if (!isBlanked) {
                return found;
            }
            RunResult again = configuration.evaluate(copy.directory()).result();
            if (!(again instanceof RunResult.Exited exited) || exited.isSuccess()) {
                return found;
            }
            told = errors.explain(configuration.named(exited.err().text(), copy.directory())).stream()
                    .filter(one -> OF_ONE_PLACE.contains(one.family()))
                    .filter(one -> isIn(one.problem()) && !isKnown(one.problem(), found))
                    .toList();
            told.forEach(one -> found.add(one.problem()));
        }
        return found;
    }

    private boolean isIn(Problem problem) {
        String file = problem.file();
        return file != null && TreePath.parse(file).map(texts::containsKey).orElse(false);
    }

    private static boolean isKnown(Problem problem, List<Problem> found) {
        return found.stream()
                .anyMatch(other -> String.valueOf(other.file()).equals(problem.file())
                        && other.line() == problem.line()
                        && other.column() == problem.column()
                        && other.explanation().equals(problem.explanation()));
    }

    /// Puts blanks in the place of what is wrong, so that all other places stay where they are.
    private boolean blank(Problem problem) throws IOException {
        if (!isIn(problem)) {
            return false;
        }
        TreePath file = new TreePath(String.valueOf(problem.file()));
        String text = texts.getOrDefault(file, "");
        int offset = Fixes.offset(text, problem.line(), problem.column());
        Optional<int[]> range = offset < 0 ? Optional.empty() : range(text, offset);
        if (range.isEmpty()) {
            return false;
        }
        StringBuilder blanked = new StringBuilder(text);
        for (int i = range.get()[0]; i < range.get()[1]; i++) {
            if (text.charAt(i) != '\n') {
                blanked.setCharAt(i, ' ');
            }
        }
        texts.put(file, blanked.toString());
        Files.writeString(copy.file(file), blanked);
        return true;
    }

    /// One item of a list, else the innermost definition around a place.
    private static Optional<int[]> range(String text, int offset) {
        if (!(ModuleText.read(text) instanceof ModuleText.Reading.Module(ModuleText module))) {
            return Optional.empty();
        }
        Optional<ModuleText.Definition> around = module.definitions().stream()
                .filter(found -> found.start() == offset
                        || (found.nested() == null && found.start() <= offset && offset < found.end()))
                .reduce((_, inner) -> inner);
        if (around.isEmpty()) {
            return Optional.empty();
        }
        ModuleText.Definition definition = around.get();
        String value = text.substring(definition.valueStart(), definition.valueEnd());
        boolean isInList = value.contains("[") && offset > definition.valueStart() && definition.nested() == null;
        Matcher selection = SELECTION.matcher(text).region(offset, definition.valueEnd());
        return Optional.of(
                isInList && selection.lookingAt()
                        ? new int[] {offset, selection.end()}
                        : new int[] {definition.start(), definition.end()});
    }
}
