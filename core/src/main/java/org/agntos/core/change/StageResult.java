package org.agntos.core.change;

import java.util.List;

/// How one stage of verification ended.
public sealed interface StageResult {
    record Passed() implements StageResult {}

    record Warned(List<Problem> problems) implements StageResult {
        public Warned {
            problems = List.copyOf(problems);
        }
    }

    record Failed(List<Problem> problems) implements StageResult {
        public Failed {
            problems = List.copyOf(problems);
        }
    }

    /// The stage could not run here. @param reason for people, such as `Nix is not installed here`
    record Skipped(String reason) implements StageResult {}

    /// The word in files and JSON: `passed`, `warned`, `failed` or `skipped`.
    default String word() {
        return switch (this) {
            case Passed _ -> "passed";
            case Warned _ -> "warned";
            case Failed _ -> "failed";
            case Skipped _ -> "skipped";
        };
    }

    /// Findings of this result; empty for [Passed] and [Skipped].
    default List<Problem> problems() {
        return switch (this) {
            case Passed _, Skipped _ -> List.of();
            case Warned(List<Problem> problems) -> problems;
            case Failed(List<Problem> problems) -> problems;
        };
    }
}
