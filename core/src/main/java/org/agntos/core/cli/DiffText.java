package org.agntos.core.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import org.agntos.core.change.FileDiff;
import org.jspecify.annotations.Nullable;

/// File differences as unified diff text.
final class DiffText {
    private static final int CONTEXT_LINES = 3;

    private DiffText() {}

    static String of(List<FileDiff> diffs) {
        StringBuilder text = new StringBuilder();
        diffs.forEach(diff -> of(diff).forEach(line -> text.append(line).append('\n')));
        return text.toString();
    }

    private static List<String> of(FileDiff diff) {
        List<String> before = lines(diff.before());
        List<String> after = lines(diff.after());
        String path = diff.path().value();
        return UnifiedDiffUtils.generateUnifiedDiff(
                diff.before() == null ? "/dev/null" : "a/" + path,
                diff.after() == null ? "/dev/null" : "b/" + path,
                before,
                DiffUtils.diff(before, after),
                CONTEXT_LINES);
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : text.lines().toList();
    }
}
